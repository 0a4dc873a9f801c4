"""ICMP echo for any number of addresses through one socket a family.

``packet`` is pure bytes, ``filter`` keeps other people's packets away, ``socket`` asks the kernel,
``transport`` is the port through which the engine sends and receives.
"""
