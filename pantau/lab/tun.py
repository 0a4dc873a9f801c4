"""A TUN device: packets that the kernel routes to a network can be read and answered as bytes."""

import errno
import fcntl
import os
import struct

_DEVICE = "/dev/net/tun"
_SET_INTERFACE = 0x400454CA
_TUN, _NO_PACKET_INFO = 0x0001, 0x1000
_INTERFACE = struct.Struct("16sH22x")
_MISSING = {errno.ENOENT, errno.ENODEV, errno.ENXIO}


class TunRefusedError(Exception):
    """There is no TUN device for us, and why."""


def open_tun(name: str) -> int:
    """A new TUN device's file descriptor, never blocking. Raises TunRefusedError."""
    try:
        opened = os.open(_DEVICE, os.O_RDWR | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        hint = "; load it: modprobe tun" if error.errno in _MISSING else ""
        raise TunRefusedError(f"{_DEVICE}: {error.strerror}{hint}") from None
    try:
        fcntl.ioctl(opened, _SET_INTERFACE, _INTERFACE.pack(name.encode(), _TUN | _NO_PACKET_INFO))
    except OSError as error:
        os.close(opened)
        raise TunRefusedError(f"{_DEVICE}: no device may be made ({error.strerror})") from None
    return opened
