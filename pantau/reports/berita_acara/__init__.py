"""The Berita Acara in which both sides agree on a month: results, differences, what is paid."""
