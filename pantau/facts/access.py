"""What stands beside the journal about those who come in. Instants are microseconds UTC."""

from dataclasses import dataclass

from pantau.facts.accounts import SignInWay

_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Session:
    """A browser that was let in. ``digest``: SHA-256 of what it holds, which is kept nowhere.

    ``expires``: however much it is used. ``agent``: what kind of browser it said it is.
    """

    digest: bytes
    name: str
    way: SignInWay
    created: int
    seen: int
    expires: int
    agent: str = ""

    @property
    def short(self) -> str:
        """Enough to tell it from others, of no use to open it."""
        return self.digest.hex()[:_SHOWN]


@dataclass(frozen=True, slots=True)
class Trip:
    """Somebody on the way to the OpenID provider and back.

    ``digest``: SHA-256 of what their browser holds; ``state`` and ``nonce`` must come back;
    ``verifier``: what shows the provider that we are who began it. ``goes_to``: our own path.
    """

    digest: bytes
    state: str
    nonce: str
    verifier: str
    goes_to: str
    expires: int
