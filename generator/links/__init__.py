"""Cross-links: citations in prose, and papers that are alike."""
