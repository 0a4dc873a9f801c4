"""Speed claims that can be rerun: ``make bench``. Loopback only, bounded in count and time."""
