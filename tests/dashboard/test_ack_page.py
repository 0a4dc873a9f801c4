"""The page behind a message's link, asked as a browser asks it."""

from urllib.parse import urlencode

import anyio
from starlette.requests import Request
from starlette.responses import Response

from dashboard.ack_page import ack_page
from pantau.actions.ack_link import AckLinks
from pantau.facts.instant import SECOND
from pantau.facts.journal import OutageClosed
from pantau.facts.kinds import EntryKind
from pantau.facts.words import ClosedReason
from pantau.store import Store
from tests.dashboard.world import World


def ask(token: str, form: dict[str, str] | None = None, lang: str = "en") -> Response:
    body = b"" if form is None else urlencode(form).encode()

    async def receive() -> dict[str, object]:
        return {"type": "http.request", "body": body, "more_body": False}

    scope = {
        "type": "http",
        "method": "GET" if form is None else "POST",
        "path": "/tangani",
        "query_string": urlencode({"t": token, "lang": lang}).encode(),
        "headers": [],
    }
    return anyio.run(ack_page, Request(scope, receive))


def text(response: Response) -> str:
    return bytes(response.body).decode()


def token_of(world: World, *outages: str) -> str:
    url = AckLinks.of(world.settings.data).url("http://x", outages)
    assert url is not None
    return url.partition("?t=")[2]


def down(world: World) -> str:
    """A site goes down; the outage's id."""
    world.began()
    world.went_down(["s-1"])
    with Store.open(world.settings.data, readonly=True) as store:
        return store.open_outages()[0].id


def acknowledged(world: World) -> list[tuple[str, str, str]]:
    with Store.open(world.settings.data, readonly=True) as store:
        found = store.entries(kinds=[EntryKind.ACKNOWLEDGED])
    return [(each.author, each.via, each.subject) for each in found]


def test_looking_changes_nothing_and_pressing_the_button_does(world: World) -> None:
    outage = down(world)
    token = token_of(world, outage)
    page = ask(token)
    assert page.status_code == 200
    assert "Your name" in text(page)
    assert page.headers["cache-control"] == "no-store"
    assert acknowledged(world) == []
    done = ask(token, {"name": "Rina <b>"})
    assert done.status_code == 200
    assert "Rina &lt;b&gt; has it in hand" in text(done)
    assert acknowledged(world) == [("Rina <b>", "link", outage)]


def test_a_link_that_is_not_ours_shows_and_does_nothing(world: World) -> None:
    down(world)
    for form in (None, {"name": "Rina"}):
        assert ask("nonsense", form).status_code == 404
    assert acknowledged(world) == []


def test_without_a_name_nothing_is_written_and_it_says_why(world: World) -> None:
    token = token_of(world, down(world))
    page = ask(token, {"name": " "})
    assert page.status_code == 400
    assert "author is empty" in text(page)
    assert acknowledged(world) == []


def test_what_is_over_needs_nobody(world: World) -> None:
    outage = down(world)
    closed = OutageClosed("s-1", world.now - SECOND, None, ClosedReason.ANSWERED_AGAIN)
    with Store.open(world.settings.data) as store:
        store.record([closed], at=world.now, author="tester", via="test")
    assert "All of it is over" in text(ask(token_of(world, outage)))


def test_before_there_is_any_data_it_says_so_in_bahasa_indonesia_too(world: World) -> None:
    token = token_of(world, "O1")
    assert ask(token, lang="id").status_code == 503
    assert "DATA TIDAK DAPAT DIBACA" in text(ask(token, lang="id"))


def test_a_site_is_told_where_it_lies_today(world: World) -> None:
    moved = "kecamatan: Kuaro, changes: [{from: 2020-02-01, kecamatan: Muara Komam}],"
    world.text = world.text.replace("kecamatan: Kuaro,", moved, 1)
    assert "(Muara Komam)" in text(ask(token_of(world, down(world))))
