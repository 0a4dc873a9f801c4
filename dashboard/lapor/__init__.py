"""The public form by which people say that the internet does not serve, and what came of it.

Plain HTML and no script. Whoever sends too much, too often or from elsewhere is refused before
anything is read or stored; see docs/people.md.
"""
