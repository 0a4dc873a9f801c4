"""What is known of the villages: what was said of them beside what was measured. Pure."""
