"""The ``pantau`` command: where the rooms are wired together."""
