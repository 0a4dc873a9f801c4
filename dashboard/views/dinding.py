"""The wall of the command centre."""

from dashboard.scene import scene

scene()
