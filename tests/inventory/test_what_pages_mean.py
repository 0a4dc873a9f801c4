"""What the section ``pages`` means, and what it means where it is not written."""

from pantau.facts.words import Role
from pantau.inventory import Inventory
from pantau.inventory.pages import Oidc, Pages, SignInRule
from tests.fakes.inventories import sound

HEAD = """\
version: 1
timezone: Asia/Makassar
alerts: {link: "https://pantau.contoh.go.id"}
sites: [{id: a, name: A, kind: desa, kecamatan: Kuaro, address: 127.64.1.1}]
"""


def meaning(text: str) -> Inventory:
    return sound(HEAD + text)


def test_without_the_section_who_comes_from_this_machine_may_look_and_nothing_is_public() -> None:
    for text in ("", "pages: {}\n"):
        assert meaning(text).pages == Pages(SignInRule.BEYOND_LOOPBACK, public=False, oidc=None)


def test_what_is_written_holds_and_the_rest_is_as_keycloak_has_it() -> None:
    oidc = "issuer: https://sso/realms/a/, client_id: p, client_secret: env:X, roles: {a-b: admin}"
    assert meaning(f"pages: {{sign_in: always, public: true, oidc: {{{oidc}}}}}\n").pages == Pages(
        SignInRule.ALWAYS,
        public=True,
        oidc=Oidc(
            issuer="https://sso/realms/a",
            client_id="p",
            client_secret="env:X",
            roles={"a-b": Role.ADMIN},
            name_claim="preferred_username",
            role_claim="realm_access.roles",
        ),
    )


def test_claims_may_be_called_otherwise() -> None:
    claims = "name_claim: email, role_claim: https://contoh/roles"
    oidc = (
        f"issuer: https://a, client_id: p, client_secret: file:/x, roles: {{a: viewer}}, {claims}"
    )
    found = meaning(f"pages: {{oidc: {{{oidc}}}}}\n").pages.oidc
    assert found is not None
    assert (found.name_claim, found.role_claim) == ("email", "https://contoh/roles")
