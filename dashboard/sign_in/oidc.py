"""Talking to the OpenID provider: code flow with PKCE, state and nonce.

What it says is believed only as an ID token that is signed with a key of the issuer, meant for us,
not expired, and made for this very trip.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import httpx2
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.httpx_client import AsyncOAuth2Client
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from dashboard.reach import host_name, is_loopback
from dashboard.sign_in.oidc_error import OidcError
from pantau.actions.secrets import Missing, reveal
from pantau.actions.sign_in import Claimed
from pantau.facts.access import Trip
from pantau.facts.instant import SECOND
from pantau.facts.words import Role
from pantau.inventory.pages import Oidc

_SCOPE = "openid profile"
_ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "EdDSA"]
_SECONDS = 10.0
_LEEWAY_S = 60
_RANK = (Role.ADMIN, Role.MANAGER, Role.TECHNICIAN, Role.VIEWER)


@dataclass(frozen=True, slots=True)
class _Provider:
    """What its discovery document says."""

    authorization: str
    token: str
    keys: str
    userinfo: str | None


async def address_to_go_to(oidc: Oidc, trip: Trip, back: str) -> str:
    """Where to send the browser. Raises OidcError."""
    async with _client(oidc, back) as client:
        provider = await _discover(client, oidc)
        url, _ = client.create_authorization_url(
            provider.authorization,
            state=trip.state,
            nonce=trip.nonce,
            code_verifier=trip.verifier,
        )
        return str(url)


async def who_came(oidc: Oidc, trip: Trip, back: str, code: str, now: int) -> Claimed:
    """Who the provider says came back with this code. Raises OidcError."""
    async with _client(oidc, back) as client:
        provider = await _discover(client, oidc)
        try:
            tokens = await client.fetch_token(
                provider.token,
                code=code,
                code_verifier=trip.verifier,
                grant_type="authorization_code",
            )
        except (AuthlibBaseError, httpx2.HTTPError, ValueError) as error:
            raise OidcError(f"the code was not taken: {error}") from error
        keys = await _json(client, provider.keys)
        claims = _believed(oidc, trip, str(tokens.get("id_token", "")), keys, now)
        if _at(claims, oidc.role_claim) is None or _at(claims, oidc.name_claim) is None:
            claims = {**await _userinfo(client, provider, claims), **claims}
    return claimed(oidc, claims)


def claimed(oidc: Oidc, claims: Mapping[str, Any]) -> Claimed:
    """The name and the highest of our roles that the claims give. Raises OidcError."""
    name = _at(claims, oidc.name_claim)
    if not isinstance(name, str) or not name.strip():
        raise OidcError(f"the claim '{oidc.name_claim}' names nobody")
    said = _at(claims, oidc.role_claim)
    listed = said if isinstance(said, list) else [said]
    words = {each for each in listed if isinstance(each, str)}
    roles = {role for word, role in oidc.roles.items() if word in words}
    full_name = claims.get("name")
    printable = isinstance(full_name, str) and full_name.isprintable() and full_name.strip()
    return Claimed(
        name,
        str(full_name)[:100] if printable else name,
        next((role for role in _RANK if role in roles), None),
    )


def _believed(
    oidc: Oidc, trip: Trip, token: str, keys: Mapping[str, Any], now: int
) -> dict[str, Any]:
    registry = jwt.JWTClaimsRegistry(
        now=now // SECOND,
        leeway=_LEEWAY_S,
        iss={"essential": True, "value": oidc.issuer},
        aud={"essential": True, "value": oidc.client_id},
        exp={"essential": True},
        nonce={"essential": True, "value": trip.nonce},
        sub={"essential": True},
    )
    try:
        found = jwt.decode(token, KeySet.import_key_set(dict(keys)), algorithms=_ALGORITHMS)  # type: ignore[arg-type]
        registry.validate(found.claims)
    except (JoseError, ValueError, TypeError, KeyError) as error:
        raise OidcError(f"the ID token is not to be believed: {error}") from error
    party = found.claims.get("azp", oidc.client_id)
    if party != oidc.client_id:
        raise OidcError("the ID token was made for another party")
    return dict(found.claims)


async def _userinfo(
    client: AsyncOAuth2Client, provider: _Provider, claims: Mapping[str, Any]
) -> dict[str, Any]:
    if provider.userinfo is None:
        return {}
    try:
        answer = await client.get(provider.userinfo)
        answer.raise_for_status()
        found = answer.json()
    except (AuthlibBaseError, httpx2.HTTPError, ValueError) as error:
        raise OidcError(f"the provider told nothing of who came: {error}") from error
    if not isinstance(found, dict) or found.get("sub") != claims["sub"]:
        raise OidcError("the provider told of somebody else")
    return found


async def _discover(client: AsyncOAuth2Client, oidc: Oidc) -> _Provider:
    found = await _json(client, f"{oidc.issuer}/.well-known/openid-configuration")
    if str(found.get("issuer", "")).rstrip("/") != oidc.issuer:
        raise OidcError("the provider says that it is another issuer")
    userinfo = found.get("userinfo_endpoint")
    provider = _Provider(
        authorization=str(found.get("authorization_endpoint", "")),
        token=str(found.get("token_endpoint", "")),
        keys=str(found.get("jwks_uri", "")),
        userinfo=str(userinfo) if userinfo else None,
    )
    for address in (provider.authorization, provider.token, provider.keys, provider.userinfo):
        if address is None:
            continue
        host = host_name(address.partition("://")[2].partition("/")[0]) or ""
        if not address.startswith("https://") and not is_loopback(host):
            raise OidcError(f"the provider names an address that is not encrypted: {address}")
    return provider


async def _json(client: AsyncOAuth2Client, url: str) -> dict[str, Any]:
    try:
        answer = await client.request("GET", url, withhold_token=True)
        answer.raise_for_status()
        found = answer.json()
    except (AuthlibBaseError, httpx2.HTTPError, ValueError) as error:
        raise OidcError(f"{url} cannot be read: {error}") from error
    if not isinstance(found, dict):
        raise OidcError(f"{url} is not what it should be")
    return found


def _client(oidc: Oidc, back: str) -> AsyncOAuth2Client:
    secret = reveal(oidc.client_secret, os.environ)
    if isinstance(secret, Missing):
        raise OidcError(f"pages, oidc, client_secret: {secret.reason}")
    return AsyncOAuth2Client(
        oidc.client_id,
        secret,
        scope=_SCOPE,
        redirect_uri=back,
        code_challenge_method="S256",
        timeout=_SECONDS,
        # Neither a proxy nor a password file of the machine has a say in whom we ask.
        trust_env=False,
    )


def _at(claims: Mapping[str, Any], path: str) -> Any:
    """A claim by its name; where there is none of this name, a point leads into a block."""
    if path in claims:
        return claims[path]
    found: Any = claims
    for step in path.split("."):
        found = found.get(step) if isinstance(found, Mapping) else None
    return found
