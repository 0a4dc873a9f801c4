"""Sites that call in: the port that hears them, and how their calls look to the engine."""
