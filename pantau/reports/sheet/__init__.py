"""Papers as spreadsheets: XLSX that reckons again, and CSV. They read the tree of content.py."""
