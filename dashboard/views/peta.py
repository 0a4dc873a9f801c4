"""The map."""

from dashboard.scene import scene

scene()
