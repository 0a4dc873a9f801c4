"""Months, papers and money."""

from dashboard.scene import scene

scene()
