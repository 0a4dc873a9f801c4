"""The page Inventaris: what is in force, what a file would change, what others recorded."""
