"""ICMP echo for any number of addresses through one socket a family.

``packet`` is pure bytes, ``filter`` keeps other people's packets away, ``sockets`` asks the kernel
for sockets, ``many`` moves many packets with one call, ``channel`` is one socket at work,
``transport`` is the port through which the engine sends and receives.
"""
