"""Who may look at the pages, and how people come in: the part of the inventory that they read."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from pantau.facts.words import Role


class SignInRule(StrEnum):
    """When people must sign in to see anything."""

    ALWAYS = "always"
    BEYOND_LOOPBACK = "beyond_loopback"  # whoever comes from this very machine may look


class OidcRole(StrEnum):
    """What an OpenID provider may make of somebody; one who acts for a provider is none of it."""

    VIEWER = "viewer"
    TECHNICIAN = "technician"
    MANAGER = "manager"
    ADMIN = "admin"


NAME_CLAIM = "preferred_username"
ROLE_CLAIM = "realm_access.roles"
"""What Keycloak calls them."""


@dataclass(frozen=True, slots=True)
class Oidc:
    """An OpenID provider. ``client_secret``: "env:NAME" or "file:PATH", where it is kept.

    ``name_claim`` and ``role_claim``: what it calls the sign-in name and the list of roles; a point
    leads into a block ("realm_access.roles"). ``roles``: ours, by what it says.
    """

    issuer: str
    client_id: str
    client_secret: str
    roles: Mapping[str, Role]
    name_claim: str
    role_claim: str


@dataclass(frozen=True, slots=True)
class PeopleForm:
    """How people in the villages can tell that the internet does not serve.

    ``form``: whether there is a public form for it. ``keep_days``: after so many days phone and
    words of a report are erased. At most ``an_address`` reports an hour from one address,
    ``an_hour`` and ``a_day`` of all.
    """

    form: bool = False
    keep_days: int = 90
    an_address: int = 10
    an_hour: int = 120
    a_day: int = 600


@dataclass(frozen=True, slots=True)
class Pages:
    """``public``: whether there is a page for everybody, without a sign-in."""

    sign_in: SignInRule = SignInRule.BEYOND_LOOPBACK
    public: bool = False
    oidc: Oidc | None = None
    people: PeopleForm = PeopleForm()
