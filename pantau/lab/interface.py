"""Network devices set up by asking the kernel itself, for machines without iproute2."""

import fcntl
import ipaddress
import os
import socket
import struct

_SET_FLAGS, _GET_FLAGS = 0x8914, 0x8913
_SET_ADDRESS, _SET_NETMASK = 0x8916, 0x891C
_UP = 0x1

# struct ifreq: a name of 16 bytes, then a union of 24.
_FLAGS = struct.Struct("16sH22x")
_ADDRESS = struct.Struct("16sH2x4s16x")

# rtnetlink: struct nlmsghdr, struct ifinfomsg, one attribute; and the kernel's struct nlmsgerr.
_NEW_LINK, _REQUEST_AND_ACKNOWLEDGE, _QUEUE_LENGTH = 16, 0x1 | 0x4, 13
_CHANGE = struct.Struct("=IHHII BxHiII HHI")
_ERROR = struct.Struct("=16xi")


def bring_up(device: str) -> None:
    """Raises OSError."""
    _, flags = _FLAGS.unpack(_ask(_GET_FLAGS, _FLAGS.pack(device.encode(), 0)))
    _ask(_SET_FLAGS, _FLAGS.pack(device.encode(), flags | _UP))


def set_address(device: str, address: str, prefix: int) -> None:
    """Our own address on the device, and with it the route to its network. Raises OSError."""
    network = ipaddress.IPv4Network(f"{address}/{prefix}", strict=False)
    values = {
        _SET_ADDRESS: ipaddress.IPv4Address(address).packed,
        _SET_NETMASK: network.netmask.packed,
    }
    for request, value in values.items():
        _ask(request, _ADDRESS.pack(device.encode(), socket.AF_INET, value))


def queue_packets(device: str, count: int) -> None:
    """How many packets may wait to be read before the kernel drops some. Raises OSError.

    The ioctl for it wants the machine's real root; netlink is content with the namespace's.
    """
    index = socket.if_nametoindex(device)
    header = (_CHANGE.size, _NEW_LINK, _REQUEST_AND_ACKNOWLEDGE, 1, 0)
    question = _CHANGE.pack(*header, socket.AF_UNSPEC, 0, index, 0, 0, 8, _QUEUE_LENGTH, count)
    with socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, socket.NETLINK_ROUTE) as sock:
        sock.send(question)
        (refused,) = _ERROR.unpack_from(sock.recv(4096))
    if refused:
        raise OSError(-refused, os.strerror(-refused))


def _ask(request: int, question: bytes) -> bytes:
    # Any socket is a door to these ioctls.
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
        return fcntl.ioctl(sock, request, question)
