"""Coming in and going out by a browser."""

import re
from urllib.parse import urlencode

import pytest

from dashboard.door import DOOR
from dashboard.sign_in import routes
from pantau.actions.accounts import close_account, open_screen
from pantau.actions.ack_link import AckLinks
from pantau.facts.kinds import EntryKind
from pantau.facts.words import Role
from pantau.language import LANGUAGES
from pantau.store import Store
from tests.dashboard.house import GOOD, HTML, OURS, House, house, sign_in
from tests.dashboard.world import HOSTILE

__all__ = ["house"]

OTHER = "jagung makan kuda laut"
NOT_ARGUED = re.compile(r"<script|onload=|javascript:", re.IGNORECASE)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_needs_no_script_and_has_names_for_all_that_is_typed(
    house: House, lang: str
) -> None:
    page = house.browser().get(f"/masuk?lang={lang}&next=%2Fsla%3Fmonth%3D2026-10", headers=HTML)
    text = page.text
    assert page.status_code == 200
    assert f'<html lang="{lang}">' in text
    assert not NOT_ARGUED.search(text)
    assert text.count("<label>") == text.count("<label") == 2
    assert 'autocomplete="username"' in text
    assert 'autocomplete="current-password"' in text
    assert 'value="/sla?month=2026-10"' in text
    assert {"id": "Nama masuk", "en": "Sign-in name"}[lang] in text
    assert "script" not in page.headers["content-security-policy"].replace("default-src", "")
    assert page.headers["cache-control"] == "no-store"


def test_the_right_password_leads_on_and_is_held_where_no_script_can_see_it(house: House) -> None:
    house.let_in("rina")
    browser = house.browser()
    done = sign_in(browser, " Rina ", next="/sla?month=2026-10")
    assert (done.status_code, done.headers["location"]) == (303, "/sla?month=2026-10")
    cookie = done.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert "Secure" not in cookie
    assert "Max-Age=604800" in cookie
    assert "Rina" in browser.get("/akun").text
    assert browser.get("/masuk?next=/peta").headers["location"] == "/peta"
    assert house.kinds()[-1] == "signed_in"


@pytest.mark.parametrize(
    "wanted",
    [
        "//jahat.example",
        "https://jahat.example",
        "javascript:alert(1)",
        "/\\jahat",
        "",
        "/a\nb",
        "x",
    ],
)
def test_nobody_is_sent_elsewhere(house: House, wanted: str) -> None:
    house.let_in("rina")
    assert sign_in(house.browser(), "rina", next=wanted).headers["location"] == "/"
    assert "jahat" not in house.browser().get(f"/masuk?{urlencode({'next': wanted})}").text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_wrong_ones_are_told_alike_and_then_how_long_to_wait(house: House, lang: str) -> None:
    house.let_in("rina")
    browser = house.browser()
    texts = set()
    for name in ("rina", "siapa"):
        done = sign_in(browser, name, "salah sekali ya", lang=lang)
        assert done.status_code == 403
        texts.add(done.text.replace(name, "?"))  # type: ignore[attr-defined]
    assert len(texts) == 1
    for _ in range(4):
        done = sign_in(browser, "rina", "salah sekali ya", lang=lang)
    assert {"id": "1 menit", "en": "1 minute"}[lang] in done.text  # type: ignore[attr-defined]
    assert "set-cookie" not in sign_in(browser, "rina").headers
    assert house.kinds()[-1] == "sign_in_locked"


def test_hostile_names_are_text(house: House) -> None:
    done = sign_in(house.browser(), HOSTILE, HOSTILE)
    assert "<script" not in done.text  # type: ignore[attr-defined]
    assert "&lt;script" in done.text  # type: ignore[attr-defined]


def test_an_invitation_shows_sets_and_is_used_up(house: House) -> None:
    code = house.invited("budi")
    browser = house.browser()
    page = browser.get(f"/undangan?t={code}")
    assert page.status_code == 200
    assert "budi" in page.text
    assert page.headers["referrer-policy"] == "same-origin"

    def post(password: str, again: str) -> object:
        typed = {"t": code, "password": password, "again": again}
        return browser.post("/undangan", data=typed, headers=OURS)

    assert post(OTHER, GOOD).status_code == 400  # type: ignore[attr-defined]
    assert post("pendek", "pendek").status_code == 400  # type: ignore[attr-defined]
    done = post(OTHER, OTHER)
    assert done.headers["location"] == "/masuk?siap=1"  # type: ignore[attr-defined]
    assert "Sandi Anda sudah disimpan" in browser.get("/masuk?siap=1").text
    assert post(OTHER, OTHER).status_code == 404  # type: ignore[attr-defined]
    assert browser.get(f"/undangan?t={code}").status_code == 404
    assert sign_in(browser, "budi", OTHER).status_code == 303


def test_going_out_ends_the_session_and_a_replayed_cookie_opens_nothing(house: House) -> None:
    house.let_in("rina")
    browser = house.browser()
    sign_in(browser, "rina")
    held = dict(browser.cookies)
    # Looking at the way out is not going.
    assert browser.get("/keluar").headers["location"] == "/akun"
    assert browser.get("/akun").status_code == 200
    done = browser.post("/keluar", headers=OURS)
    assert done.headers["location"] == "/masuk"
    assert "Max-Age=0" in done.headers["set-cookie"]
    thief = house.browser()
    thief.cookies.update(held)
    assert thief.get("/akun").headers["location"] == "/masuk"
    assert thief.post("/akun", data={"old": GOOD}, headers=OURS).headers["location"] == "/masuk"
    assert house.browser().post("/keluar", headers=OURS).status_code == 303


def test_people_end_their_other_sessions_and_change_their_password(house: House) -> None:
    house.let_in("rina")
    here, there = house.browser(), house.browser()
    sign_in(here, "rina")
    sign_in(there, "rina")
    done = here.post("/keluar", data={"others": "1", "lang": "en"}, headers=OURS)
    assert "Your other sessions have ended." in done.text
    assert there.get("/akun").status_code == 303
    assert here.get("/akun").status_code == 200

    def change(old: str, new: str) -> object:
        typed = {"old": old, "password": new, "again": new, "lang": "en"}
        return here.post("/akun", data=typed, headers=OURS)

    assert "The present password is wrong." in change("salah", OTHER).text  # type: ignore[attr-defined]
    held = dict(here.cookies)
    assert "Your password is changed." in change(GOOD, OTHER).text  # type: ignore[attr-defined]
    assert dict(here.cookies) != held
    assert here.get("/akun").status_code == 200
    assert sign_in(there, "rina", OTHER).status_code == 303


def test_a_screen_comes_in_by_its_address_and_keeps_it_for_400_days(house: House) -> None:
    with house.desk() as desk:
        token = open_screen(desk.store, desk.access, house.actor(), "dinding")
    screen = house.browser()
    for _ in range(2):
        done = screen.get(f"/layar?t={token}")
        assert (done.status_code, done.headers["location"]) == (303, "/dinding")
        assert "Max-Age=34560000" in done.headers["set-cookie"]
    account = screen.get("/akun").text
    assert "dinding" in account
    assert "password" not in account
    with house.desk() as desk:
        close_account(desk.store, desk.access, house.actor(), "dinding", "dilepas")
    assert screen.get("/akun").status_code == 303
    assert screen.get(f"/layar?t={token}").status_code == 404


def test_a_session_ends_in_its_browser_where_a_new_one_begins(house: House) -> None:
    house.let_in("rina")
    house.let_in("budi")
    browser = house.browser()
    sign_in(browser, "rina")
    held = dict(browser.cookies)
    browser.post("/masuk", data={"name": "budi", "password": GOOD}, headers=OURS)
    thief = house.browser()
    thief.cookies.update(held)
    assert thief.get("/akun").status_code == 303
    assert "Budi" in browser.get("/akun").text


def test_who_must_wait_too_long_is_told_to_come_again(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(routes, "_WAITING", 0)
    assert sign_in(house.browser(), "rina").status_code == 503


def test_a_store_that_cannot_be_read_is_told_with_its_remedy(house: House) -> None:
    DOOR.roll()
    (house.world.settings.data / "access.sqlite").write_bytes(b"x" * 4_096)
    done = sign_in(house.browser(), "rina")
    assert done.status_code == 503
    assert "DATA TIDAK DAPAT DIBACA" in done.text  # type: ignore[attr-defined]


def test_forms_with_too_much_in_them_are_as_good_as_empty(house: House) -> None:
    typed = "&".join(f"a{number}=1" for number in range(40))
    headers = {**OURS, "content-type": "application/x-www-form-urlencoded"}
    assert house.browser().post("/masuk", content=typed, headers=headers).status_code == 403


def test_over_https_the_cookie_stays_there_and_browsers_are_told_to_come_so(house: House) -> None:
    house.write("alerts: {link: https://pantau.contoh.go.id}\n")
    house.let_in("rina", Role.ADMIN)
    house.address = "https://pantau.contoh.go.id"
    browser = house.browser()
    done = sign_in(browser, "rina")
    assert done.headers["set-cookie"].startswith("__Host-pantau_session=")
    assert "Secure" in done.headers["set-cookie"]
    assert done.headers["strict-transport-security"] == "max-age=31536000"
    assert browser.get("/akun").status_code == 200
    # The same token under the name that any neighbour could set opens nothing.
    other = house.browser()
    other.cookies.set("pantau_session", browser.cookies["__Host-pantau_session"])
    assert other.get("/akun").status_code == 401


@pytest.mark.parametrize(("role", "via"), [(Role.TECHNICIAN, "web session"), (Role.VIEWER, "link")])
def test_who_is_in_need_not_say_who_takes_an_outage_in_hand(
    house: House, role: Role, via: str
) -> None:
    house.let_in("rina", role)
    house.world.went_down(["s-1"])
    with Store.open(house.world.settings.data, readonly=True) as store:
        outage = store.open_outages()[0].id
    url = AckLinks.of(house.world.settings.data).url("", [outage])
    assert url is not None
    assert 'name="name"' in house.browser().get(url).text
    browser = house.browser()
    sign_in(browser, "rina")
    assert 'name="name"' not in browser.get(url).text
    assert browser.post(url, data={"name": "Orang Lain"}, headers=OURS).status_code == 200
    with Store.open(house.world.settings.data, readonly=True) as store:
        (entry,) = store.entries(kinds=[EntryKind.ACKNOWLEDGED])
    assert entry.author == "rina"
    assert entry.via.startswith(via)
