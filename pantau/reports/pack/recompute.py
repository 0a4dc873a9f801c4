"""Check an evidence pack of Pantau and work out every figure of it again.

Run it where the pack was unpacked, or name the folder:

    python recompute.py [FOLDER]

It needs Python 3.11 or newer and nothing else: nothing is installed, nothing of Pantau is used, no
network is asked. It ends with 0 where all is as the pack says, with 1 where something differs; each
difference is a line. Jalankan di folder tempat paket ini dibuka: `python recompute.py`.

It looks at three things. check_journal.py, which lies beside it and is run with it, sees to the
first two: that the files are those of manifest.json, and that the journal's entries are linked by
their hashes and tell the facts of this pack. The third is here: the figures, counted anew.

The rules, in the words of the functions: ``month_of_site`` says what every second is, ``shares``
what availability is, ``verdict`` when the objective is met, ``owed`` what the provider owes.

What this script cannot see: whether policy.json is what was signed (compare it with the contract),
and whether the whole journal was forged anew (compare the head in manifest.json or a line of
anchors.txt with one that you got at another time, in a message or on paper).
"""

import csv
import io
import json
import runpy
import sys
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any

Span = tuple[int, int]
Row = dict[str, Any]
Found = list[tuple[str, str]]
KINDS = ("up", "down", "excluded", "unknown")
EPOCH = datetime.fromisoformat("1970-01-01T00:00:00+00:00")


def second(text: str) -> int:
    """A time as a whole second since 1970: a fraction is cut off, once and here alone."""
    return (datetime.fromisoformat(text) - EPOCH) // timedelta(seconds=1)


def ran(fact: Row, now: int) -> Span:
    """The seconds of an outage or a gap: its begin belongs to it, its end does not.

    One that is still open runs to the moment up to which the pack counts.
    """
    ended = fact["ended_at"]
    return second(fact["started_at"]), now if ended is None else second(ended)


def inside(spans: Iterable[Span], moment: int) -> bool:
    """Whether a second lies in a span."""
    return any(begin <= moment < end for begin, end in spans)


class Pack:
    """The JSON files of an unpacked pack, each read once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._read: dict[str, Any] = {}

    def json(self, name: str) -> Any:
        """What a JSON file holds."""
        if name not in self._read:
            self._read[name] = json.loads((self.folder / name).read_text("utf-8"))
        return self._read[name]


class Facts:
    """What is known of one site. Every list is of spans of whole seconds."""

    def __init__(self, pack: Pack, site: str, now: int) -> None:
        watched, voids = pack.json("watched.json"), pack.json("voids.json")
        outages = [each for each in pack.json("outages.json") if each["site"] == site]
        voided = [each for each in voids if each["site"] == site]
        self.ours = [(second(a), second(b)) for a, b in watched["watched"].get(site, [])]
        self.imported = [
            (second(each["from"]), second(each["to"]))
            for each in watched["imported"]
            if each["site"] == site
        ]
        self.gaps = [
            ran(gap, now)
            for gap in pack.json("gaps.json")
            if gap["site"] == site or (gap["site"] == "*" and site not in gap["but_sites"])
        ]
        self.seen = [ran(each, now) for each in outages if each["import"] is None]
        self.told = [ran(each, now) for each in outages if each["import"] is not None]
        self.untrue = [ran(each, now) for each in voided if each["import"] is None]
        self.untrue_told = [ran(each, now) for each in voided if each["import"] is not None]
        self.excluded = [
            (second(each["from"]), second(each["to"]))
            for each in pack.json("exclusions.json")["approved"]
            if site in each["sites"]
        ]
        self.answers: dict[int, int] = {}
        for each in outages:
            if each["import"] is None and each["last_up_before"] is not None:
                begin, answered = second(each["started_at"]), second(each["last_up_before"])
                self.answers[begin] = max(answered, self.answers.get(begin, answered))
        lists = (self.ours, self.imported, self.gaps, self.seen, self.told, self.untrue)
        spans = [span for each in (*lists, self.untrue_told, self.excluded) for span in each]
        self.cuts = {moment for span in spans for moment in span}

    def only_theirs(self, t: int) -> bool:
        """An import speaks only where our own collector did not watch."""
        return inside(self.imported, t) and not inside(self.ours, t)

    def known(self, t: int) -> bool:
        """Somebody watched, in no gap, and not in an outage that two people declared void."""
        if inside(self.gaps, t) or inside(self.untrue, t):
            return False
        if self.only_theirs(t):
            return not inside(self.untrue_told, t)
        return inside(self.ours, t)

    def recorded(self, t: int) -> bool:
        """Inside an outage of ours, or of an import where the import alone speaks."""
        return inside(self.seen, t) or (inside(self.told, t) and self.only_theirs(t))

    def said_up(self, t: int) -> bool:
        """Where the import alone speaks and tells of no outage, it says that the line was up."""
        return self.only_theirs(t) and self.known(t) and not inside(self.told, t)


def pieces(cuts: Iterable[int]) -> Iterator[Span]:
    """Time cut at every moment at which any fact begins or ends: inside a piece nothing changes."""
    yield from pairwise(sorted(set(cuts)))


def counted_outages(facts: Facts, policy: Row) -> list[Span]:
    """The outages that count, whole, as no month and no exclusion cuts them.

    Outages that overlap or touch are one. Under ``gap_in_outage: down`` two with only unknown time
    between them are one as well, unless an answer came between: the second one remembers when the
    site answered last. Shorter ones than ``min_outage`` count as up; under ``min_outage_counts:
    excess`` so does the first ``min_outage`` of longer ones.
    """
    outages: list[Span] = []
    known_since = False
    for begin, end in pieces(facts.cuts):
        if not facts.recorded(begin):
            known_since = known_since or facts.known(begin)
            continue
        before = outages[-1] if outages else (0, -1)
        answer = facts.answers.get(begin)
        silent = not known_since and (answer is None or answer < before[1])
        unseen_between = policy["gap_in_outage"] == "down" and silent
        if outages and (before[1] == begin or unseen_between):
            outages[-1] = (before[0], end)
        else:
            outages.append((begin, end))
        known_since = False
    least = policy["min_outage_us"]
    long = [(begin, end) for begin, end in outages if (end - begin) * 1_000_000 >= least]
    if policy["min_outage_counts"] == "whole":
        return long
    spared = least // 1_000_000
    return [(begin + spared, end) for begin, end in long if begin + spared < end]


def month_of_site(facts: Facts, policy: Row, service: list[Span], window: Span) -> Row:
    """Put every second of the service time into exactly one of four.

    Excluded where an approved exclusion lies; else unknown where nobody knows, unless
    ``gap_in_outage: down`` lets an outage go on there; else down inside an outage that counts; else
    up. An outage is counted where it has a second down, and that is its length here.
    """
    sums = dict.fromkeys((*KINDS, "unseen"), 0)
    outages = counted_outages(facts, policy)
    lengths = [0] * len(outages)
    bounds = [moment for span in (*outages, *service, window) for moment in span]
    for begin, end in pieces([*facts.cuts, *bounds]):
        if not (window[0] <= begin < window[1] and inside(service, begin)):
            continue
        here = [n for n, (first, last) in enumerate(outages) if first <= begin < last]
        known = facts.known(begin)
        if inside(facts.excluded, begin):
            kind = "excluded"
        elif here and not facts.said_up(begin) and (known or policy["gap_in_outage"] == "down"):
            kind = "down"
            lengths[here[0]] += end - begin
            sums["unseen"] += 0 if known else end - begin
        else:
            kind = "up" if known else "unknown"
        sums[kind] += end - begin
    return {**sums, "lengths": [length for length in lengths if length]}


def shares(up: int, down: int, unknown: int, forgiven: int) -> dict[str, Fraction | None]:
    """Availability = up / (up + down); the worst case takes unknown time for down, the best for up.

    Under ``excluded: count_as_up`` excluded time (``forgiven``) stands on both sides of each. A
    time in which nothing was measured has no availability. Coverage is how much was measured.
    """
    measured, all_seconds = up + down, up + down + unknown
    parts = {
        "availability": (up + forgiven, measured + forgiven if measured else 0),
        "availability_worst": (up + forgiven, all_seconds and all_seconds + forgiven),
        "availability_best": (up + unknown + forgiven, all_seconds and all_seconds + forgiven),
        "coverage": (measured, all_seconds),
    }
    return {name: Fraction(*part) if part[1] else None for name, part in parts.items()}


def verdict(row: Row) -> bool | None:
    """The objective is compared with the exact fraction; None where there is nothing to compare."""
    if row["availability"] is None or row["objective"] is None:
        return None
    return bool(row["availability"] * 100 >= row["objective"])


def owed(row: Row, term: Row, month: int) -> int | None:
    """What the provider owes, in whole rupiah; None where nothing can be claimed or computed.

    Nothing where the objective is met. D is the down time; T the service time of the month, or of
    its part inside the term (``denominator: contract_term``), the future included. The fee is that
    of a month, under ``fee_partial: by_seconds`` the term's share of it. The amount is cut at
    ``cap`` x fee and rounded once, at the end, half a rupiah up.
    """
    policy, rule = term["policy"], term["policy"]["restitution"]
    if row["availability"] is None or not row["claimable"] or row["objective"] is None:
        return None
    if row["compliant"]:
        return 0
    if rule is None or term["fee"] is None:
        return None
    fee = Fraction(term["fee"])
    if policy["fee_partial"] == "by_seconds":
        fee = fee * row["term_seconds"] / month
    time = month if policy["denominator"] == "calendar" else row["term_seconds"]
    amount = formula(rule, fee, row["down_seconds"], time, row["objective"] / 100, row)
    amount = min(amount, fee * Fraction(rule["cap"]))
    return int((2 * amount + 1) // 2)


def formula(rule: Row, fee: Fraction, down: int, time: int, target: Fraction, row: Row) -> Fraction:
    """The kinds of restitution; ``target`` and the availability are shares, 99.5 % is 0.995.

    ``prorata``: fee x D / T. ``prorata_sla``: fee x D / (T x target). ``selisih_sla``: fee x
    (target - actual) / target. ``kelebihan``: fee x beyond / T, beyond = max(0, D - T x (1 -
    target)). ``kelipatan_harian``: multiple x fee / days x started blocks of 24 hours of beyond,
    days = T / 24 h. ``pita``: that percent of the fee that the band of the availability names;
    below the lowest band its percent goes on.
    """
    kind: str = rule["kind"]
    actual: Fraction = row["availability"]
    beyond = max(Fraction(0), down - time * (1 - target))
    if kind == "prorata":
        return fee * down / time
    if kind == "prorata_sla":
        return fee * down / (time * target)
    if kind == "selisih_sla":
        return fee * (target - actual) / target
    if kind == "kelebihan":
        return fee * beyond / time
    if kind == "kelipatan_harian":
        blocks = -(-beyond // 86_400)
        return Fraction(rule["multiple"] or 1) * fee / Fraction(time, 86_400) * blocks
    bands = sorted(((Fraction(a), Fraction(b)) for a, b in rule["bands"]), reverse=True)
    reached = [percent for bound, percent in bands if actual * 100 >= bound]
    lowest = bands[-1][1] if bands else Fraction(0)
    percent: Fraction = reached[0] if reached else lowest
    return fee * percent / 100


def rows_of(pack: Pack) -> Iterator[Row]:
    """Each site and contract term that has service time in the month and before now."""
    policy = pack.json("policy.json")
    month, now = (second(policy["from"]), second(policy["to"])), second(policy["counted_until"])
    known: dict[str, Facts] = {}
    for term in policy["terms"]:
        hours = term["policy"]["service_hours"]
        given = [] if hours == "24x7" else policy["calendars"][hours]
        spans = [month] if hours == "24x7" else [(second(a), second(b)) for a, b in given]
        begin, end = second(term["begins"]), second(term["ends"])
        service = [(max(a, begin), min(b, end)) for a, b in spans if a < end and begin < b]
        window = (begin, min(end, now))
        if not any(a < window[1] for a, _ in service):
            continue
        site = term["site"]
        if site not in known:
            known = {site: Facts(pack, site, now)}
        time = month_of_site(known[site], term["policy"], service, window)
        forgiven = time["excluded"] if term["policy"]["excluded"] == "count_as_up" else 0
        row: Row = {
            **{key: term[key] for key in ("site", "contract", "tier")},
            **{f"{key}_seconds": time[key] for key in KINDS},
            **shares(time["up"], time["down"], time["unknown"], forgiven),
            "service_seconds": sum(time[key] for key in KINDS),
            "objective": None if term["objective"] is None else Fraction(term["objective"]),
            "outages": len(time["lengths"]),
            "longest_outage_seconds": max(time["lengths"], default=0),
            "mttr_seconds": time["down"] // len(time["lengths"]) if time["lengths"] else None,
            "term_seconds": sum(b - a for a, b in service),
            "forgiven_seconds": forgiven,
            "unseen_seconds": time["unseen"],
        }
        row["compliant"] = verdict(row)
        least = Fraction(term["policy"]["min_coverage"])
        row["claimable"] = row["coverage"] is not None and row["coverage"] >= least
        row["credit"] = owed(row, term, sum(b - a for a, b in spans))
        yield row


def total_of(rows: list[Row]) -> Row:
    """All rows as one: the shares of the summed seconds, never a mean of percentages."""
    names = [f"{key}_seconds" for key in ("service", "forgiven", *KINDS)]
    sums = {name: sum(row[name] for row in rows) for name in (*names, "outages", "claimable")}
    up, down, unknown = (sums[f"{key}_seconds"] for key in ("up", "down", "unknown"))
    forgiven = sums.pop("forgiven_seconds")
    verdicts = [row["compliant"] for row in rows]
    return {
        **sums,
        **shares(up, down, unknown, forgiven),
        "sites": len({row["site"] for row in rows}),
        "compliant": verdicts.count(True),
        "not_compliant": verdicts.count(False),
        "undecided": verdicts.count(None),
        "credit": sum(row["credit"] or 0 for row in rows),
    }


def differences(where: str, mine: Row, theirs: Row) -> Iterator[tuple[str, str]]:
    """Fields of a row that are not what this script found; fractions are compared exactly."""
    for name, value in mine.items():
        told = theirs.get(name, "nothing")
        exact = theirs.get("exact", {}).get(name)
        if isinstance(value, Fraction):
            said = None if exact is None else Fraction(exact)
            if said != value or told != float(value):
                yield "figures", f"{where}: {name} is {exact} ({told}), recomputed {value}"
        elif told != value or type(told) is not type(value):
            yield "figures", f"{where}: {name} is {told}, recomputed {value}"


def check_figures(pack: Pack) -> Found:
    """Every figure of figures.json and figures.csv, counted anew."""
    told, rows, found = pack.json("figures.json"), list(rows_of(pack)), Found()
    text = (pack.folder / "figures.csv").read_text("utf-8-sig")
    lines = list(csv.DictReader(io.StringIO(text), delimiter=";"))
    for key in ("month", "from", "to"):
        if told[key] != pack.json("policy.json")[key]:
            found.append(("figures", f"{key} is not that of policy.json"))
    for name, count in (("figures.json", len(told["sites"])), ("figures.csv", len(lines))):
        if count != len(rows):
            found.append(("figures", f"{name} has {count} rows, recomputed {len(rows)}"))
    for mine, theirs in zip(rows, told["sites"], strict=False):
        found += differences(f"{mine['site']}, {mine['tier']}", mine, theirs)
    found += differences("total", total_of(rows), told["total"])
    for mine, line in zip(rows, lines, strict=False):
        seconds = [key for key in mine if key.endswith("_seconds")]
        for key in ("site", "contract", "tier", "outages", "credit", *seconds):
            shown = "" if mine[key] is None else str(mine[key])
            if line[key].removeprefix("'") != shown:
                where = f"figures.csv, {mine['site']}, {mine['tier']}"
                found.append(("figures", f"{where}: {key} is {line[key]}, recomputed {shown}"))
    return found


UNREADABLE = (OSError, ValueError, LookupError, TypeError, AttributeError, ArithmeticError)


def findings(folder: Path, checks: Iterable[Callable[[Pack], Found]]) -> Found:
    """All that is not as it should be: (files, journal, facts or figures; what it is)."""
    pack, found = Pack(folder), Found()
    for check in checks:
        try:
            found += check(pack)
        except (*UNREADABLE, RecursionError) as error:
            found.append((check.__name__.removeprefix("check_"), f"cannot be read: {error!r}"))
    return found


def main(words: list[str]) -> int:
    """Say what differs; 0 where nothing does."""
    folder = Path(words[0]) if words else Path(__file__).parent
    beside = runpy.run_path(str(Path(__file__).with_name("check_journal.py")))
    found = findings(folder, (*beside["CHECKS"], check_figures))
    for kind, text in found:
        print(f"{kind}: {text}")
    if found:
        print(f"{len(found)} findings: this pack is NOT sound. Paket ini TIDAK utuh.")
        return 1
    print("All files, entries and figures agree. Semua berkas, catatan, dan angka cocok.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
