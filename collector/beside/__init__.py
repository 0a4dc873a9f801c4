"""Asks the further probes in a process of its own, so that nothing they meet delays a heartbeat.

``keeper`` runs in the collector and keeps the process alive; all else runs in it.
"""
