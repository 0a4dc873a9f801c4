"""A pack full of what people did: each fact is held against the entry that tells of it."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pantau.actions.dealings import Objectionable, answer_objection, object_to
from pantau.actions.proposals import decide, propose_exclusion, propose_void
from pantau.actions.remarks import announce_maintenance, cancel_maintenance, keep_evidence, note
from pantau.actions.scope import Scope
from pantau.facts.causes import CauseFacts, CauseSuggested
from pantau.facts.device_entries import DeviceRestarted, PowerBack, PowerLost
from pantau.facts.instant import to_iso
from pantau.facts.journal import WatchClosed, WatchSites
from pantau.facts.people import EvidenceFile
from pantau.facts.words import Cause, Decision, ExclusionCategory, Role, Settlement, WatchEnd
from pantau.reports.pack import check_pack
from pantau.store import Store
from tests.actions import history
from tests.actions.history import BUDI, NOW, RINA, town, watch_october
from tests.cli.story import commit, watching
from tests.reports.packs import Members, made, members, packed, run, unpacked
from tests.reports.packs import with_right_digests as hidden
from tests.sla.build import at, interval

TELKOM = replace(BUDI, name="Telkom", via="web:9", role=Role.PROVIDER)
A = Scope(("a",), "a")


def act(store: Store) -> None:
    """October: watched by an import; b by ourselves too, until it was taken out of the run."""
    begin = at("2026-10-02T00:00")
    number = watching(store, begin, "b", "c")
    leaving = WatchSites(number, {}, {"c": at("2026-10-20T00:00")})
    commit(store, number, at("2026-10-20T00:00"), leaving)
    end = at("2026-10-25T00:00")
    commit(store, number, end, WatchClosed(number, end, WatchEnd.STOPPED))
    watching(store, at("2026-11-24T00:00"), "b")
    watch_october(store)
    (first,) = store.outages(at("2026-10-01"), at("2026-11-01"), "a")
    photo = keep_evidence(store, "foto.jpg", b"a picture")
    assert isinstance(photo, EvidenceFile)
    morning = interval("2026-10-05T08:00", "2026-10-05T10:00")
    for span, decision in (
        (morning, Decision.APPROVED),
        (interval("2026-10-06T08:00", "2026-10-06T10:00"), Decision.REJECTED),
    ):
        name = propose_exclusion(store, RINA, A, span, ExclusionCategory.POWER, "PLN", photo)
        assert isinstance(name, str)
        assert decide(store, BUDI, town(), name, decision, "periksa") == name
    (other,) = store.outages(at("2026-10-01"), at("2026-11-01"), "c")
    void = propose_void(store, RINA, other.id, "alamat salah", photo)
    assert isinstance(void, str)
    assert decide(store, BUDI, town(), void, Decision.APPROVED) == void
    # Work of the next month, which the pack's facts reach into.
    later = interval("2026-11-28T08:00", "2026-11-28T10:00")
    work = announce_maintenance(store, RINA, A, later, "ganti kabel")
    assert isinstance(work, str)
    assert cancel_maintenance(store, RINA, work, "hujan") == work
    objection = object_to(store, TELKOM, town(), Objectionable("2026-10", "a"), "PLN", photo)
    assert isinstance(objection, str), objection
    settled = answer_objection(store, BUDI, objection, Settlement.REJECTED, "lihat foto")
    assert isinstance(settled, str), settled
    assert isinstance(note(store, RINA, first.id, "catatan", evidence=photo), str)
    began = first.started_at
    store.record(
        [
            CauseSuggested(first.id, first.site, Cause.POWER, (), CauseFacts(), ended=True),
            DeviceRestarted(first.site, "snmp", began, began + 1, began - 1, 9),
            PowerLost(first.site, "snmp", began, began),
            PowerBack(first.site, "snmp", began + 1),
            PowerLost("elsewhere", "snmp", began, began),
        ],
        at=NOW,
        author="collector",
        via="test",
    )


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Members]:
    with history.opened(tmp_path_factory.mktemp("october")) as store:
        act(store)
        yield members(made(store, town(), "2026-10", NOW))


def test_it_is_sound(sound: Members, tmp_path: Path) -> None:
    assert run(unpacked(sound, tmp_path / "un"))[0] == 0
    assert check_pack(packed(sound, tmp_path / "pack.zip")).findings == ()


def test_what_people_did_is_in_the_extract(sound: Members) -> None:
    lines = [json.loads(line) for line in sound["journal.jsonl"].splitlines()]
    kinds = {line["kind"] for line in lines if "kind" in line}
    assert kinds == {
        *("watch_opened", "watch_sites", "watch_closed", "imported", "exclusion_proposed"),
        *("void_proposed", "decided", "maintenance_announced", "maintenance_cancelled"),
        *("objected", "objection_answered"),
        *("cause_suggested", "device_restarted", "power_lost", "power_back"),
    }
    assert sum(line.get("kind") == "power_lost" for line in lines) == 1
    exclusions = json.loads(sound["exclusions.json"])
    assert [each["standing"] for each in exclusions["not_counting"]] == ["rejected"]
    (file,) = json.loads(sound["evidence.json"])
    told = sorted(each["kind"] for each in file["named_by"])
    assert told == ["exclusion_proposed"] * 2 + ["noted", "objected", "void_proposed"]


def earlier(form: Any, *path: str | int) -> None:
    """A time in the form, an hour earlier."""
    *before, last = path
    for step in before:
        form = form[step]
    moved = at(form[last]) - 3_600_000_000
    form[last] = to_iso(moved)


def given(form: Any, key: str, value: object) -> None:
    form[key] = value


FORGERIES: list[tuple[str, Callable[[Any], None], str]] = [
    ("outages.json", lambda f: earlier(f, 0, "started_at"), "is not what the journal says"),
    ("watched.json", lambda f: earlier(f, "imported", 0, "to"), "is not what the journal says of"),
    ("watched.json", lambda f: earlier(f, "watched", "c", 0, 1), "the watched time of c is not"),
    ("watched.json", lambda f: f["watched"].pop("b"), "the watched time of b is not"),
    ("exclusions.json", lambda f: earlier(f, "approved", 0, "to"), "is not what the journal appr"),
    (
        "exclusions.json",
        lambda f: f["approved"].append(f["not_counting"].pop()),
        "is not what the journal approved",
    ),
    ("voids.json", lambda f: given(f[0], "void", "V1"), "was not approved"),
    ("voids.json", lambda f: given(f[0], "id", "O99-1"), "is not what the journal says"),
]


@pytest.mark.parametrize(("name", "forge", "words"), FORGERIES)
def test_a_fact_that_no_entry_tells_is_found(
    sound: Members, name: str, forge: Callable[[Any], None], words: str, tmp_path: Path
) -> None:
    form = json.loads(sound[name])
    forge(form)
    found = hidden({**sound, name: json.dumps(form).encode()})
    code, lines = run(unpacked(found, tmp_path / "un"))
    assert code == 1
    assert any(line.startswith("facts: ") and words in line for line in lines), lines
    checked = check_pack(packed(found, tmp_path / "pack.zip"))
    assert any(each.reason == "facts" and words in each.text for each in checked.findings)
