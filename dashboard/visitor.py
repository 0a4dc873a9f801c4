"""Who looks at the page, asked anew at every run."""

from dataclasses import dataclass

from dashboard import cached
from pantau.actions.acting import Actor
from pantau.facts.words import Role


@dataclass(frozen=True, slots=True)
class Visitor:
    """``name`` is empty for who has not signed in; ``provider``: on whose behalf, of that role.

    ``session``: a short name of the session, for the journal; never the secret itself.
    """

    name: str
    full_name: str
    role: Role
    provider: str | None = None
    session: str | None = None

    @property
    def known(self) -> bool:
        """Whether they signed in."""
        return bool(self.name)


NOBODY = Visitor(name="", full_name="", role=Role.VIEWER)


def visitor() -> Visitor:
    """Who looks now."""
    return NOBODY


def actor() -> Actor:
    """The visitor as one who acts now."""
    who = visitor()
    return Actor(who.name, f"web session {who.session or '-'}", who.role, cached.now())
