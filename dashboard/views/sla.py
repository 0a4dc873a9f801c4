"""Compliance with the contract."""

from dashboard.scene import scene

scene()
