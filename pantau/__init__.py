"""Pantau watches the internet service that a regency buys and judges it against the contract.

Here is what collector, dashboard and alerts share, and the command that starts them (``cli``);
which room may know which is told in docs/architecture.md.
"""
