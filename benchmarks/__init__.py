"""How long bibloom takes, beside what MkDocs takes for the same pages."""
