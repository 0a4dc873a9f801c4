"""Where something listens, as written on the command line."""

import ipaddress
from dataclasses import dataclass

import click

from pantau.cli.place import spoken
from pantau.language import Sentence, to_say


@dataclass(frozen=True, slots=True)
class Listen:
    """An address of this machine and a port."""

    host: str
    port: int

    @property
    def is_loopback(self) -> bool:
        """Whether only this machine can reach it."""
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return self.host == "localhost"

    @property
    def url(self) -> str:
        """For a browser."""
        return f"http://{f'[{self.host}]' if ':' in self.host else self.host}:{self.port}"


class ListenType(click.ParamType[Listen]):
    """``HOST:PORT``, ``[IPV6]:PORT`` or ``:PORT`` alone for 127.0.0.1."""

    name = "host:port"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> Listen:
        """See click.ParamType."""
        if isinstance(value, Listen):
            return value
        host, colon, port = str(value).rpartition(":")
        if not colon or not port.isdecimal() or int(port) > 65535:
            self.fail(
                spoken(
                    Sentence(
                        to_say("'{value}' is not an address; write HOST:PORT, 127.0.0.1:9464"),
                        value=str(value),
                    )
                ),
                param,
                ctx,
            )
        return Listen(host.strip("[]") or "127.0.0.1", int(port))


METRICS = Listen("127.0.0.1", 9464)
PAGES = Listen("127.0.0.1", 8501)
