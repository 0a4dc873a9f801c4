"""Stand-ins for our own ports, and only for those. They are tested in tests/fakes/test_*.py."""
