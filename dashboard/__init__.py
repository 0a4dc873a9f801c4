"""The pages that people look at.

Streamlit puts this folder first on sys.path: no file directly in it may bear the name of a
top-level package.
"""
