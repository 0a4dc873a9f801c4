"""The map: sites where they are, drawn by ourselves, so that it needs no tile server and no WebGL."""
