from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from pantau.actions import (
    Actor,
    GapRows,
    OutageRows,
    Refused,
    import_gaps,
    import_outages,
    read_gaps_csv,
    read_observed,
    read_outages_csv,
    revoke_import,
)
from pantau.facts.kinds import EntryKind
from pantau.facts.words import Role
from pantau.sla import facts_window, judge_month
from pantau.store import Store, verify
from tests.actions.acts import message
from tests.sla.build import WITA, at, inventory, site

NOW = at("2026-11-02")
SITES = inventory(site("opd-dkisp"), site("desa-samurangau"))
CSV = "site,started_at,ended_at,cause\nopd-dkisp,2026-10-05T08:00,2026-10-05T10:00,line\n"
BY = Actor("Rina", "rina@noc", Role.MANAGER, NOW)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "data") as opened:
        yield opened


def outage_rows(text: str = CSV, begin: str = "2026-10-01", sites: str | None = None) -> OutageRows:
    observed = read_observed(SITES, begin, "2026-11-01", NOW, sites)
    assert not isinstance(observed, list)
    rows = read_outages_csv(text.encode(), "telkom.csv", SITES, observed)
    assert isinstance(rows, OutageRows)
    return rows


def gap_rows(text: str = "site,started_at,ended_at\n*,2026-10-05T09:00,2026-10-05T09:30\n"):
    rows = read_gaps_csv(text.encode(), "gaps.csv", SITES, NOW)
    assert isinstance(rows, GapRows)
    return rows


def october(store: Store) -> list[tuple[str, int, int]]:
    window = facts_window("2026-10", WITA)
    known = store.ledger_facts(window.begin, window.end)
    result = judge_month(SITES, known, "2026-10", NOW)
    return [(row.site, row.down_seconds, row.unknown_seconds) for row in result.sites]


def test_an_import_is_one_entry_and_the_month_follows(store: Store, tmp_path: Path) -> None:
    imported = import_outages(store, BY, outage_rows())
    (entry,) = store.entries(kinds=[EntryKind.IMPORTED])
    assert imported == f"I{entry.seq}"
    assert (entry.author, entry.via, entry.at, entry.subject) == (
        "Rina",
        "rina@noc",
        NOW,
        "telkom.csv",
    )
    assert october(store) == [("opd-dkisp", 7200, 0), ("desa-samurangau", 0, 0)]
    assert verify(tmp_path / "data").faults == ()


def test_an_imported_gap_is_unknown_inside_watched_time(store: Store) -> None:
    import_outages(store, BY, outage_rows())
    assert import_gaps(store, BY, gap_rows()) == "I2"
    assert october(store) == [("opd-dkisp", 5400, 1800), ("desa-samurangau", 0, 1800)]


def test_the_same_file_and_span_are_refused_with_the_id_of_the_first(store: Store) -> None:
    first = import_outages(store, BY, outage_rows())
    again = import_outages(store, BY, outage_rows())
    assert isinstance(again, Refused)
    assert again.import_id == first
    said = f"telkom.csv was imported before as {first}; revoke {first} to import it again"
    assert again.message == said
    gaps = import_gaps(store, BY, gap_rows())
    assert isinstance(import_gaps(store, BY, gap_rows()), Refused)
    assert [first, gaps] == [f"I{e.seq}" for e in store.entries(kinds=[EntryKind.IMPORTED])]


def test_another_span_other_bytes_or_other_sites_are_another_import(store: Store) -> None:
    assert import_outages(store, BY, outage_rows(sites="opd-dkisp")) == "I1"
    assert import_outages(store, BY, outage_rows(begin="2026-10-02")) == "I2"
    assert import_outages(store, BY, outage_rows(CSV + "\n")) == "I3"
    empty = "site,started_at,ended_at\n"
    assert import_outages(store, BY, outage_rows(empty, sites="opd-dkisp")) == "I4"
    assert import_outages(store, BY, outage_rows(empty, sites="desa-samurangau")) == "I5"
    assert isinstance(import_outages(store, BY, outage_rows(empty)), Refused)


def test_a_revoked_import_is_as_if_it_had_never_been(store: Store) -> None:
    before = october(store)
    imported = import_outages(store, BY, outage_rows())
    assert imported == "I1"
    assert revoke_import(store, BY, "I1", " wrong month ") == "I1"
    assert october(store) == before
    (entry,) = store.entries(kinds=[EntryKind.IMPORT_REVOKED])
    assert entry.data() == {"import_id": "I1", "reason": "wrong month"}
    assert import_outages(store, BY, outage_rows()) == "I3"


def test_only_an_import_that_holds_can_be_revoked(store: Store) -> None:
    refused = message(revoke_import(store, BY, "I1", "wrong"))
    assert refused == "import 'I1' is not known; the journal holds no such import"
    import_outages(store, BY, outage_rows())
    refused = message(revoke_import(store, BY, "I11", "wrong"))
    assert refused == "import 'I11' is not known, did you mean 'I1'?"
    revoke_import(store, BY, "I1", "wrong")
    twice = revoke_import(store, BY, "I1", "wrong")
    assert message(twice) == "import I1 has been revoked already"
    assert isinstance(twice, Refused)
    assert twice.import_id == "I1"


@pytest.mark.parametrize(
    ("reason", "author", "message"),
    [
        (" ", "Rina", "reason is empty; write it"),
        ("wrong", "", "author is empty; write it"),
        ("wrong\x1b[2J", "Rina", "reason 'wrong\\x1b[2J' holds the control character U+001B"),
    ],
)
def test_a_revocation_needs_a_reason_and_a_name(
    store: Store, reason: str, author: str, message: str
) -> None:
    import_outages(store, BY, outage_rows())
    refused = revoke_import(store, replace(BY, name=author), "I1", reason)
    assert isinstance(refused, Refused)
    assert refused.message.startswith(message)
    assert store.head()[0] == 1


def test_an_import_without_an_author_is_refused(store: Store) -> None:
    refused = import_outages(store, replace(BY, name=" "), outage_rows())
    assert message(refused) == "author is empty; write it"
    assert store.head()[0] == 0
