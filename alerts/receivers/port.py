"""What every receiver is to the sender: one coroutine, and three ways in which it can end."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from alerts.message import Message

if TYPE_CHECKING:
    import aiohttp

    from alerts.receivers.enclosed import Enclosed


@dataclass(frozen=True, slots=True)
class Delivered:
    """It was taken. ``reference``: what the other side calls it, or empty."""

    reference: str = ""


@dataclass(frozen=True, slots=True)
class Rejected:
    """It will never be taken, however often it is tried: a wrong address, a refused token.

    ``reason``: one line for people, without secrets.
    """

    reason: str


@dataclass(frozen=True, slots=True)
class Unavailable:
    """Not now. ``retry_after_s``: how long the other side wants us to wait, where it says so.

    ``perhaps_delivered``: the message left us whole and the answer was lost: trying again may tell
    it twice, not trying may lose it.
    """

    reason: str
    retry_after_s: float | None = None
    perhaps_delivered: bool = False


Outcome = Delivered | Rejected | Unavailable


@dataclass(frozen=True, slots=True)
class Line:
    """What a receiver sends with. ``settings``: those of the inventory with secrets revealed.

    ``ack``: makes the address that acknowledges outages for whoever opens it, or None where no
    page is reachable. ``late_s``: how long ago the message became true, where that is worth saying.
    ``now``: when it is sent (microseconds UTC), for those who sign or date what they send.
    ``files``: what goes with it, for those who take files.
    """

    settings: Mapping[str, str]
    session: "aiohttp.ClientSession"
    timeout_s: float
    ack: Callable[[Message], str | None]
    late_s: int | None = None
    now: int = 0
    files: tuple["Enclosed", ...] = ()


Send = Callable[[Message, Line], Awaitable[Outcome]]
"""Never raises for what the other side does. Ends within ``timeout_s``, slow drips included."""
