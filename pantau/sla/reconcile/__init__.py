"""Our own month beside what others say of it: what differs, and what each difference is worth."""
