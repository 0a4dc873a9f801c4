"""The words of Pantau as frozen values.

Every instant in these values is an ``int``: microseconds since 1970-01-01 00:00 UTC.
Every interval is half-open: it contains its begin and not its end.
"""
