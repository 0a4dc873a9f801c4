"""Ways of asking a site beside the heartbeat."""
