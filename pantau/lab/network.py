"""The lab's address plan: one private network that exists only inside the lab's namespace."""

import ipaddress

PREFIX = 12
# Where whoever asks lives; the last addresses, so that no site of an inventory wants one of them.
OWN = "10.79.255.254"
NETWORK = ipaddress.IPv4Network(f"{OWN}/{PREFIX}", strict=False)  # 10.64.0.0/12

# Who says "unreachable", and who answers for somebody else.
ROUTER = int(ipaddress.IPv4Address("10.79.255.253"))
STRANGER = int(ipaddress.IPv4Address("10.79.255.252"))

DEVICE = "lab"  # the network device's name inside the namespace
