"""``pantau doctor``: looks at everything that Pantau stands on, and says what to do.

``finding`` is what a look finds. ``machine``, ``keeping``, ``setting`` and ``serving`` decide
purely on what was seen of one side each; ``command`` looks at all of them and prints.
"""
