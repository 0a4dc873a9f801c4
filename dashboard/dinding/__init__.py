"""The wall: one picture for a room, read from six metres, that nobody touches for weeks."""
