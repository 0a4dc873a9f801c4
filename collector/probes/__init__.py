"""Ways of asking beside the heartbeat: one module each, one signature, found by one table.

None of them imports another (import-linter); what several need stands in a module of its own.
"""
