"""Who is on call, what is told, what is silenced."""

from dashboard.scene import scene

scene()
