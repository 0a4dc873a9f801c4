"""What the section ``pages`` may say."""

import re
from typing import Annotated

from pydantic import Field

from pantau.inventory import alerting_leaves as told
from pantau.inventory import leaves as leaf
from pantau.inventory.block import Shape
from pantau.inventory.pages import OidcRole, SignInRule
from pantau.inventory.unfit import UnfitError
from pantau.inventory.values import as_number, as_text, as_words, choice, count, read
from pantau.language import to_say

_CLAIM = re.compile(r"[A-Za-z0-9_:/-]{1,60}(\.[A-Za-z0-9_:/-]{1,60}){0,3}")


def _claim(text: str) -> str:
    if not _CLAIM.fullmatch(text):
        raise UnfitError(to_say("not the name of a claim; write realm_access.roles"))
    return text


_Claim = Annotated[str, read(_claim), as_text("^[A-Za-z0-9_:/.-]+$")]
_Days = Annotated[int, count(1, 730), as_number("^[0-9]{1,3}$")]
_Reports = Annotated[int, count(1, 100_000), as_number("^[0-9]{1,6}$")]
_SignIn = Annotated[SignInRule, choice(SignInRule), as_words(SignInRule)]
_Role = Annotated[OidcRole, choice(OidcRole), as_words(OidcRole)]


class OidcShape(Shape):
    """An OpenID provider by which people come in."""

    issuer: leaf.Url = Field(examples=["https://sso.contoh.go.id/realms/paser"])
    client_id: leaf.Text = Field(examples=["pantau"])
    client_secret: told.Secret = Field(examples=["env:PANTAU_OIDC_SECRET"])
    name_claim: _Claim | None = Field(None, examples=["preferred_username"])
    role_claim: _Claim | None = Field(None, examples=["realm_access.roles"])
    roles: dict[str, _Role] = Field(min_length=1, examples=["{pantau-teknisi: technician}"])


class PeopleShape(Shape):
    """How people in the villages can tell that the internet does not serve."""

    form: leaf.Truth | None = Field(None, examples=["true"])
    keep_days: _Days | None = Field(None, examples=[90])
    an_address: _Reports | None = Field(None, examples=[10])
    an_hour: _Reports | None = Field(None, examples=[120])
    a_day: _Reports | None = Field(None, examples=[600])


class PagesShape(Shape):
    """Who may look at the pages, and how people come in."""

    sign_in: _SignIn | None = Field(None, examples=["always"])
    public: leaf.Truth | None = Field(None, examples=["true"])
    people: PeopleShape | None = Field(None, examples=["{form: true, keep_days: 90}"])
    oidc: OidcShape | None = Field(
        None,
        examples=["{issuer: https://sso.contoh.go.id/realms/paser, client_id: pantau, …}"],
    )
