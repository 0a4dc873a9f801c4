"""The page of the region: its villages, what people there tell, and what is told to them."""
