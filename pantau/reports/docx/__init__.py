"""Papers as Word documents, for what officials go on writing in."""

from pantau.reports.docx.write import to_docx

__all__ = ["to_docx"]
