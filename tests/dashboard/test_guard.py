"""What stands before every request and every message of an open page."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from dashboard.door import DOOR
from dashboard.reach import Reach, is_from_our_page, own_path
from dashboard.response_headers import pages_policy
from pantau.actions.accounts import change_role, close_account, end_sessions
from pantau.facts.words import Role
from tests.dashboard.house import GOOD, HTML, OURS, House, house, sign_in

__all__ = ["house"]

ALWAYS = "pages: {sign_in: always}\n"
LINK = "alerts: {link: https://pantau.contoh.go.id}\n"


def code(browser: TestClient, path: str, **headers: str) -> int:
    return browser.get(path, headers={**HTML, **headers}).status_code


# Who may look


def test_on_this_machine_everybody_may_look_until_it_is_said_otherwise(house: House) -> None:
    assert code(house.browser(), "/") == 200
    house.write(ALWAYS)
    assert code(house.browser(), "/") == 303


def test_who_comes_through_a_proxy_or_by_the_pages_name_must_sign_in(house: House) -> None:
    house.write(LINK)
    assert code(house.browser(), "/") == 200
    for name in ("x-forwarded-for", "forwarded", "x-real-ip", "via"):
        assert code(house.browser(), "/", **{name: "10.64.2.3"}) == 303
    assert code(house.browser(), "/", host="pantau.contoh.go.id") == 303


def test_beyond_this_machine_nothing_is_shown_but_the_way_in(house: House) -> None:
    house.listen, house.address = "0.0.0.0", "http://10.64.2.3:8501"
    house.let_in("rina")
    browser = house.browser()
    done = browser.get("/sla?month=2026-10&site=a%26b", headers=HTML)
    assert done.status_code == 303
    assert done.headers["location"] == "/masuk?next=%2Fsla%3Fmonth%3D2026-10%26site%3Da%2526b"
    for path in ("/media/abc.csv", "/_stcore/upload_file/x", "/_stcore/host-config", "/anything"):
        assert browser.get(path).status_code == 401
    for path in (
        "/healthz",
        "/metrics",
        "/static/js/x.js",
        "/masuk",
        "/_stcore/health",
        "/publik/data/x.csv",
    ):
        assert browser.get(path).status_code == 200
    assert browser.get("/undangan?t=x").status_code == 404
    with pytest.raises(WebSocketDisconnect), house.channel(browser):
        pass
    sign_in(browser, "rina")
    assert code(browser, "/sla") == 200
    with house.channel(browser) as channel:
        channel.send_text("hello")
        assert channel.receive_text() == "hello"


def test_agents_are_not_served(house: House) -> None:
    assert house.browser().get("/_stcore/agent/openapi.json").status_code == 404


# An open page


def goes_to(data: bytes) -> str:
    message = ForwardMsg()
    message.ParseFromString(data)
    return message.auth_redirect.url


def act(house: House, what: str) -> None:
    with house.desk() as desk:
        store, access, actor = desk.store, desk.access, house.actor()
        if what == "sign-out":
            end_sessions(store, access, actor, "budi")
        elif what == "close":
            close_account(store, access, actor, "budi", "pindah")
        else:
            change_role(store, actor, "budi", Role.VIEWER)


@pytest.mark.parametrize(
    ("what", "where"), [("sign-out", "/masuk"), ("close", "/masuk"), ("role", "/")]
)
def test_an_open_page_is_closed_at_its_next_word_once_its_session_ended_or_changed(
    house: House, what: str, where: str
) -> None:
    house.write(ALWAYS)
    house.let_in("budi")
    browser = house.browser()
    sign_in(browser, "budi")
    with house.channel(browser) as channel:
        channel.send_text("one")
        assert channel.receive_text() == "one"
        act(house, what)
        channel.send_text("two")
        assert goes_to(channel.receive_bytes()) == where
        with pytest.raises(WebSocketDisconnect):
            channel.receive_text()


def test_a_page_of_nobody_is_closed_once_people_must_sign_in(house: House) -> None:
    with house.channel(house.browser()) as channel:
        channel.send_text("one")
        assert channel.receive_text() == "one"
        house.write(ALWAYS)
        channel.send_text("two")
        assert goes_to(channel.receive_bytes()) == "/masuk"


# Foreign names and pages


@pytest.mark.parametrize("host", ["jahat.example", "127.0.0.1.jahat.example", "[", "", "10.64.8.8"])
def test_a_name_that_is_not_ours_is_not_served(house: House, host: str) -> None:
    done = house.browser().get("/", headers={"host": host})
    assert done.status_code == 421
    assert "alerts: {link:" in done.text
    with (
        pytest.raises(WebSocketDisconnect),
        house.channel(house.browser(), host=host),
    ):
        pass


def test_a_foreign_page_opens_no_channel_and_one_without_origin_may(house: House) -> None:
    browser = house.browser()
    for origin in ("http://jahat.example", "null", "http://127.0.0.1:9", "http://["):
        with (
            pytest.raises(WebSocketDisconnect),
            house.channel(browser, origin=origin),
        ):
            pass
    ours = {"origin": "http://127.0.0.1:8501"}
    for headers in (ours, {}):
        with house.channel(browser, **headers) as channel:
            channel.send_text("x")
            assert channel.receive_text() == "x"


@pytest.mark.parametrize("path", ["/masuk", "/keluar", "/undangan", "/akun", "/tangani?t=x"])
@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"sec-fetch-site": "none"},
        {"sec-fetch-site": "cross-site", "origin": "http://127.0.0.1:8501"},
        {"origin": "http://jahat.example"},
        {"origin": "null"},
    ],
)
def test_a_form_of_another_site_is_refused(
    house: House, path: str, headers: dict[str, str]
) -> None:
    house.let_in("rina")
    browser = house.browser()
    done = browser.post(path, data={"name": "rina", "password": GOOD}, headers=headers)
    assert done.status_code == 403
    assert "set-cookie" not in done.headers


def test_an_old_browser_says_it_by_its_origin(house: House) -> None:
    house.let_in("rina")
    origin = {"origin": "http://127.0.0.1:8501"}
    typed = {"name": "rina", "password": GOOD}
    assert house.browser().post("/masuk", data=typed, headers=origin).status_code == 303


def test_large_forms_are_refused_before_they_are_read(house: House) -> None:
    browser = house.browser()
    assert browser.post("/masuk", data={"name": "x" * 20_000}, headers=OURS).status_code == 413

    def pieces():  # type: ignore[no-untyped-def]
        yield b"name=rina"

    assert browser.post("/masuk", content=pieces(), headers=OURS).status_code == 413


# What every answer says


@pytest.mark.parametrize("path", ["/", "/masuk", "/healthz", "/nowhere"])
def test_every_answer_tells_browsers_what_not_to_do(house: House, path: str) -> None:
    said = house.browser().get(path, headers=HTML).headers
    assert said["x-content-type-options"] == "nosniff"
    assert said["x-frame-options"] == "DENY"
    assert said["referrer-policy"] == "same-origin"
    assert "frame-ancestors 'none'" in said["content-security-policy"]
    assert "geolocation=()" in said["permissions-policy"]
    assert "strict-transport-security" not in said


def test_the_pages_may_run_their_own_scripts_alone() -> None:
    scripts = pages_policy().split("; ")[1]
    assert scripts.startswith("script-src 'self'")
    assert "'unsafe" not in scripts
    assert "http" not in pages_policy()


# The rules by themselves


@pytest.mark.parametrize(
    ("listen", "link", "host", "served"),
    [
        ("127.0.0.1", None, "localhost:8501", True),
        ("127.0.0.1", None, "[::1]:8501", True),
        ("127.0.0.1", None, "10.64.0.1", False),
        ("127.0.0.1", "https://pantau.x", "pantau.x", True),
        ("10.64.0.1", None, "10.64.0.1:80", True),
        ("10.64.0.1", None, "10.64.0.2", False),
        ("10.64.0.1", None, "localhost", True),
        ("0.0.0.0", None, "10.64.0.2", True),
        ("::", None, "[2001:db8::1]", True),
        ("", None, "10.64.0.2", True),
        ("", None, "jahat.example", False),
        ("monitor.paser", None, "monitor.paser:8501", True),
    ],
)
def test_which_names_are_served(listen: str, link: str | None, host: str, served: bool) -> None:
    assert Reach(listen, link).serves(host) is served


@given(st.text())
def test_whatever_is_wanted_only_a_path_of_ours_is_gone_to(wanted: str) -> None:
    found = own_path(wanted)
    assert found.startswith("/")
    assert not found.startswith(("//", "/\\"))
    assert found in {"/", wanted}


@given(st.dictionaries(st.sampled_from(["sec-fetch-site", "origin", "host"]), st.text()))
def test_headers_of_any_kind_are_a_yes_or_a_no(headers: dict[str, str]) -> None:
    assert is_from_our_page(headers) in {True, False}
    Reach("127.0.0.1").serves(headers.get("host", ""))


# What cannot be read


def test_what_cannot_be_read_lets_nobody_in_after_a_minute(house: House) -> None:
    house.let_in("rina")
    browser = house.browser()
    sign_in(browser, "rina")
    assert browser.get("/akun").status_code == 200
    journal = Path(house.world.settings.data) / "journal.sqlite"
    for each in journal.parent.glob("journal.sqlite*"):
        each.write_bytes(b"x" * 4_096)
    DOOR.forget()
    assert browser.get("/akun").status_code == 200
    for each in journal.parent.glob("journal.sqlite*"):
        each.unlink()
    DOOR.forget()
    assert browser.get("/akun").status_code == 303


@pytest.mark.parametrize("path", ["/tidak-ada", "/tidak/ada", "/sla/lain", "//jauh.contoh/x"])
def test_an_address_without_a_page_is_said_to_be_one_in_indonesian(house: House, path: str) -> None:
    done = house.browser().get(f"{house.address}{path}", headers=HTML)
    assert done.status_code == 404
    assert "Halaman ini tidak ada" in done.text
    assert 'href="/peta?lang=id"' in done.text
    # Its links stay with us, however the address begins.
    links = re.findall(r'<a href="([^"]+)"', done.text)
    assert links
    assert all(each.startswith("/") and not each.startswith("//") for each in links)
    english = house.browser().get(f"{house.address}{path}?lang=en", headers=HTML)
    assert "There is no such page" in english.text


@pytest.mark.parametrize(
    ("name", "role", "path"),
    [
        ("rina", Role.VIEWER, "/sistem"),
        ("dewi", Role.PROVIDER, "/siaga"),
        ("dewi", Role.PROVIDER, "/inventaris"),
    ],
)
def test_a_page_for_others_is_refused_by_name(
    house: House, name: str, role: Role, path: str
) -> None:
    house.let_in(name, role, "Telkom" if role is Role.PROVIDER else None)
    browser = house.browser()
    sign_in(browser, name)
    done = browser.get(path, headers=HTML)
    assert done.status_code == 403
    assert "Halaman ini bukan untuk peran Anda" in done.text
    assert f'href="{path}?lang=id"' not in re.sub("<nav>.*", "", done.text)
    assert browser.get("/sla", headers=HTML).status_code == 200


def test_what_is_no_page_goes_its_way(house: House) -> None:
    browser = house.browser()
    for path in ("/", "/peta/", "/masuk", "/_stcore/health", "/static/x.js", "/media/y", "/publik"):
        assert browser.get(path, headers=HTML).status_code == 200, path
    # What a page fetches for itself is Streamlit's to answer.
    assert browser.get("/tidak-ada", headers={"accept": "*/*"}).status_code == 200
