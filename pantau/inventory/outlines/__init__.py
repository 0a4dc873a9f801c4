"""Where the kecamatan lie: outlines for maps, on pages and on paper."""
