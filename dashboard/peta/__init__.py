"""The map: sites where they are, drawn by ourselves: it needs no tile server and no WebGL."""
