"""The page on which a month becomes paper: how far it is, what is open, what money passes."""
