"""A day of outages in seconds: written into a real store as the collector would, and the people
who are told of it, played by a web server."""

import json
import threading
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import chain
from pathlib import Path
from random import Random
from typing import Any

from pantau.facts.clock import SystemClock, now_us
from pantau.facts.instant import SECOND
from pantau.facts.journal import Fact, OutageClosed, OutageOpened, WatchSites
from pantau.facts.measured import upstream_name
from pantau.facts.words import ClosedReason, VerdictReason
from pantau.store import Commit, Store
from tests.cli.story import WHO, applied, evidence
from tests.fakes.inventories import HEAD, site_line

ALONE, BEHIND = 9, 4
HUB = upstream_name("hub")
_EVERY_US = SECOND // 2
_SHORT_US, _LONG_US = SECOND // 3, 5 * SECOND
_MARGIN_US = SECOND // 10
_NEVER = 2**62
_OFF = (
    *("area_down", "flapping", "budget_burning", "objective_broken"),
    *("repair_overdue", "ticket_missing", "term_ending"),
)


@dataclass(frozen=True)
class Arrived:
    """A message at its receiver."""

    path: str
    message: dict[str, Any]


@dataclass
class Web:
    """Whom the messages go to. ``trap``: asked with each message before it is answered; where it
    says True nothing is answered any more."""

    url: str = ""
    arrived: list[Arrived] = field(default_factory=list)
    trap: Callable[[], bool] = field(default=lambda: False)


@contextmanager
def web() -> Iterator[Web]:
    found, lock = Web(), threading.Lock()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            with lock:
                found.arrived.append(Arrived(self.path, json.loads(body)))
                if found.trap():
                    return
            self.send_response(200)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_: object) -> None:
            """Whoever asked may be dead by now."""

    server = Server(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    found.url = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        yield found
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)


def inventory_text(url: str) -> str:
    """Sites that stand alone and sites behind a hub; each of them, and the hub, has a receiver of
    its own, so that nothing is folded."""
    lines = [site_line(n) for n in range(ALONE)]
    lines += [
        site_line(n).replace("tier: fo-50}", "tier: fo-50, upstream: hub}")
        for n in range(ALONE, ALONE + BEHIND)
    ]
    hub = "upstreams:\n  hub: {name: Hub, address: 127.64.254.1, provider: Telkom}\n"
    names = [*(f"site-{n}" for n in range(ALONE)), "hub"]
    behind = ", ".join(f"site-{n}" for n in range(ALONE, ALONE + BEHIND))
    places = {name: behind if name == "hub" else name for name in names}
    receivers = [f'    {n}: {{kind: webhook, url: "{url}/{n}", a_minute: 1000}}' for n in names]
    routes = [
        f"    - {{name: {n}, match: {{sites: [{places[n]}]}}, to: [{n}], goes_on: true}}"
        for n in names
    ]
    rules = [f"    {kind}: {{enabled: false}}" for kind in _OFF]
    alerts = ["alerts:", "  receivers:", *receivers, "  rules:", *rules, "  routes:", *routes, ""]
    return HEAD.replace("sites:\n", hub + "sites:\n") + "".join(lines) + "\n".join(alerts)


@dataclass
class Day:
    """What happens. ``happened``: by receiver, the groups that are to be told, in order."""

    store: Store
    rng: Random
    run: int
    happened: dict[str, list[str]] = field(default_factory=dict)
    _open: dict[str, int] = field(default_factory=dict)
    _next: int = 0

    @classmethod
    def begin(cls, data: Path, text: str, rng: Random) -> "Day":
        store, at = Store.open(data), now_us(SystemClock())
        store.record([applied(text)], at=at, **WHO)
        run = store.begin_watch(at=at, **WHO).run
        names = [*(f"site-{n}" for n in range(ALONE + BEHIND)), HUB]
        watched = WatchSites(run, dict.fromkeys(names, at), {})
        store.commit(Commit(run, at, [watched], [], at, **WHO))
        return cls(store, rng, run)

    def go_on(self) -> None:
        """What is due by now: something goes down or comes back, about twice a second."""
        now = now_us(SystemClock())
        if now < self._next:
            return
        self._next = now + self.rng.randrange(2 * _EVERY_US)
        due = [name for name, until in self._open.items() if until <= now]
        up = [n for n in (*(f"site-{n}" for n in range(ALONE)), "hub") if n not in self._open]
        if due:
            self._up(due[0], now)
        elif up:
            self._down(self.rng.choice(up), now)

    def end(self) -> None:
        """Everything comes back, and stays so."""
        self._next = _NEVER
        for name in list(self._open):
            self._up(name, now_us(SystemClock()))

    def _down(self, name: str, now: int) -> None:
        self._open[name] = now + self.rng.randrange(_SHORT_US, _LONG_US)
        facts = [
            OutageOpened(each, now, now - _MARGIN_US, VerdictReason.CHANCE_RULED_OUT, evidence(now))
            for each in _concerned(name)
        ]
        first = self._write(now, facts)
        kind = "incident" if name == "hub" else "outage"
        self.happened.setdefault(f"/{name}", []).append(f"{kind}/O{first}")

    def _up(self, name: str, now: int) -> None:
        del self._open[name]
        self._write(
            now,
            [
                OutageClosed(each, now, None, ClosedReason.ANSWERED_AGAIN)
                for each in _concerned(name)
            ],
        )

    def _write(self, now: int, facts: list[Fact]) -> int:
        """The number of the first entry."""
        head = self.store.head()[0]
        self.store.commit(Commit(self.run, now, facts, [], now, **WHO))
        return head + 1


def _concerned(name: str) -> list[str]:
    if name != "hub":
        return [name]
    return [HUB, *(f"site-{n}" for n in range(ALONE, ALONE + BEHIND))]


_Words = tuple[str, str]
"""Reason and group."""

_OVER = "over"  # in a summary: whether its begin was told before is not said
_ENDS = {"ended", "ended_unseen", _OVER}


def told(arrived: list[Arrived]) -> dict[str, list[_Words]]:
    """By receiver: all that is told, in order of first arrival, each id once."""
    found: dict[str, dict[str, list[_Words]]] = {}
    for each in arrived:
        words = _words(each.message)
        kept = found.setdefault(each.path, {}).setdefault(each.message["id"], words)
        assert kept == words, "one id, two messages"
    return {path: _once(chain.from_iterable(by_id.values())) for path, by_id in found.items()}


def _words(message: dict[str, Any]) -> list[_Words]:
    """What it tells. More than three outages that passed while the alerter was dead are parts of
    one message. Of more than ten messages that wait, where it is killed each time before it comes
    to send them, one summary is made: it bears the newest state of each group."""
    parts = message["parts"]
    if message["id"].startswith("fold:"):
        states = [(_OVER if part["resolved"] else "began", part["group"]) for part in parts]
        return sorted(states, key=lambda words: int(words[1].partition("/O")[2]))
    groups = [part["group"] for part in parts] or [message["group"]]
    return [(message["reason"], group) for group in groups]


def _once(words: Iterable[_Words]) -> list[_Words]:
    """Without what a summary says again, because the answer to its own message was lost."""
    begun: set[str] = set()
    ended: set[str] = set()
    kept = []
    for reason, group in words:
        if (reason == _OVER and group in ended) or (reason == "began" and group in begun | ended):
            continue
        kept.append((reason, group))
        (ended if reason in _ENDS else begun).add(group)
    return kept


def complete(day: Day, arrived: list[Arrived]) -> bool:
    """Whether every end arrived."""
    found = told(arrived)
    return all(
        {group for reason, group in found.get(path, ()) if reason in _ENDS}.issuperset(groups)
        for path, groups in day.happened.items()
    )


def judge(day: Day, arrived: list[Arrived]) -> Counter[str]:
    """Every outage told once from begin to end, in order. How many messages came, by reason; how
    many told of several outages, how many were the same once more; and how many outages there
    were."""
    found = told(arrived)
    assert found.keys() <= day.happened.keys()
    for path, groups in day.happened.items():
        words = found[path]
        for group in groups:
            begun = words[:1] == [("began", group)]
            last = words[int(begun)]
            expected = {"ended", _OVER} if begun else {"ended_unseen", _OVER}
            assert last[0] in expected, f"{path} {group}: {words[:6]}"
            assert last[1] == group, f"{path} {group}: {words[:6]}"
            words = words[int(begun) + 1 :]
        assert not words
    reasons = Counter(each.message["reason"] for each in arrived)
    reasons["of several"] = sum(bool(each.message["parts"]) for each in arrived)
    reasons["twice"] = len(arrived) - len({each.message["id"] for each in arrived})
    reasons["outages"] = sum(map(len, day.happened.values()))
    return reasons
