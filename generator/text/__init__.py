"""Text in and out: folding, slugs, LaTeX, and one escaping function per place where text lands."""
