"""The pages that people look at: a folder a page, ``views`` that show them, and what they share.

The public pages (publik, lapor) and signing in (sign_in) are plain pages of our own beside those of
Streamlit; ``cached`` holds the looks that all viewers share. Nothing is decided here: people act
through pantau.actions, figures come from pantau.sla.

Streamlit puts this folder first on sys.path: no file directly in it may bear the name of a top-
level package.
"""
