"""The page of the region: what its villages have, what people there tell, what is told to them."""
