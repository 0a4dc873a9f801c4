"""A small OpenID provider of our own on loopback: code flow, PKCE, signed tokens."""

import base64
import hashlib
import secrets
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Event, Thread
from typing import Any
from urllib.parse import parse_qs, urlencode

import uvicorn
from joserfc import jwt
from joserfc.jwk import RSAKey
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from pantau.facts.clock import SystemClock, now_us
from pantau.facts.instant import SECOND

SECRET = "rahasia-klien"  # noqa: S105 - of our own provider


@dataclass
class Provider:
    """What it says of whoever comes; each word may be bent."""

    issuer: str = ""
    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "1"}))
    person: dict[str, Any] = field(
        default_factory=lambda: {
            "sub": "abc",
            "preferred_username": "Sari",
            "name": "Sari Dewi",
            "realm_access": {"roles": ["pantau-teknisi", "lain"]},
        }
    )
    only_in_userinfo: bool = False
    discovery: dict[str, Any] = field(default_factory=dict)
    claims: dict[str, Any] = field(default_factory=dict)
    signs_with: RSAKey | None = None
    userinfo: dict[str, Any] = field(default_factory=dict)
    tokens_as: str | None = None
    asked: dict[str, dict[str, str]] = field(default_factory=dict)

    def app(self) -> Starlette:
        return Starlette(
            routes=[
                Route("/.well-known/openid-configuration", self._discovery),
                Route("/keys", self._keys),
                Route("/authorize", self._authorize),
                Route("/token", self._token, methods=["POST"]),
                Route("/userinfo", self._userinfo),
            ]
        )

    async def _discovery(self, _: Request) -> Response:
        here = self.issuer
        return JSONResponse(
            {
                "issuer": here,
                "authorization_endpoint": f"{here}/authorize",
                "token_endpoint": f"{here}/token",
                "jwks_uri": f"{here}/keys",
                "userinfo_endpoint": f"{here}/userinfo",
                **self.discovery,
            }
        )

    async def _keys(self, _: Request) -> Response:
        return JSONResponse({"keys": [self.key.as_dict(private=False, alg="RS256", use="sig")]})

    async def _authorize(self, request: Request) -> Response:
        query = dict(request.query_params)
        assert query["response_type"] == "code"
        assert query["code_challenge_method"] == "S256"
        code = secrets.token_urlsafe(8)
        self.asked[code] = query
        back = urlencode({"code": code, "state": query["state"]})
        return RedirectResponse(f"{query['redirect_uri']}?{back}")

    async def _token(self, request: Request) -> Response:
        if self.tokens_as is not None:
            return Response(self.tokens_as, media_type="application/json")
        typed = {name: each[0] for name, each in parse_qs((await request.body()).decode()).items()}
        query = self.asked.pop(typed.get("code", ""), None)
        digest = hashlib.sha256(typed.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).decode().rstrip("=")
        basic = base64.b64encode(f"pantau:{SECRET}".encode()).decode()
        is_ours = request.headers.get("authorization") == f"Basic {basic}"
        if query is None or challenge != query["code_challenge"] or not is_ours:
            return JSONResponse({"error": "invalid_grant"}, 400)
        now = now_us(SystemClock()) // SECOND
        person = {"sub": self.person["sub"]} if self.only_in_userinfo else self.person
        claims = {
            "iss": self.issuer,
            "aud": "pantau",
            "iat": now,
            "exp": now + 300,
            "nonce": query["nonce"],
            **person,
            **self.claims,
        }
        claims = {name: value for name, value in claims.items() if value is not None}
        token = jwt.encode({"alg": "RS256", "kid": "1"}, claims, self.signs_with or self.key)
        found = {"access_token": "a", "token_type": "Bearer", "id_token": token}
        return JSONResponse(found)

    async def _userinfo(self, request: Request) -> Response:
        assert request.headers["authorization"] == "Bearer a"
        return JSONResponse({**self.person, **self.userinfo})


@contextmanager
def serving(provider: Provider) -> Iterator[None]:
    """Answer on a loopback port until the block is left."""
    with socket.create_server(("127.0.0.1", 0)) as sock:
        provider.issuer = f"http://127.0.0.1:{sock.getsockname()[1]}"
        started = Event()

        class Server(uvicorn.Server):
            async def startup(self, sockets: list[socket.socket] | None = None) -> None:
                await super().startup(sockets)
                started.set()

        server = Server(
            uvicorn.Config(provider.app(), log_config=None, access_log=False, lifespan="off")
        )
        thread = Thread(target=server.run, args=([sock],), daemon=True)
        thread.start()
        assert started.wait(10)
        try:
            yield
        finally:
            server.should_exit = True
            thread.join(10)
