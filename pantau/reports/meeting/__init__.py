"""The certificate of a meeting."""
