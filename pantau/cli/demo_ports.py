"""Where a demo can be served: where it was wished, or on the next free port."""

import asyncio
import socket

from pantau.cli.address import Listen
from pantau.cli.place import fail
from pantau.language import Sentence, to_say
from pantau.language.system_errors import said_of


def listening(wanted: Listen) -> socket.socket:
    """A socket on the wanted port, or where somebody else has it on any free one."""
    family = socket.AF_INET6 if ":" in wanted.host else socket.AF_INET
    try:
        return socket.create_server((wanted.host, wanted.port), family=family)
    except OSError:
        pass  # taken; the next one says what is wrong with the host, if anything is
    try:
        return socket.create_server((wanted.host, 0), family=family)
    except OSError as error:
        fail(
            Sentence(
                to_say("cannot listen on {host}: {reason}; name an address of this machine"),
                host=wanted.host,
                reason=said_of(error),
            )
        )


def free(wanted: Listen) -> Listen:
    """The wanted place where it is free, else another port. Told to nobody: the address will be."""
    with listening(wanted) as sock:
        return Listen(wanted.host, sock.getsockname()[1])


async def answers(place: Listen) -> bool:
    """Whether somebody takes connections there."""
    try:
        _, writer = await asyncio.open_connection(place.host, place.port)
    except OSError:
        return False
    writer.close()
    return True
