"""The papers that people sign: what stands in them, and the writers that give them a form.

A folder a paper (month, berita_acara, year, management, meeting, pack), from facts to a tree of
blocks (``content``, ``pictures``), and a folder a form (pdf, docx, sheet) that walks that tree;
``papers`` is the table of both. ``workshop`` has a paper made in a process of its own (``worker``),
``clerk`` those that are due. Figures come from pantau.sla; none is reckoned here but where a paper
adds up what stands in it.
"""
