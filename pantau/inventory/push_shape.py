"""What the section ``push`` may say."""

from typing import Annotated

from pydantic import Field

from pantau.facts.instant import MINUTE, SECOND
from pantau.inventory import alerting_leaves as told
from pantau.inventory import quantities
from pantau.inventory.block import Shape
from pantau.inventory.unfit import UnfitError
from pantau.inventory.values import DURATION_PATTERN, as_text, between, only, read
from pantau.language import to_say


def _listen(text: str) -> tuple[str, int]:
    host, colon, port = text.rpartition(":")
    if not colon or not port.isdecimal() or not 0 < int(port) < 65_536:
        raise UnfitError(to_say("not an address and a port; write 127.0.0.1:9465"))
    return quantities.listening(host.strip("[]")), int(port)


_Listen = Annotated[tuple[str, int], read(_listen), as_text(":[0-9]{1,5}$")]
_Every = Annotated[int, between(10 * SECOND, 5 * MINUTE), as_text(DURATION_PATTERN)]
_Late = Annotated[int, between(SECOND, MINUTE), as_text(DURATION_PATTERN)]
HeartbeatBy = Annotated[str, only(("icmp", "push")), as_text("^(icmp|push)$")]


class PushShape(Shape):
    """The port on which sites call in that cannot be reached; without it there is none."""

    listen: _Listen = Field(examples=["127.0.0.1:9465"])
    secrets: told.Secret = Field(examples=["file:/etc/pantau/push"])
    every: _Every | None = Field(None, examples=["60s"])
    late: _Late | None = Field(None, examples=["10s"])
