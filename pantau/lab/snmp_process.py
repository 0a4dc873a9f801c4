"""``python -m pantau.lab.snmp_process FD``: the codec of the SNMP agents (see ``snmp_agents``)."""

import socket
import sys
from contextlib import suppress

from pantau.lab.packet import datagram_back
from pantau.lab.snmp import reply
from pantau.lab.snmp_agents import MESSAGE_BYTES, from_message


def serve(sock: socket.socket) -> None:
    """Answer until the other end closes."""
    # Closed between two messages or in the midst of one: nobody waits for an answer.
    with suppress(OSError):
        while message := sock.recv(MESSAGE_BYTES):
            asked, device = from_message(message)
            payload = reply(asked.payload, device)
            if payload is not None:
                sock.send(datagram_back(asked, payload))


if __name__ == "__main__":
    with socket.socket(fileno=int(sys.argv[1])) as own_end:
        serve(own_end)
