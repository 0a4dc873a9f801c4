"""Coming in by an OpenID provider, and all that such a one may not get away with."""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx2
import pytest
from joserfc.jwk import RSAKey
from starlette.testclient import TestClient

from dashboard.sign_in.oidc import claimed
from dashboard.sign_in.oidc_error import OidcError
from pantau.actions.accounts import close_account
from pantau.facts.words import Role
from pantau.inventory.pages import NAME_CLAIM, ROLE_CLAIM, Oidc
from tests.dashboard.house import House, house
from tests.dashboard.id_provider import SECRET, Provider, serving

__all__ = ["house"]

SETTINGS = (
    "alerts: {{link: http://127.0.0.1:8501}}\n"
    "pages:\n  sign_in: always\n  oidc: {{issuer: {issuer}, client_id: pantau,"
    " client_secret: env:PANTAU_OIDC_SECRET,"
    " roles: {{pantau-teknisi: technician, pantau-admin: admin}}}}\n"
)


@pytest.fixture
def provider(house: House, monkeypatch: pytest.MonkeyPatch) -> Iterator[Provider]:
    """A provider that the inventory names."""
    made = Provider()
    with serving(made):
        monkeypatch.setenv("PANTAU_OIDC_SECRET", SECRET)
        house.write(SETTINGS.format(issuer=made.issuer))
        yield made


def depart(browser: TestClient, wanted: str = "/sla") -> str:
    """Off; where the provider sends the browser back to, as a path of ours."""
    off = browser.get("/masuk/oidc", params={"next": wanted})
    assert off.status_code == 303
    answer = httpx2.get(off.headers["location"], trust_env=False)
    back = answer.headers["location"]
    assert back.startswith("http://127.0.0.1:8501/masuk/oidc/kembali?")
    return back.removeprefix("http://127.0.0.1:8501")


def come(browser: TestClient) -> Any:
    return browser.get(depart(browser))


def test_who_comes_by_it_has_a_session_of_ours(house: House, provider: Provider) -> None:
    browser = house.browser()
    assert "/masuk/oidc?next=%2F" in browser.get("/masuk").text
    done = come(browser)
    assert (done.status_code, done.headers["location"]) == (303, "/sla")
    page = browser.get("/akun").text
    assert "Sari Dewi" in page
    assert "Teknisi" in page
    assert "current-password" not in page
    assert house.kinds()[-2:] == ["account_opened", "signed_in"]
    # Asked anew each time: another role there is another role here.
    provider.person["realm_access"] = {"roles": ["pantau-admin", "pantau-teknisi"]}
    assert come(house.browser()).status_code == 303
    assert house.kinds()[-2:] == ["account_role_changed", "signed_in"]
    browser.post("/keluar", headers={"sec-fetch-site": "same-origin"})
    assert browser.get("/akun").status_code == 401


def test_what_the_token_does_not_say_is_asked_for(house: House, provider: Provider) -> None:
    provider.only_in_userinfo = True
    assert come(house.browser()).headers["location"] == "/sla"
    provider.userinfo = {"sub": "somebody else"}
    assert come(house.browser()).status_code == 403
    provider.discovery = {"userinfo_endpoint": None}
    assert come(house.browser()).status_code == 403


@pytest.mark.parametrize(
    "claims",
    [
        {"nonce": "another"},
        {"nonce": None},
        {"aud": "another"},
        {"iss": "http://127.0.0.1:1"},
        {"exp": 1},
        {"exp": None},
        {"azp": "another"},
        {"preferred_username": None, "sub": None},
        {"preferred_username": ""},
        {"preferred_username": ["a"]},
        {"preferred_username": "<script>"},
        {"preferred_username": "collector"},
        {"realm_access": {"roles": ["pantau-ADMIN"]}},
        {"realm_access": "pantau"},
    ],
    ids=str,
)
def test_what_is_not_to_be_believed_lets_nobody_in(
    house: House, provider: Provider, claims: dict[str, Any]
) -> None:
    provider.claims = claims
    done = come(house.browser())
    assert done.status_code == 403
    assert 'role="alert"' in done.text
    assert "signed_in" not in house.kinds()


def test_a_token_of_another_key_is_not_believed(house: House, provider: Provider) -> None:
    provider.signs_with = RSAKey.generate_key(2048, {"kid": "1"})
    assert come(house.browser()).status_code == 403


@pytest.mark.parametrize("tokens", ["{}", '{"id_token": "x"}', "no json", '{"access_token": 1}'])
def test_tokens_that_are_none_let_nobody_in(house: House, provider: Provider, tokens: str) -> None:
    provider.tokens_as = tokens
    assert come(house.browser()).status_code == 403


@pytest.mark.parametrize(
    "discovery",
    [
        {"issuer": "https://jahat.example"},
        {"token_endpoint": "http://jahat.example/token"},
        {"jwks_uri": ""},
        {"authorization_endpoint": "javascript:alert(1)"},
    ],
    ids=str,
)
def test_a_provider_that_names_strange_places_is_not_gone_to(
    house: House, provider: Provider, discovery: dict[str, Any]
) -> None:
    provider.discovery = discovery
    assert house.browser().get("/masuk/oidc").status_code == 403


def test_only_the_browser_that_left_comes_back_and_only_once(
    house: House, provider: Provider
) -> None:
    assert provider.issuer
    browser = house.browser()
    back = depart(browser)
    # Another browser is led by its owner's enemy to the end of his own trip.
    assert house.browser().get(back).status_code == 403
    assert browser.get(back).status_code == 303
    assert browser.get(back).status_code == 403
    again = depart(browser)
    assert browser.get(re.sub("state=[^&]+", "state=other", again)).status_code == 403
    depart(browser)
    assert browser.get("/masuk/oidc/kembali?error=access_denied").status_code == 403


def test_the_address_that_people_are_sent_to_says_what_it_must(
    house: House, provider: Provider
) -> None:
    off = house.browser().get("/masuk/oidc?next=//jahat.example")
    asked = parse_qs(urlsplit(off.headers["location"]).query)
    assert off.headers["location"].startswith(f"{provider.issuer}/authorize?")
    assert asked["scope"] == ["openid profile"]
    assert asked["redirect_uri"] == ["http://127.0.0.1:8501/masuk/oidc/kembali"]
    assert len(asked["state"][0]) >= 32
    assert len(asked["nonce"][0]) >= 32
    assert SECRET not in off.headers["location"]


def test_a_name_of_ours_is_not_taken_over_and_a_closed_account_stays_closed(
    house: House, provider: Provider
) -> None:
    house.let_in("rina", Role.ADMIN)
    provider.person["preferred_username"] = "rina"
    assert "sudah masuk dengan cara lain" in come(house.browser()).text
    provider.person["preferred_username"] = "sari"
    assert come(house.browser()).status_code == 303
    with house.desk() as desk:
        close_account(desk.store, desk.access, house.actor(), "sari", "pindah")
    assert "Akun Anda ditutup" in come(house.browser()).text


def test_without_a_provider_or_its_secret_it_is_said_and_no_more(
    house: House, provider: Provider, monkeypatch: pytest.MonkeyPatch, caplog: Any
) -> None:
    monkeypatch.delenv("PANTAU_OIDC_SECRET")
    assert provider.issuer
    done = house.browser().get("/masuk/oidc")
    assert done.status_code == 403
    assert "PANTAU_OIDC_SECRET" not in done.text
    assert "PANTAU_OIDC_SECRET is not set" in caplog.text


def test_where_none_is_named_nobody_goes_anywhere(house: House) -> None:
    for path in ("/masuk/oidc", "/masuk/oidc/kembali?code=1&state=2"):
        assert house.browser().get(path).status_code == 403
    assert "/masuk/oidc" not in house.browser().get("/masuk").text


def test_a_provider_that_does_not_answer_is_not_waited_for_in_vain(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PANTAU_OIDC_SECRET", SECRET)
    house.write(SETTINGS.format(issuer="http://127.0.0.1:9"))
    assert house.browser().get("/masuk/oidc").status_code == 403


def oidc(**changed: Any) -> Oidc:
    roles = {"t": Role.TECHNICIAN, "m": Role.MANAGER, "v": Role.VIEWER}
    known = {"name_claim": NAME_CLAIM, "role_claim": ROLE_CLAIM, **changed}
    return Oidc("https://sso", "pantau", "env:X", roles, **known)


@pytest.mark.parametrize(
    ("said", "role"),
    [(["v", "m", "t"], Role.MANAGER), (["x"], None), ("t", Role.TECHNICIAN), ([["t"]], None)],
)
def test_of_several_roles_the_highest_holds(said: Any, role: Role | None) -> None:
    found = claimed(oidc(role_claim="groups"), {"preferred_username": "a", "groups": said})
    assert found.role is role
    assert found.full_name == "a"


def test_a_claim_whose_name_has_points_is_found_by_its_name() -> None:
    claims = {"https://a.b/roles": ["t"], "preferred_username": "a", "name": "A\x1b"}
    found = claimed(oidc(role_claim="https://a.b/roles"), claims)
    assert (found.role, found.full_name) == (Role.TECHNICIAN, "a")
    with pytest.raises(OidcError):
        claimed(oidc(name_claim="upn"), claims)
