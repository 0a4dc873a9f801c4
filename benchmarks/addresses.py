"""The addresses of as many sites as wanted: 127.64.0.0/10, or the lab's 10.64.0.0/12."""

import socket


def address(number: int, net: str) -> str:
    """Of site ``number``; ``net`` is the first part, 127 or 10."""
    return f"{net}.{64 + number // 62_500}.{number // 250 % 250}.{number % 250 + 1}"


def free_port(kind: socket.SocketKind) -> int:
    """One that nobody listens on at site 0 of loopback, and so hardly at another."""
    with socket.socket(socket.AF_INET, kind) as sock:
        sock.bind((address(0, "127"), 0))
        port: int = sock.getsockname()[1]
    return port
