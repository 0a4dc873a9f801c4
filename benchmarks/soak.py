"""Lets Pantau work for long, and shows what grows: ``python -m benchmarks.soak year days``.

With ``--write DOCS`` the curves go to DOCS/endurance/, their picture to DOCS/pictures/endurance.svg
and each run's section into DOCS/endurance.md; those of runs that were not made stay. Ends with 1
where a run failed.
"""

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.children import alone, module
from benchmarks.measuring import measured
from benchmarks.page import page, sections
from benchmarks.rows import Part, Row
from benchmarks.soak_drawn import picture
from benchmarks.soak_rows import live_rows, virtual_rows
from benchmarks.soak_virtual import Order

_MEMORY_DISK = Path("/dev/shm")  # noqa: S108 - a disk whose syncs cost nothing
_LONGEST_S = 5 * 3600.0
_HALF_HOUR_S = 1_800

YEAR = Order(
    step=30, days=365, heartbeat_s=60, tick_ms=1_000, months=1, often=0.2, curve="year.csv"
)
DAYS = Order(step=1, days=10, heartbeat_s=5, tick_ms=100, months=25, often=1.0, curve="days.csv")

_HEAD = """\
# Endurance

*Ringkasan: Pantau dibiarkan bekerja lama, lalu dilihat apa yang tumbuh: memori, berkas terbuka, \
dan data. Setiap tabel menyebut berapa lama ia sungguh bekerja dan batas mana yang terlampaui.*

Pantau is left to work for long, and what grows is looked at. Written by `make soak` \
(`make soak RUNS="{example}"` makes only these runs); the curves lie as CSV in \
[endurance](endurance). In virtual time engine, judging, recorder, store and sealer are the real \
ones, and clock and network lie inside the process; the data lies in a file system in memory, \
because what is looked at is not the disk. A run that was cut short says so, and shows nothing of \
what comes later. With packets the collector works in a \
[lab](lab.md), alerter and dashboard beside it, each as a [demo](demo.md) starts it.

![Memory, open files and store of the three runs](pictures/endurance.svg)

What the curves say:

- **Memory** rises while caches fill and lines are learned: an hour of minutes of each line, and \
at most 12,288 results of the rules and 4,096 answers of the lab (4 MB). Two things made it rise \
further, and no longer do. A day was packed with all of its sites in memory, 41 MB for 300, and \
the C library keeps much of such room; now sixty sites are in memory at a time, 13 MB however \
many there are. And in a storm lost echoes that know each other lay there until Python looked for \
circles, 7 MB in twenty minutes of an uplink that comes and goes; now they go at once. The lower \
line is what the C library keeps.
- **Open files**: the collector keeps at most three months of samples open, four files each; so a \
year climbs twice and is flat, and the ten days climb once, when a month begins. The dashboard has \
those of the sessions of the last two minutes: Streamlit keeps a session that long for a browser \
that comes back.
- **Store**: samples grow by the packed bytes a day until the first month is over its term; from \
then on each month that comes pays for one that goes, and they stay between one and two months \
and what lies around outages in the month before, beside logs of SQLite of 4 MB. A step up is a \
day of rows before it is packed (their room is used again, and given back when the month is over: \
a step down). The journal is kept for ever; it grows by what happens, not by time.
- **Findings** are counted by bounds that know nothing of what a line has learned. `false` on a \
line that begins to lose a third of its echoes within moments: the rule knows what a line loses \
by its last heartbeats, and needs some of them to learn that it loses more. `missed` silences \
of 15 to 21 s: a line that often fell silent for moments was asked up to `most` times (30, half a \
second apart) before it was down, and kept that for as long as no calmer losses outweighed it. The \
rule was changed for that ([decision 56](decisions/0056-how-long-a-silence-is-asked.md)); what \
stands here was measured with the new one.
"""


def _virtual(order: Order, folder: Path) -> Iterator[Row]:
    placed = Order(**{**json.loads(order.argument()), "curve": str(folder / order.curve)})
    found = _child(module("benchmarks.soak_virtual", placed.argument()), fast_disk=True)
    return virtual_rows(order, found, folder / order.curve)


def _live(folder: Path) -> Iterator[Row]:
    curve = folder / "half-hour.csv"
    return live_rows(_child(module("benchmarks.soak_live", _HALF_HOUR_S, curve)), curve)


def _child(command: Sequence[str], *, fast_disk: bool = False) -> Mapping[str, Any]:
    usual = os.environ.get("TMPDIR")
    if fast_disk and os.access(_MEMORY_DISK, os.W_OK):
        os.environ["TMPDIR"] = str(_MEMORY_DISK)
    try:
        return alone(command, _LONGEST_S)
    finally:
        if usual is None:
            os.environ.pop("TMPDIR", None)
        else:
            os.environ["TMPDIR"] = usual


def runs(folder: Path) -> dict[str, Part]:
    """By name. ``folder``: where their curves lie."""
    year, days = (partial(_virtual, order, folder) for order in (YEAR, DAYS))
    found = (
        Part(
            "year",
            "Ten sites and the shared links for a year in virtual time, asked every minute "
            "with ticks of one second; samples are kept for a month, those around outages for 2.",
            year,
        ),
        Part(
            "days",
            "300 sites and the shared links for ten days in virtual time, asked every 5 s with "
            "ticks of 0.1 s, as they are by default; every site fails once a day.",
            days,
        ),
        Part(
            "half-hour",
            "300 sites for 30 minutes with packets, something failing every few seconds: "
            "collector, alerter and dashboard as processes, and somebody who opens page after "
            "page.",
            partial(_live, folder),
        ),
    )
    return {each.name: each for each in found}


def text(folder: Path, found: Mapping[str, str]) -> str:
    """The page with these sections."""
    return page(runs(folder), found, _HEAD)


def main(arguments: Sequence[str]) -> None:
    """Print each row as it is taken."""
    names = list(runs(Path()))
    parser = argparse.ArgumentParser(prog="python -m benchmarks.soak")
    parser.add_argument("runs", nargs="*", metavar="RUN", help=f"any of: {', '.join(names)}")
    parser.add_argument("--write", type=Path, metavar="DOCS", help="keep curves and page there")
    wanted = parser.parse_args(arguments)
    unknown = [name for name in wanted.runs if name not in names]
    if unknown:
        parser.error(f"no such run: {', '.join(unknown)}; there are {', '.join(names)}")
    with tempfile.TemporaryDirectory() as scratch:
        folder = wanted.write / "endurance" if wanted.write else Path(scratch)
        folder.mkdir(exist_ok=True)
        parts = runs(folder)
        failed = [name for name in wanted.runs or parts if not _run(parts[name], wanted.write)]
    sys.exit(1 if failed else 0)


def _run(part: Part, docs: Path | None) -> bool:
    found = measured(part)
    if found is not None and docs is not None:
        write(docs, {part.name: found})
    return found is not None


def write(docs: Path, new: Mapping[str, str]) -> None:
    """Put these sections into the page, and draw the picture anew."""
    file = docs / "endurance.md"
    before = sections(file.read_text("utf-8")) if file.exists() else {}
    file.write_text(text(docs / "endurance", {**before, **new}), "utf-8")
    (docs / "pictures" / "endurance.svg").write_text(picture(docs / "endurance"), "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
