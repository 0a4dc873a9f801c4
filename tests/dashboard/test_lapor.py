"""The public form: what a person with a cheap telephone meets."""

import re
from gzip import compress
from html.parser import HTMLParser

import pytest

from dashboard import cached
from dashboard.door import DOOR
from dashboard.lapor.form import page
from dashboard.lapor.limits import ALL, UNREADABLE, Window, address_key
from dashboard.lapor.token import LATEST_US, Tokens
from pantau.actions.people_reports import answer_report, mark_spam
from pantau.facts.instant import HOUR, SECOND
from pantau.facts.region import Complaint
from pantau.facts.said import PeopleReport
from pantau.inventory.gazetteer.names import gazetteer
from pantau.store import Store
from tests.actions.acts import RINA
from tests.dashboard.villager import Villager
from tests.dashboard.world import World

ON = "pages: {people: {form: true, an_address: 3, an_hour: 5}}\n"


def opened(world: World, pages: str = ON) -> None:
    world.text = world.text.replace("version: 1\n", f"version: 1\n{pages}", 1)
    world.write_inventory()
    world.began()
    cached.forget()
    DOOR.forget()


@pytest.fixture
def villager(world: World) -> Villager:
    opened(world)
    return Villager()


def reports(world: World) -> list[PeopleReport]:
    with Store.open(world.settings.data, readonly=True) as store, store.view() as view:
        return view.people_reports(0, 2**61)


def kept(world: World, name: str | None) -> str | None:
    with Store.open(world.settings.data, readonly=True) as store, store.view() as view:
        return view.person(name or "")


def test_without_a_word_in_the_inventory_there_is_no_form(world: World) -> None:
    opened(world, "")
    villager = Villager()
    for reply in (
        villager.get("/lapor"),
        villager.get("/lapor/23456789abcd"),
        villager.post(b"desa=05.2002&keluhan=down&sejak=jam"),
    ):
        assert reply.status == 404
        assert "pages: {people: {form: true}}" in reply.text
    assert reports(world) == []


def test_the_form_is_one_page_below_10_kb_without_script(villager: Villager) -> None:
    for url, words in (("/lapor", "Sejak kapan?"), ("/lapor?lang=en", "Since when?")):
        reply = villager.get(url)
        assert reply.status == 200
        assert len(reply.body) < 10_000
        assert len(compress(reply.body)) < 4_500
        assert words in reply.text
        assert "<script" not in reply.text
        assert "set-cookie" not in reply.headers
        assert reply.headers["cache-control"] == "no-store"
        assert "script-src" not in reply.headers["content-security-policy"]
        assert reply.headers["content-security-policy"].startswith("default-src 'none'")
        assert reply.headers["referrer-policy"] == "same-origin"


class _Options(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.values: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "option":
            self.values.append(dict(attrs)["value"] or "")


def test_every_village_can_be_chosen(villager: Villager) -> None:
    options = _Options()
    options.feed(villager.get("/lapor").text)
    assert {f"64.01.{value}" for value in options.values} >= set(gazetteer().villages)


def test_a_report_is_kept_and_its_code_leads_to_what_became_of_it(
    world: World, villager: Villager
) -> None:
    sent = villager.send(keterangan="Sejak pagi\r\nmati", telepon="0812-3456")
    assert sent.status == 303
    [report] = reports(world)
    assert sent.headers["location"] == f"/lapor/{report.code}"
    assert (report.village, report.what) == ("64.01.05.2002", Complaint.DOWN)
    assert report.since == report.reported_at - HOUR
    assert kept(world, report.words) == "Sejak pagi mati"
    assert kept(world, report.phone) == "0812-3456"
    told = villager.get(sent.headers["location"])
    assert told.status == 200
    for words in ("Lolo (Kuaro)", "Tidak tersambung", "Belum dijawab", report.code):
        assert words in told.text
    for private in ("Sejak pagi", "0812"):
        assert private not in told.text
    assert villager.counts.plain()["taken"] == 1


def test_the_answer_can_be_read_and_is_text(world: World, villager: Villager) -> None:
    there = villager.send(t="").headers["location"]
    [report] = reports(world)
    with Store.open(world.settings.data) as store:
        assert answer_report(store, RINA, report.id, "Pulih <b>09.00</b>") == report.id
    told = villager.get(f"{there}?lang=en").text
    assert "Pulih &lt;b&gt;09.00&lt;/b&gt;" in told
    assert "Answered" in told
    with Store.open(world.settings.data) as store:
        mark_spam(store, RINA, report.id)
    assert "Pulih" not in villager.get(there).text


def test_in_english_it_stays_english(villager: Villager) -> None:
    sent = villager.send("/lapor?lang=en")
    assert sent.headers["location"].endswith("?lang=en")
    assert 'lang="en"' in villager.get(sent.headers["location"]).text


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"desa": ""}, "pilih desa"),
        ({"desa": "99.9999"}, "pilih desa"),
        ({"keluhan": "entah"}, "pilih"),
        ({"sejak": ""}, "pilih"),
        ({"telepon": "telepon saya"}, "nomor telepon"),
        ({"keterangan": "x" * 281}, "280"),
        ({"keterangan": "a\u202eb"}, "U+202E"),
        ({"keterangan": "a\x07b"}, "U+0007"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    world: World, villager: Villager, changed: dict[str, str], words: str
) -> None:
    reply = villager.send(**{"keterangan": "Tolong <diperiksa>", **changed})
    assert reply.status == 400
    assert words in reply.text
    if "keterangan" not in changed:
        assert "Tolong &lt;diperiksa&gt;</textarea>" in reply.text
    if "desa" not in changed:
        assert "<option value=05.2002 selected>" in reply.text
    assert reports(world) == []


def test_a_form_that_is_sent_at_once_too_late_or_without_our_sign_is_not_taken(
    world: World, villager: Villager
) -> None:
    token = villager.token()
    villager.clock.later_us -= 5 * SECOND
    assert villager.send(t=token).status == 400
    assert villager.send(t="4b.0000").status == 400
    assert villager.send(t="ü.x").status == 400
    villager.clock.later_us += LATEST_US + HOUR
    late = villager.send(t=token, keterangan="masih ada")
    assert late.status == 400
    assert "masih ada" in late.text
    assert reports(world) == []
    assert villager.counts.plain()["refused"]["stale"] == 4


def test_who_was_too_fast_need_not_wait_anew_and_who_was_too_late_gets_a_new_form(
    villager: Villager,
) -> None:
    token = villager.token()
    villager.clock.later_us -= 4 * SECOND
    assert f'value="{token}"' in villager.send(t=token).text
    villager.clock.later_us += 4 * SECOND
    assert villager.send(t=token).status == 303
    villager.clock.later_us += LATEST_US
    assert f'value="{token}"' not in villager.send(t=token).text


def test_who_fills_in_what_nobody_sees_is_not_taken(world: World, villager: Villager) -> None:
    assert villager.send(website="http://spam").status == 400
    assert reports(world) == []


def test_another_server_knows_no_form_of_this_one() -> None:
    token = Tokens().made(SECOND)
    assert Tokens().age_us(token, 2 * SECOND) is None
    mine = Tokens(b"x")
    assert mine.age_us(mine.made(5 * SECOND), 9 * SECOND) == 4 * SECOND


def test_one_address_has_its_bound_and_an_hour_later_it_may_again(
    world: World, villager: Villager
) -> None:
    for _ in range(3):
        assert villager.send().status == 303
    refused = villager.send()
    assert refused.status == 429
    assert "satu jam" in refused.text
    assert len(reports(world)) == 3
    villager.clock.later_us += HOUR
    assert villager.send().status == 303


def test_all_together_have_a_bound_of_an_hour_and_of_a_day(world: World) -> None:
    opened(world, "pages: {people: {form: true, an_address: 9, an_hour: 2, a_day: 3}}\n")
    villager = Villager()
    assert [villager.send().status for _ in range(3)] == [303, 303, 429]
    villager.clock.later_us += HOUR
    assert [villager.send().status for _ in range(2)] == [303, 429]
    assert len(reports(world)) == 3
    # The day is counted in the journal: another server knows of it.
    other = Villager()
    other.clock.later_us = villager.clock.later_us
    assert other.send().status == 429


def test_codes_cannot_be_tried_for_ever(villager: Villager) -> None:
    found = [villager.get(f"/lapor/{'abcdefgh2' + str(n) * 3}").status for n in range(2, 10)] * 8
    assert found[0] == 404
    for _ in range(60):
        villager.get("/lapor/zzzzzzzzzzzz")
    assert villager.get("/lapor/zzzzzzzzzzzz").status == 429


@pytest.mark.parametrize("code", ["../etc", "%00", "<script>", "A" * 5_000, "ıııııııııııı"])
def test_a_code_that_is_none_is_told_so(villager: Villager, code: str) -> None:
    reply = villager.get(f"/lapor/{code}")
    assert reply.status == 404
    assert "<script>" not in reply.text


def test_a_store_that_cannot_be_written_is_said_and_what_was_typed_stays(
    world: World, villager: Villager
) -> None:
    token = villager.token()
    for each in world.settings.data.glob("journal.sqlite*"):
        each.write_bytes(b"nothing of SQLite" * 1_000)
    reply = villager.send(t=token, keterangan="masih ada")
    assert reply.status == 503
    assert "masih ada" in reply.text


def test_senders_are_told_apart_by_what_one_household_has() -> None:
    assert address_key("127.99.0.7") == address_key("::ffff:127.99.0.7") == "127.99.0.7"
    assert address_key("2001:db8:1:2::1") == address_key("2001:db8:1:2:ffff::9")
    assert address_key("2001:db8:1:2::1") != address_key("2001:db8:1:3::1")
    assert address_key("fe80::1%eth0") == address_key("fe80::2")
    assert {address_key(each) for each in ("", "unknown", "a" * 999)} == {UNREADABLE}


def test_the_table_of_senders_has_a_bound_and_forgets_the_quiet_ones() -> None:
    window = Window(HOUR, most_keys=3)
    for number in range(10):
        window.note(str(number), number, 2)
    assert len(window) == 3
    assert not window.is_full("0", 10, 1)
    assert window.is_full("9", 10, 1)
    assert not window.is_full("9", HOUR + 9, 1)
    assert not window.is_full(ALL, 0, 1)


def test_a_simulated_regency_says_so(world: World) -> None:
    opened(world, f"simulation: true\n{ON}")
    assert re.search("SIMULASI", Villager().get("/lapor").text)
    assert "SIMULASI" not in page("id", "x")
