"""What is said of the internet in villages, laid beside what was measured there. Pure."""
