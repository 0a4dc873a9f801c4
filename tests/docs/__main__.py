"""``python -m tests.docs``: write the pages of docs/ that come from the code (``make docs``)."""

from tests.docs.references import ROOT, pages

for name, text in pages().items():
    (ROOT / "docs" / name).write_text(text, "utf-8")
