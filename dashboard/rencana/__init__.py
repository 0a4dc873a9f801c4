"""The page about planning: what has to be decided ahead of time."""
