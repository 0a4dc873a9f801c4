"""What is worth telling, kind by kind: from the world to items and groups."""
