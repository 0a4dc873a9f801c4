"""What further probes answered last: ``probes.sqlite``, beside the journal and apart from it.

No figure is made of it. Were it lost, it would fill by itself within one turn of the probes.
"""

import json
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any

from pantau.facts.probed import LastAnswer
from pantau.facts.words import ProbeOutcome
from pantau.language import to_say
from pantau.store.beside import Refilled
from pantau.store.connection import rows
from pantau.store.errors import StoreMissing

PROBES = "probes.sqlite"
_PUT = (
    "INSERT INTO answer VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (site, probe) DO UPDATE SET"
    " kind = excluded.kind, at = excluded.at, rtt_us = excluded.rtt_us, details = excluded.details,"
    " since = CASE WHEN outcome = excluded.outcome THEN since ELSE excluded.since END,"
    " certificate_ends_at = CASE WHEN excluded.certificate_ends_at IS NULL"
    " AND excluded.outcome <> 'answered' THEN certificate_ends_at"
    " ELSE excluded.certificate_ends_at END,"
    " outcome = excluded.outcome"
)


class Probes(Refilled):
    """The last answers of one data directory; may be shared by threads.

    Any operation may raise StoreBusy, StoreUnwritable or StoreDamaged; it is then as if not begun.
    """

    NAME = PROBES
    SCHEMA = "probes"
    MISSING = to_say("{path} does not exist: no further probe was asked here yet")
    # A power cut may take the last answers: they come again.
    SYNCHRONOUS = "NORMAL"

    def write(self, answers: Sequence[LastAnswer]) -> None:
        """Put them in the place of what was known; ``since`` stays where the outcome does.

        So does the end of a certificate, until it is answered without one.
        """
        with self._writing() as db:
            db.executemany(_PUT, [_row(each) for each in answers])

    def keep_only(self, asked: Collection[tuple[str, str]]) -> None:
        """Forget the answers of all others than these (site, probe)."""
        with self._writing() as db:
            known = {(site, probe) for site, probe in rows(db, "SELECT site, probe FROM answer")}
            gone = sorted(known - set(asked))
            db.executemany("DELETE FROM answer WHERE site = ? AND probe = ?", gone)

    def answers(self, site: str | None = None) -> tuple[LastAnswer, ...]:
        """By site and probe, of all sites or of one."""
        with self._reading() as db:
            found = rows(
                db,
                "SELECT site, probe, kind, at, outcome, since, rtt_us, details,"
                " certificate_ends_at FROM answer"
                " WHERE ?1 IS NULL OR site = ?1 ORDER BY site, probe",
                (site,),
            )
            return tuple(map(_answer, found))


def last_answers(data: Path, site: str | None = None) -> tuple[LastAnswer, ...]:
    """The last answers in a data directory, none where no probe was ever asked.

    Raises StoreError.
    """
    try:
        with Probes.open(data, readonly=True, busy_ms=500) as probes:
            return probes.answers(site)
    except StoreMissing:
        return ()


def _row(answer: LastAnswer) -> tuple[Any, ...]:
    return (
        answer.site,
        answer.probe,
        answer.kind,
        answer.at,
        answer.outcome.value,
        answer.since,
        answer.rtt_us,
        json.dumps(dict(answer.details), sort_keys=True),
        answer.certificate_ends_at,
    )


def _answer(found: tuple[Any, ...]) -> LastAnswer:
    site, probe, kind, at, outcome, since, rtt_us, details, ends_at = found
    known = dict(json.loads(details))
    return LastAnswer(site, probe, kind, at, ProbeOutcome(outcome), since, rtt_us, known, ends_at)
