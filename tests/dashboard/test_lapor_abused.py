"""The form under abuse: nothing is stored that should not be, and nothing is told."""

import json
import logging
from collections import Counter
from collections.abc import Iterator
from urllib.parse import urlencode

import anyio
import pytest

from dashboard.health import health
from dashboard.lapor.fields import MOST_BODY
from dashboard.publik.feeds import ATOM as FEED
from dashboard.publik.fields import FILES
from pantau.actions.people_judged import judged_reports
from pantau.facts.kinds import EntryKind
from pantau.store import Store
from tests.dashboard.stranger import Stranger
from tests.dashboard.test_lapor import kept, opened, reports
from tests.dashboard.villager import FORM, OURS, GoneError, StuckError, Villager
from tests.dashboard.world import World

SCRIPT = "<script>alert(1)</script>"
POSTS = 10_000
PUBLIC = (
    *("/publik", "/publik?lang=en", f"/publik/{FEED}", "/publik/feed.json", "/publik/data"),
    # Of months there are none here, and they hold no village.
    *(f"/publik/data/{name}" for name in FILES if not name.startswith("availability")),
)


@pytest.fixture
def villager(world: World) -> Villager:
    opened(world, "pages: {public: true, people: {form: true, an_address: 4}}\n")
    return Villager()


@pytest.mark.timeout(120)
def test_of_10_000_posts_from_one_address_four_are_stored_and_none_is_logged(
    world: World, villager: Villager, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    body = urlencode({**FORM, "t": villager.token(), "keterangan": SCRIPT}).encode()
    with Store.open(world.settings.data, readonly=True) as store:
        before = store.head()[0]
    caplog.clear()
    statuses: Counter[int] = Counter()

    async def flood() -> None:
        for _ in range(POSTS):
            reply = await villager.ask("POST", "/lapor", body)
            statuses[reply.status] += 1

    anyio.run(flood)
    assert statuses == {303: 4, 429: POSTS - 4}
    with Store.open(world.settings.data, readonly=True) as store:
        assert store.head()[0] == before + 4
    assert [each for each in caplog.records if each.name.startswith("pantau")] == []
    assert villager.counts.plain()["refused"]["too_often"] == POSTS - 4


def test_posts_at_one_time_are_no_more_than_those_one_after_another(
    world: World, villager: Villager
) -> None:
    body = urlencode({**FORM, "t": villager.token()}).encode()
    statuses: list[int] = []

    async def one() -> None:
        statuses.append((await villager.ask("POST", "/lapor", body)).status)

    async def together() -> None:
        async with anyio.create_task_group() as group:
            for _ in range(20):
                group.start_soon(one)

    anyio.run(together)
    assert len(reports(world)) == statuses.count(303) <= 4
    assert set(statuses) <= {303, 429, 503}


def test_a_sender_is_no_other_for_writing_another_address_into_a_header(
    villager: Villager,
) -> None:
    """What a proxy says is the server's to believe: the form reads no header for it."""
    token = villager.token()
    body = urlencode({**FORM, "t": token}).encode()

    async def send(number: int) -> int:
        lie = {"x-forwarded-for": f"127.99.0.{number}", "forwarded": f"for=127.99.0.{number}"}
        return (await villager.ask("POST", "/lapor", body, headers={**OURS, **lie})).status

    assert [anyio.run(send, number) for number in range(6)] == [303] * 4 + [429] * 2


def test_script_in_every_field_is_text_or_refused_and_on_no_page_script(
    world: World, villager: Villager
) -> None:
    replies = [villager.send(**{name: SCRIPT}) for name in FORM]
    replies.append(villager.send(t=SCRIPT))
    assert [reply.status for reply in replies] == [400, 400, 400, 303, 400, 400, 400]
    [report] = reports(world)
    assert kept(world, report.words) == SCRIPT
    replies += [villager.get(f"/lapor/{report.code}"), villager.get(f"/lapor?lang={SCRIPT}")]
    for reply in replies:
        assert "<script" not in reply.text


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"content-type": "multipart/form-data; boundary=x"}, 415),
        ({"content-type": "text/plain"}, 415),
        ({"content-type": "application/json"}, 415),
        ({"content-type": ""}, 415),
        ({"content-length": "5000000000"}, 413),
        ({"content-length": str(MOST_BODY + 1)}, 413),
        ({"content-length": "-1"}, 413),
        ({"content-length": "١٢"}, 413),
        ({"transfer-encoding": "chunked"}, 413),
    ],
)
def test_files_and_huge_bodies_are_refused_unread(
    world: World, villager: Villager, headers: dict[str, str], status: int
) -> None:
    reply = villager.post(b"x" * 100, headers={**OURS, **headers}, parts=[b"x" * 100_000] * 10)
    assert reply.status == status
    assert villager.read == 0
    assert reports(world) == []


def test_who_lies_about_the_length_is_read_no_further(world: World, villager: Villager) -> None:
    def endless() -> Iterator[bytes]:
        while True:
            yield b"keterangan=" + b"x" * 2_000

    reply = villager.post(b"", headers={**OURS, "content-length": "10"}, parts=endless())
    assert reply.status == 413
    assert villager.read < 2 * MOST_BODY
    assert reports(world) == []


def test_who_hangs_up_in_the_middle_is_forgotten_without_a_word_in_the_log(
    world: World, villager: Villager, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)

    def broken() -> Iterator[bytes]:
        yield b"desa=05.2002"
        raise GoneError

    headers = {**OURS, "content-length": "100"}
    assert villager.post(b"", headers=headers, parts=broken()).status == 408
    assert villager.counts.plain()["refused"]["too_slow"] == 1
    assert [each for each in caplog.records if each.name.startswith("pantau")] == []
    assert reports(world) == []


def test_who_stops_in_the_middle_is_given_up_and_holds_nobody_else_back(
    world: World, villager: Villager
) -> None:
    def stuck() -> Iterator[bytes]:
        yield b"desa=05.2002"
        raise StuckError

    slow = Villager(villager.clock, villager.counts, patience_s=0.01)
    headers = {**OURS, "content-length": "100"}
    statuses: list[int] = []

    async def stays() -> None:
        reply = await slow.ask("POST", "/lapor", headers=headers, parts=stuck())
        statuses.append(reply.status)

    async def meanwhile() -> None:
        async with anyio.create_task_group() as group:
            for _ in range(20):
                group.start_soon(stays)
            assert (await slow.ask("GET", "/lapor")).status == 200

    anyio.run(meanwhile)
    assert statuses == [408] * 20
    assert villager.counts.plain()["refused"]["too_slow"] == 20
    assert reports(world) == []


def test_what_became_of_a_report_is_not_asked_for_ever(villager: Villager) -> None:
    there = villager.send().headers["location"]

    async def often() -> list[int]:
        return [(await villager.ask("GET", there)).status for _ in range(301)]

    assert anyio.run(often) == [200] * 300 + [429]


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"sec-fetch-site": "none"},
        {"origin": "https://lain.example"},
        {"origin": "null"},
        {},
    ],
)
def test_a_form_on_another_site_sends_nothing(
    world: World, villager: Villager, headers: dict[str, str]
) -> None:
    kind = {"content-type": OURS["content-type"]}
    body = urlencode({**FORM, "t": villager.token()}).encode()
    assert villager.post(body, headers={**kind, **headers}).status == 403
    assert reports(world) == []
    own = {**kind, "origin": "http://127.0.0.1:8501"}
    assert villager.post(body, headers=own).status == 303


@pytest.mark.parametrize(
    "body",
    [
        b"\xff\xfe\x00",
        b"&".join(b"a%d=1" % n for n in range(200)),
        b"=&=&=",
        b"%",
        b"desa[]=1&desa=05.2002&desa=x",
        b"\x00" * 4_000,
    ],
)
def test_what_is_no_form_stores_nothing_and_breaks_nothing(
    world: World, villager: Villager, body: bytes
) -> None:
    assert villager.post(body).status in {400, 415}
    assert reports(world) == []


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "TRACE"])
def test_other_methods_are_none(villager: Villager, method: str) -> None:
    reply = anyio.run(
        lambda: villager.ask(method, "/lapor", headers={**OURS, "content-length": "0"})
    )
    assert reply.status == 405


def test_no_personal_data_is_on_any_public_page_in_any_log_or_in_the_journal(
    world: World, villager: Villager, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    sent = villager.send(keterangan="KENARI dari Pak Kenari", telepon="0812999777")
    code = sent.headers["location"].rpartition("/")[2]
    refused = villager.send(keterangan="KENARI lagi", telepon="bukan 0812999777")
    assert refused.status == 400  # it shows what was typed to who typed it, and to nobody else
    stranger = Stranger()
    asked = [stranger.get(each) for each in PUBLIC]
    assert {each.status for each in asked} == {200}
    pages = [
        villager.get(f"/lapor/{code}").text,
        villager.get(f"/lapor/{code}?lang=en").text,
        villager.get("/lapor").text,
        *(each.text for each in asked),
        json.dumps(health()),
        caplog.text,
    ]
    with Store.open(world.settings.data, readonly=True) as store:
        pages += [each.payload.decode() + each.subject for each in store.entries()]
        pages += map(repr, judged_reports(store, world.inventory, 0, 2**61, world.now))
        assert store.entries(kinds=[EntryKind.PEOPLE_REPORTED])
        # The mark is there for those who may see it, so that finding nothing means something.
        whole = judged_reports(store, world.inventory, 0, 2**61, world.now, contacts=True)
    for text in pages:
        assert "kenari" not in text.casefold()
        assert "0812999777" not in text
    assert (whole[0].phone, whole[0].words) == ("0812999777", "KENARI dari Pak Kenari")
