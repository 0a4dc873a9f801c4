"""``pantau alert send``, ``test`` and ``letters``, as they are typed."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from alerts.queue import letter_of
from alerts.words.compose import message_of
from pantau.facts.clock import SystemClock, now_us
from pantau.store import AlerterLock, Outbox
from tests.alerts.town import Alerter, down, world
from tests.cli.story import INVENTORY, Desk


@contextmanager
def hook(status: int) -> Iterator[str]:
    """A server that answers so to whatever it is sent."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(status)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Quiet."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()


def told(desk: Desk, url: str = "http://127.0.0.1:9/") -> None:
    """The inventory tells one receiver of everything."""
    desk.inventory.write_text(
        f"{INVENTORY}alerts:\n"
        f'  receivers: {{grup: {{kind: webhook, url: "{url}"}}}}\n'
        "  routes: [{name: semua, to: [grup]}]\n"
    )


def test_a_receiver_that_works_and_one_that_does_not(desk: Desk) -> None:
    with hook(200) as url:
        told(desk, url)
        done = desk.run("alert", "send", "--to", "grup", "--test")
        assert (done.exit_code, done.stdout) == (0, "grup has taken the test message.\n")
    with hook(404) as url:
        told(desk, url)
        done = desk.run("alert", "send", "--to", "grup", "--test")
        assert (done.exit_code, done.stdout) == (1, "")
        assert "grup: " in done.stderr
        assert "404" in done.stderr


def test_a_receiver_that_is_not_there_is_told_with_those_that_are(desk: Desk) -> None:
    told(desk)
    done = desk.run("alert", "send", "--to", "gurp", "--test")
    assert (done.exit_code, "it has grup" in done.stderr) == (1, True)
    assert desk.run("alert", "send", "--to", "grup").exit_code == 2


def test_what_would_have_been_sent_of_march(worked: Desk) -> None:
    told(worked)
    found = worked.json("alert", "test", "--from", "2025-03-10", "--to", "2025-03-11")
    # Down from 08.00 to 10.00 WITA; a message is about five seconds behind a begin.
    kinds = [(each["at"], each["receiver"], each["reason"]) for each in found]
    assert kinds[0] == ("2025-03-10T00:00:05Z", "grup", "began")
    assert kinds[-1] == ("2025-03-10T02:00:00Z", "grup", "ended")
    assert "Kantor Bupati" in found[0]["title"]
    text = worked.run("alert", "test", "--from", "2025-03-10", "--to", "2025-03-11").stdout
    assert "Kantor Bupati" in text
    assert "budget" in text.splitlines()[-1]
    assert worked.run("alert", "test", "--from", "x", "--to", "2025-03-11").exit_code == 2


def test_letters_are_shown_with_what_became_of_them(worked: Desk) -> None:
    assert worked.run("alert", "letters").exit_code == 0
    alerter, seen = Alerter(), world(5, [down("paser-1", 0), down("paser-2", 0)])
    alerter.sees(seen)
    first, second = (letter_of(message_of(draft, seen)) for draft in alerter.last.drafts)
    now = now_us(SystemClock())
    with Outbox.open(worked.data) as outbox:
        outbox.remember([], [], [("grup", first), ("grup", second)], cursor=0, at=now)
        outbox.lease("grup", now, 10_000_000, 2)
        outbox.sent([first.id], now, "7")
        outbox.later(second.id, now + 60_000_000, "connection refused", 1)
    found = {each["id"]: each for each in worked.json("alert", "letters")}
    assert (found[first.id]["state"], found[second.id]["state"]) == ("sent", "waiting")
    assert found[second.id]["error"] == "connection refused"
    waiting = worked.run("alert", "letters", "--waiting").stdout
    assert "paser-2" in waiting
    assert "paser-1" not in waiting
    assert "connection refused" in waiting.splitlines()[-1]


def test_one_alerter_works_on_a_store_and_a_second_names_it(worked: Desk) -> None:
    with AlerterLock(worked.data):
        done = worked.run("alert")
    assert done.exit_code == 1
    assert "another alerter already writes to" in done.stderr


def test_options_before_the_name_of_a_command_of_it_are_not_lost_silently(desk: Desk) -> None:
    done = desk.type("alert", "--data", str(desk.data), "--lang", "en", "letters")
    assert (done.exit_code, "options stand behind" in done.stderr) == (2, True)
