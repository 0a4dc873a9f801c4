"""Plays a scenario with packets and judges it: what ``recorded`` does in virtual time.

    plain, stalled = play([Play(inventory, scenario, one), Play(inventory, scenario, two, True)])

``python -m pantau.lab.packet_run --help`` does that from the command line.
"""

import argparse
import json
import sys
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import replace
from ipaddress import IPv4Address
from operator import sub
from pathlib import Path

from pantau.lab.accuracy import Accuracy, Spread, finding_text
from pantau.lab.compare import Bounds, Kind
from pantau.lab.looks import Looks
from pantau.lab.packet_lab import Outcome, PacketLab, Play
from pantau.lab.recorded import Played, judge
from pantau.lab.sampled import Sampled
from pantau.lab.script import SECOND, Crash, Suspension
from pantau.lab.trips import read_trips
from pantau.lab.truth import Hidden, Truth, Unseen, truth_of
from pantau.sla.interval import Spans
from pantau.store import Store

_UNREAD_NS = SECOND
"""A process that ends takes with it the answers of its last moments."""


def play(plays: Sequence[Play]) -> list[Accuracy]:
    """Play them beside one another, each in a lab of its own. Raises as PacketLab does."""
    with ExitStack() as stack:
        labs = [stack.enter_context(PacketLab(each)) for each in plays]
        ended = [(lab, lab.outcome()) for lab in labs]
    return [_Judged(lab, outcome).accuracy() for lab, outcome in ended]


class _Judged:
    """What one lab left behind, beside the truth."""

    def __init__(self, lab: PacketLab, outcome: Outcome) -> None:
        self.lab = lab
        self.script = lab.script
        self.outcome = outcome
        self.looks = Looks(lab.notes)
        self.held_up_ns = self.looks.held_up(self._still())

    def accuracy(self) -> Accuracy:
        """All figures."""
        lab, counts = self.lab, self.outcome.counts
        held_up = self.held_up_ns // 1_000
        bounds = Bounds(slack_us=Bounds().slack_us + held_up)
        played = judge(lab.inventory, self._truth(), lab.data, bounds)
        found, late = played.comparison, counts["late_us"]
        sampled = self._sampled()
        trips = read_trips(lab.holds, lab.notes, self.outcome.began_ns, self._deaf())
        return Accuracy(
            sites=len(lab.inventory.sites),
            seconds=self.script.lasts / SECOND,
            stalled=lab.play.stalled,
            outages=_outages(played),
            seen=found.seen,
            begins=Spread.of(found.begins),
            bounds=Spread.of(found.spans),
            ends=Spread.of(found.ends),
            delays=Spread.of(found.delays),
            verdicts=Spread.of(map(sub, found.delays, found.begins)),
            availability=found.availability_error,
            known_s=found.known_us / 1e6,
            trips=Spread.of_ns(abs(trips.error)),
            out=Spread.of_ns(trips.out),
            back=Spread.of_ns(trips.back),
            samples=Spread.of(map(abs, sampled.off_the_truth())),
            kept=Spread.of(map(abs, sampled.off_the_taken())),
            unheard=trips.unheard,
            held_up=held_up,
            asked=counts["requests"],
            lost=counts["unread"] + counts["failed"],
            late=Spread(sum(counts["sent"].values()), 0, late["median"], late["p99"], late["most"]),
            bursts=sum(each.kind is Kind.BURST for each in found.findings),
            findings=tuple(
                finding_text(each, played.truth.begin)
                for each in found.findings
                if each.kind is not Kind.BURST
            ),
        )

    def _instant(self, at_ns: int) -> int:
        return (self.outcome.began_ns + at_ns) // 1_000

    def _truth(self) -> Truth:
        """A process takes a while to start; until it asks nobody can have seen anything."""
        truth = truth_of(self.script, self.lab.inventory, self._instant)
        [after] = {u.end - u.begin for u in truth.unseen if u.why is Hidden.BEGINNING}
        firsts = [at // 1_000 for at in self.looks.first()]
        unseen = [Unseen(at, at + after, Hidden.BEGINNING) for at in firsts]
        return replace(truth, unseen=(*truth.unseen, *unseen))

    def _deaf(self) -> Spans:
        """When no answer could be heard, ns since the scenario began."""
        crashes = [e for e in self.script.events if isinstance(e, Crash)]
        unread = _UNREAD_NS + self.held_up_ns
        spans = [(event.at - unread, event.end) for event in crashes]
        return [*spans, (self.script.lasts - unread, 2**62)]

    def _still(self) -> Spans:
        began = self.outcome.began_ns
        suspensions = [e for e in self.script.events if isinstance(e, Suspension)]
        return [(began + event.at, began + event.end) for event in suspensions]

    def _sampled(self) -> Sampled:
        lab = self.lab
        numbers = {site.id: int(IPv4Address(site.address)) for site in lab.inventory.sites}
        with Store.open(lab.data, readonly=True) as store:
            return Sampled(store, numbers, lab.holds, lab.notes, self._instant(0))


def _outages(played: Played) -> int:
    return sum(map(len, played.truth.outages.values()))


def main() -> None:
    """Play a scenario without and with stalls, beside one another, and print the figures."""
    parser = argparse.ArgumentParser("python -m pantau.lab.packet_run", description=main.__doc__)
    parser.add_argument("scenario", type=Path, help="such as pantau/lab/scenarios/accuracy.yaml")
    parser.add_argument("--inventory", type=Path, default=Path("inventory.yaml"))
    parser.add_argument("--seconds", type=int, help="end earlier than the scenario does")
    parser.add_argument("--json", action="store_true")
    wanted = parser.parse_args()
    inventory, scenario = wanted.inventory.read_text("utf-8"), wanted.scenario.read_text("utf-8")
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as two:
        plain = Play(inventory, scenario, Path(one), seconds=wanted.seconds)
        found = play([plain, replace(plain, folder=Path(two), stalled=True)])
    if wanted.json:
        sys.stdout.write(json.dumps([each.plain() for each in found]) + "\n")
    else:
        sys.stdout.write("\n\n".join(each.text() for each in found) + "\n")


if __name__ == "__main__":
    main()
