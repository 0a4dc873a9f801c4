"""The sites and what the last reload said."""

from dashboard.scene import scene

scene()
