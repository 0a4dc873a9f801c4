"""Who is told, when and how, until somebody answers."""
