"""The ways by which a message leaves: one module each, all behind the same port."""
