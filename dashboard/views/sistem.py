"""Health of Pantau itself, journal and audit trail."""

from dashboard.scene import scene

scene()
