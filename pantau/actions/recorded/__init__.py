"""What other tools recorded: their samples, and where they say so their outages."""
