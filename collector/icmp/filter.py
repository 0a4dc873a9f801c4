"""A packet filter for raw sockets.

A raw ICMP socket is handed every ICMP packet of the machine, our own requests on loopback among
them. This classic BPF program lets only echo replies with our identifier pass, inside the kernel.
"""

import ctypes
import socket
import struct

_SOL_RAW, _ICMP_FILTER = 255, 1  # linux/socket.h, linux/icmp.h
_SO_ATTACH_FILTER = 26  # asm-generic/socket.h; Python's socket module does not name it

_LDX_IP_HEADER_LENGTH = 0xB1  # x = 4 * (packet[k] & 0x0f)
_LD_BYTE_AT_X = 0x50  # a = packet[x + k]
_LD_HALF_AT_X = 0x48
_LD_BYTE = 0x30
_LD_HALF = 0x28
_JUMP_IF_EQUAL = 0x15
_RETURN = 0x06

_PASS, _DROP = 0xFFFF, 0


def attach_reply_filter(sock: socket.socket, ident: int, *, v6: bool) -> None:
    """Let only echo replies with ``ident`` into ``sock``. Raises OSError where it is refused."""
    reply_type = 129 if v6 else 0
    if not v6:
        # Spares the kernel a copy for each packet that the program would throw away.
        sock.setsockopt(_SOL_RAW, _ICMP_FILTER, struct.pack("I", ~(1 << reply_type) & 0xFFFF_FFFF))
    # IPv4 raw sockets deliver the IP header, IPv6 ones do not.
    load = (
        [(_LD_BYTE, 0, 0, 0)]
        if v6
        else [(_LDX_IP_HEADER_LENGTH, 0, 0, 0), (_LD_BYTE_AT_X, 0, 0, 0)]
    )
    program = [
        *load,
        (_JUMP_IF_EQUAL, 0, 3, reply_type),
        (_LD_HALF if v6 else _LD_HALF_AT_X, 0, 0, 4),
        (_JUMP_IF_EQUAL, 0, 1, ident),
        (_RETURN, 0, 0, _PASS),
        (_RETURN, 0, 0, _DROP),
    ]
    code = b"".join(struct.pack("HBBI", *step) for step in program)
    # The kernel reads the program through a pointer, so the buffer must outlive the call.
    buffer = ctypes.create_string_buffer(code, len(code))
    prog = struct.pack("HP", len(program), ctypes.addressof(buffer))
    sock.setsockopt(socket.SOL_SOCKET, _SO_ATTACH_FILTER, prog)
