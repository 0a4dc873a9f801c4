"""One site."""

from dashboard.scene import scene

scene()
