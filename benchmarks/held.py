"""What a browser keeps of the messages it was sent, so that the server need not send them again.

As Streamlit's page does it: it names what it holds at each question, and lets go of what was of no
use for some runs.
"""

from collections.abc import Collection
from dataclasses import dataclass, field

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg


@dataclass(slots=True)
class _Message:
    """``run``: the number of the run that used it last; ``fragment``: empty for the whole page."""

    run: int
    fragment: str


@dataclass(slots=True)
class Held:
    """Of one session. ``most_age``: after how many runs without use a message goes."""

    most_age: int = 2
    _run: int = 0
    _messages: dict[str, _Message] = field(default_factory=dict)

    def hashes(self) -> Collection[str]:
        """What the server may name instead of sending it."""
        return tuple(self._messages)

    def take(self, message: ForwardMsg) -> None:
        """Keep it where the server wants that. Raises KeyError for one named that is not held."""
        if message.WhichOneof("type") == "ref_hash":
            self._messages[message.ref_hash].run = self._run
        elif message.metadata.cacheable:
            kept = self._messages.setdefault(
                message.hash, _Message(self._run, message.delta.fragment_id)
            )
            kept.run = self._run

    def finished(self, fragments: Collection[str]) -> None:
        """A run is over, of these fragments; of the whole page where there are none."""
        self._run += 1
        gone = [
            hash
            for hash, each in self._messages.items()
            if (not fragments or each.fragment in fragments)
            and self._run - each.run > self.most_age
        ]
        for hash in gone:
            del self._messages[hash]
