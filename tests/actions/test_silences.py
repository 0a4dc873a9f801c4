"""Silences: by whom, how wide, until when; no figure hangs on them."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from pantau.actions.acting import Refused
from pantau.actions.scope import Scope, everywhere
from pantau.actions.silences import Hush, end_silence, set_silence
from pantau.facts.instant import DAY, HOUR
from pantau.facts.kinds import EntryKind
from pantau.facts.measured import Interval
from pantau.facts.telling import AlertKind
from pantau.store import Store
from tests.actions.acts import BUDI, GUEST, NOW, RINA, TELKOM, TOWN, october
from tests.sla.build import inventory, site

DKISP = Scope(("opd-dkisp",), "opd-dkisp")
TWO_HOURS = Interval(NOW, NOW + 2 * HOUR)
HUSH = Hush(DKISP, TWO_HOURS, (AlertKind.SITE_DOWN, AlertKind.FLAPPING, AlertKind.SITE_DOWN))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with october(tmp_path) as opened:
        yield opened


def silences(store: Store) -> list:
    with store.view() as view:
        return view.silences(0, 2**62)


def test_a_technician_silences_some_sites_for_a_while_and_ends_it(store: Store) -> None:
    facts = store.ledger_facts(0, NOW)
    assert set_silence(store, RINA, TOWN, HUSH, " ganti ONT ") == "S2"
    (found,) = silences(store)
    assert found.kinds == (AlertKind.SITE_DOWN, AlertKind.FLAPPING)
    assert (found.begin, found.end, found.sites) == (NOW, NOW + 2 * HOUR, ("opd-dkisp",))
    assert found.made.data()["reason"] == "ganti ONT"
    later = replace(BUDI, at=NOW + HOUR)
    assert end_silence(store, later, "S2", "selesai") == "S2"
    assert [each.until for each in silences(store)] == [NOW + HOUR]
    assert store.ledger_facts(0, NOW) == facts


def test_a_silence_begins_now_at_the_earliest(store: Store) -> None:
    early = Hush(DKISP, Interval(NOW - 20 * DAY, NOW + HOUR))
    assert set_silence(store, RINA, TOWN, early, "uji") == "S2"
    assert [(each.begin, each.end) for each in silences(store)] == [(NOW, NOW + HOUR)]


@pytest.mark.parametrize(
    ("hush", "why"),
    [
        (Hush(everywhere(TOWN), TWO_HOURS), "a silence of all sites is not for"),
        (Hush(Scope(everywhere(TOWN).sites, "kecamatan Kuaro"), TWO_HOURS), "of all sites"),
        (Hush(DKISP, Interval(NOW, NOW + 7 * DAY + 1)), "of more than 7 days is not for"),
    ],
)
def test_much_silence_is_a_managers(store: Store, hush: Hush, why: str) -> None:
    refused = set_silence(store, RINA, TOWN, hush, "uji")
    assert isinstance(refused, Refused)
    assert why in refused.message
    assert "manager, admin" in refused.message
    assert silences(store) == []
    assert set_silence(store, BUDI, TOWN, hush, "uji") == "S2"
    assert [each.all_sites for each in silences(store)] == [hush.scope.all_sites]


def test_a_week_is_not_too_long_and_an_only_site_is_not_all(store: Store) -> None:
    week = Hush(DKISP, Interval(NOW, NOW + 7 * DAY))
    assert set_silence(store, RINA, inventory(site("opd-dkisp")), week, "uji") == "S2"


@pytest.mark.parametrize("actor", [GUEST, TELKOM])
def test_guests_and_the_provider_silence_nothing(store: Store, actor) -> None:
    assert isinstance(set_silence(store, actor, TOWN, HUSH, "uji"), Refused)
    set_silence(store, RINA, TOWN, HUSH, "uji")
    assert isinstance(end_silence(store, actor, "S2", "uji"), Refused)


def test_what_cannot_be_silenced_or_ended_is_refused(store: Store) -> None:
    past = Hush(DKISP, Interval(NOW - DAY, NOW))
    assert isinstance(set_silence(store, RINA, TOWN, past, "uji"), Refused)
    assert isinstance(set_silence(store, RINA, TOWN, HUSH, " "), Refused)
    assert store.entries(kinds=[EntryKind.SILENCE_SET]) == []
    set_silence(store, RINA, TOWN, HUSH, "uji")
    assert isinstance(end_silence(store, RINA, "S9", "uji"), Refused)
    over = end_silence(store, replace(RINA, at=NOW + 2 * HOUR), "S2", "uji")
    assert isinstance(over, Refused)
    assert "over already" in over.message
    end_silence(store, RINA, "S2", "uji")
    again = end_silence(store, BUDI, "S2", "uji")
    assert isinstance(again, Refused)
    assert "ended already, by Rina" in again.message
