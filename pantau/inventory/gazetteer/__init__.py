"""The official villages of Kabupaten Paser, and how else their names are written."""
