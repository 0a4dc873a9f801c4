"""One page for those who decide: three figures, a map, five sites."""
