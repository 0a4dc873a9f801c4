"""Papers as PDF: the tree of blocks becomes data, typst draws it with the templates in look/.

Data and templates never mix: a name out of the inventory reaches typst as a string in JSON.
"""

from pantau.reports.pdf.writer import to_pdf

__all__ = ["to_pdf"]
