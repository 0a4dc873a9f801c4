"""The page Sistem: whether Pantau itself is well, and the journal."""
