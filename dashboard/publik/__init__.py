"""The public page: what everybody may see without signing in, as plain HTML and open data.

Only what is built in rows.py and figures.py leaves the house. No cookie, no script, nothing kept of
who asks.
"""
