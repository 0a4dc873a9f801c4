"""The way to an address: echoes whose time to live runs out on the way.

``errors`` is pure bytes, ``course`` decides what is asked next of one path, ``sockets`` asks the
kernel for sockets of its own, ``line`` is one socket at work, ``walker`` asks many paths.
"""
