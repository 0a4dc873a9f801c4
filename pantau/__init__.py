"""Pantau watches the internet service that a regency buys and judges it against the contract."""
