"""Child processes of the store's tests: python tests/store/child.py WHAT DATA [NUMBER].

``record``: append NUMBER facts (0: until killed), print each acknowledged seq.
``collect``: a run of the collector that commits until killed, prints each acknowledged until.
``seal``: pack a day again and again, with a late sample for it each time, until killed; prints
how often it was packed.
``send``: lease letters of the receiver "r" and mark each as sent until none waits; prints each id
between lease and mark.
``lock``: hold the collector's lock, print "held", wait for the end of standard input.
"""

import itertools
import sys
from pathlib import Path

from pantau.facts.instant import DAY, MINUTE, SECOND
from pantau.facts.journal import InventoryApplied, WatchSites
from pantau.facts.measured import Sample
from pantau.store import CollectorLock, Commit, Outbox, Store
from tests.store.making import seal_one

T0 = 1_790_812_800 * SECOND
WHO = {"author": "child", "via": "test"}


def say(word: object) -> None:
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


def record(data: Path, number: int) -> None:
    with Store.open(data) as store:
        for count in range(number) if number else itertools.count():
            fact = InventoryApplied(digest=f"{count:064x}", text="x" * (count * 997 % 5000))
            (entry,) = store.record([fact], at=T0 + count, **WHO)
            say(entry.seq)


def collect(data: Path, _number: int) -> None:
    with CollectorLock(data), Store.open(data) as store:
        last = store.last_watch()
        begin = last.until + 100 * SECOND if last else T0
        run = store.begin_watch(at=begin, **WHO).run
        for count in itertools.count():
            until = begin + count * SECOND
            facts = (WatchSites(run, {"a": begin}, {}),) if count == 0 else ()
            store.commit(Commit(run, until, facts, (), until, **WHO))
            store.write_samples([Sample("a", "icmp", T0, count, 0, None, None, None, None)])
            say(until)


def seal(data: Path, _number: int) -> None:
    with Store.open(data) as store:
        for count in itertools.count(1):
            at = T0 + count % 1440 * MINUTE
            store.write_samples([Sample("a", "icmp", at, 12, 12, count, count, count, None)])
            seal_one(store, T0 + DAY)
            say(count)


# Whoever waits for the other turns in circles, each of which is a second of its clock.
_FOR_EVER = 10_000 * DAY


def send(data: Path, most: int) -> None:
    with Outbox.open(data) as outbox:
        now = T0
        while outbox.depth("r"):
            now += SECOND
            for letter in outbox.lease("r", now, _FOR_EVER, most):
                say(letter.id)
                outbox.sent([letter.id], now, "")


def lock(data: Path, _number: int) -> None:
    with CollectorLock(data):
        say("held")
        sys.stdin.read()


if __name__ == "__main__":
    what = {"record": record, "collect": collect, "seal": seal, "send": send, "lock": lock}[
        sys.argv[1]
    ]
    what(Path(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else 0)
