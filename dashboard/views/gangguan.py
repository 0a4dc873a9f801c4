"""Outages and incidents: what happened, and what people say of it."""

from dashboard.scene import scene

scene()
