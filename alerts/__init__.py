"""Who is told, when and how, until somebody answers.

``reading`` looks (``world``), ``decide`` says what is told now, of what ``kinds`` find, past
``hush`` and along ``route``; ``words`` say it. ``alerter`` remembers each decision and puts its
letters into the outbox, ``sender`` empties that through ``receivers``. What is measured, counted or
allowed is asked of the rooms below; no figure comes from here.
"""
