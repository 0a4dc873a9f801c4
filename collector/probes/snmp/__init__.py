"""SNMP v2c and v3: what a router, a switch or a UPS says of itself."""
