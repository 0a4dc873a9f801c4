"""What a store of an earlier schema lived through; run with the program of then, not of today.

``python life.py DATA INVENTORY``: leaves a store in DATA, and prints what could not be done,
because the program of then did not know it yet.
"""

import socket
import sys
from collections.abc import Callable
from pathlib import Path

from click.testing import CliRunner

from pantau.cli.main import cli
from pantau.facts.clock import SystemClock, now_us
from pantau.facts.instant import DAY, HOUR, MINUTE, to_datetime
from pantau.facts.journal import Fact
from pantau.facts.measured import Sample
from pantau.store import Store
from tests.cli.story import APRIL, DOWN, INVENTORY, WHO, commit, live_through_march, watching

TYPED = (
    "exclude propose --site kantor --from 2025-03-10T08:30 --to 2025-03-10T09:00"
    " --category power --reason PLN --by ani",
    "exclude approve {id} --by budi --role manager",
    "ticket record T-7 --outage O4 --reported 2025-03-10T08:20 --by ani",
    "note write Tiang-roboh --about O4 --by ani",
    "silence set --site desa --for 1h --reason uji --by ani",
    "account add rina --role admin --full-name Rina --by ani",
    "object raise --month 2025-03 --site kantor --reason keliru --by telkom",
    "people import {list} --by ani",
    "meeting plan --site kantor --name Rapat --from {soon}T09:00 --to {soon}T10:00",
    "review --month 2025-03 --by budi --role manager",
    "close --month 2025-03 --as-is uji --by budi --role manager",
)
LIST = "village,what,words,phone\n64.01.04.1001,slow,pelan sekali,08125551234\n"


def main(data: Path, inventory: Path) -> None:
    """Write the store."""
    inventory.write_text(INVENTORY)
    village_list = inventory.with_name("reports.csv")
    village_list.write_text(LIST)
    live_through_march(data)
    _measured(data)
    place = ("--data", str(data), "--inventory", str(inventory), "--lang", "en")
    said, soon = "", f"{to_datetime(now_us(SystemClock()) + 2 * DAY):%Y-%m-%d}"
    socket.gethostname = lambda: "server"
    for line in TYPED:
        words = line.format(id=said, list=village_list, soon=soon).split()
        done = CliRunner().invoke(cli, (*words, *place), prog_name="pantau")
        if done.exit_code:
            sys.stdout.write(f"not then: {line}: {done.output.strip().splitlines()[-1]}\n")
        said = (done.output.splitlines() or [""])[0]


def _measured(data: Path) -> None:
    with Store.open(data) as store:
        run = watching(store, APRIL + DAY, "kantor")
        for number, make in enumerate((_power, _suggested, _degraded, _imported)):
            try:
                commit(store, run, APRIL + DAY + (number + 1) * MINUTE, *make())
            except ImportError as error:
                sys.stdout.write(f"not then: {error}\n")
        for minute in range(30):
            store.write_samples(
                [Sample("desa", "icmp", DOWN + minute * MINUTE, 12, 11, 900, 1_000, 1_100, 50)]
            )
        _pack(store)
    try:
        from pantau.store import Outbox  # noqa: PLC0415 - not there in all of them
    except ImportError as error:
        sys.stdout.write(f"not then: {error}\n")
    else:
        Outbox.open(data).close()


def _power() -> tuple[Fact, ...]:
    from pantau.facts.device_entries import PowerLost  # noqa: PLC0415 - not there in all of them

    return (PowerLost("kantor", "ups", APRIL + DAY, APRIL + DAY, 90, 80),)


def _suggested() -> tuple[Fact, ...]:
    from pantau.facts.causes import CauseFacts, CauseSuggested  # noqa: PLC0415 - as above
    from pantau.facts.words import Cause  # noqa: PLC0415 - as above

    return (CauseSuggested("O4", "kantor", Cause.UNKNOWN, (), CauseFacts(), ended=True),)


def _degraded() -> tuple[Fact, ...]:
    from pantau.facts.degraded import DegradedOpened, Shortfall  # noqa: PLC0415 - as above
    from pantau.facts.words import DegradedReason  # noqa: PLC0415 - as above

    seen = Shortfall(DegradedReason.LOSS, 0.05, 0.02, 0.01, 300, 25)
    return (DegradedOpened("kantor", APRIL + DAY, (seen,)),)


def _imported() -> tuple[Fact, ...]:
    from pantau.facts.journal import Imported, ImportedOutage  # noqa: PLC0415 - as above

    begin = APRIL - 3 * DAY
    outage = ImportedOutage("sekolah", begin + HOUR, begin + 2 * HOUR, "power", "T-1")
    return (Imported("maret.csv", "ab" * 32, begin, APRIL, ("sekolah",), (outage,), ()),)


def _pack(store: Store) -> None:
    """In the way of then: there was none, then a method of the store, then the keeper."""
    upto, at = DOWN + 2 * DAY, APRIL + 2 * DAY
    try:
        from pantau.store import Keeper  # noqa: PLC0415 - as above
    except ImportError:
        ways: list[Callable[[], object]] = [
            lambda: store.seal_one_day(upto, at=at, **WHO),  # type: ignore[attr-defined] # of then
            lambda: store.seal_one_day(upto),  # type: ignore[attr-defined] # of then
        ]
        for way in ways:
            try:
                way()
            except (AttributeError, TypeError):
                continue
            return
        sys.stdout.write("not then: packing\n")
        return
    with Keeper(store, **WHO) as keeper:
        keeper.seal_one_day(upto, at=at)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
