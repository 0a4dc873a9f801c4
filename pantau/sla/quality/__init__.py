"""What a measured line is good for: published scales over round trip, jitter and loss. Pure."""
