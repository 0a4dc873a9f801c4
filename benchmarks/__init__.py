"""Claims that can be rerun: ``make bench``. Loopback or the lab only, bounded in count and time.

A part is a module that gives typed rows (``rows``); ``parts`` has them all, ``words`` and ``page``
write them down. ``load``, ``asking`` and ``fping`` run in processes of their own (``children``).
"""
