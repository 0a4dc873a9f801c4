"""One file a page; the router names them."""
