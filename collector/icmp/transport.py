"""ICMP echo over the machine's own sockets: the Transport that the collector uses."""

import contextlib
import socket
from collections.abc import Sequence
from itertools import groupby

from collector.icmp.channel import Channel
from collector.icmp.sockets import EchoSocket, IcmpRefusedError, open_echo_socket
from collector.transport import Destination, Reply, SendFailure
from pantau.facts.clock import Clock


class IcmpTransport:
    """One socket for all IPv4 addresses and one for all IPv6 addresses."""

    def __init__(self, clock: Clock, sockets: Sequence[EchoSocket]) -> None:
        self._by_family = {socket.AddressFamily(s.sock.family): Channel(clock, s) for s in sockets}

    @classmethod
    def open(cls, clock: Clock) -> "IcmpTransport":
        """Open what the machine allows. Raises IcmpRefusedError when it allows no IPv4 echo.

        A machine without IPv6 is no fault: echoes to IPv6 addresses then answer NO_SOCKET.
        """
        sockets = [open_echo_socket(socket.AF_INET)]
        with contextlib.suppress(IcmpRefusedError):
            sockets.append(open_echo_socket(socket.AF_INET6))
        return cls(clock, sockets)

    def send(self, to: Destination, nonce: bytes) -> int | SendFailure:
        """See Transport."""
        return self.send_all([(to, nonce)])[0]

    def send_all(self, echoes: Sequence[tuple[Destination, bytes]]) -> list[int | SendFailure]:
        """See Transport."""
        times: list[int | SendFailure] = []
        for family, alike in groupby(echoes, key=lambda echo: echo[0].family):
            channel, few = self._by_family.get(family), list(alike)
            times += channel.send(few) if channel else [SendFailure.NO_SOCKET] * len(few)
        return times

    def receive(self) -> list[Reply]:
        """See Transport."""
        return [reply for channel in self._by_family.values() for reply in channel.receive()]

    def dropped(self) -> int:
        """See Transport."""
        return sum(channel.dropped for channel in self._by_family.values())

    def close(self) -> None:
        """See Transport."""
        for channel in self._by_family.values():
            channel.sock.close()
