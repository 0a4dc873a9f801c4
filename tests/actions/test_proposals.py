"""Exclusions and voids: four eyes, and figures that follow at once."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from pantau.actions.acting import Refused
from pantau.actions.months import judged
from pantau.actions.proposals import decide, propose_exclusion, propose_void
from pantau.actions.remarks import keep_evidence
from pantau.actions.scope import Scope
from pantau.facts.people import EvidenceFile
from pantau.facts.words import Decision, ExclusionCategory, Role, Standing
from pantau.store import Store, verify
from tests.actions.acts import BUDI, GUEST, NOW, RINA, TELKOM, TOWN, message, october, strict
from tests.sla.build import interval

DKISP = Scope(("opd-dkisp",), "opd-dkisp")
MORNING = interval("2026-10-05T07:00", "2026-10-05T12:00")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with october(tmp_path) as opened:
        yield opened


def propose(store: Store, who=RINA, span=MORNING, reason="PLN padam", scope=DKISP) -> str:
    made = propose_exclusion(store, who, scope, span, ExclusionCategory.POWER, reason)
    assert isinstance(made, str), made
    return made


def seconds(store: Store) -> tuple[int, int, int, int]:
    row = judged(store, TOWN, "2026-10", NOW).result.sites[0]
    return row.up_seconds, row.down_seconds, row.excluded_seconds, row.unknown_seconds


WHOLE = 31 * 86400
UNTOUCHED = (WHOLE - 36000, 36000, 0, 0)


def test_only_an_approved_exclusion_changes_a_figure(store: Store) -> None:
    made = propose(store)
    assert seconds(store) == UNTOUCHED
    assert decide(store, BUDI, TOWN, made, Decision.APPROVED) == made
    # From 07:00, an hour before it went down, to 12:00.
    assert seconds(store) == (WHOLE - 36000 - 3600, 36000 - 4 * 3600, 5 * 3600, 0)


def test_approved_and_revoked_is_as_if_it_had_never_been(store: Store) -> None:
    before = judged(store, TOWN, "2026-10", NOW)
    made = propose(store)
    decide(store, BUDI, TOWN, made, Decision.APPROVED)
    assert decide(store, BUDI, TOWN, made, Decision.REVOKED, "salah tanggal") == made
    assert judged(store, TOWN, "2026-10", NOW) == before


def test_a_rejected_exclusion_leaves_all_as_it_was(store: Store) -> None:
    made = propose(store)
    decide(store, BUDI, TOWN, made, Decision.REJECTED, "tidak ada bukti")
    assert seconds(store) == UNTOUCHED
    refused = decide(store, BUDI, TOWN, made, Decision.APPROVED)
    assert isinstance(refused, Refused)
    assert "is rejected" in refused.message


@pytest.mark.parametrize("name", ["Rina", "rina ", " RINA"])
def test_nobody_approves_what_they_proposed(store: Store, name: str) -> None:
    made = propose(store)
    herself = replace(RINA, name=name, role=Role.MANAGER, via="rina@elsewhere")
    refused = decide(store, herself, TOWN, made, Decision.APPROVED)
    assert isinstance(refused, Refused)
    assert "four eyes" in refused.message
    assert seconds(store) == UNTOUCHED


def test_strict_four_eyes_want_another_way_too(store: Store) -> None:
    made = propose(store)
    same_desk = replace(BUDI, via=RINA.via)
    refused = decide(store, same_desk, strict(), made, Decision.APPROVED)
    assert isinstance(refused, Refused)
    assert "strict" in refused.message
    assert decide(store, BUDI, strict(), made, Decision.APPROVED) == made


def test_named_four_eyes_are_content_with_another_name(store: Store) -> None:
    made = propose(store)
    assert decide(store, replace(BUDI, via=RINA.via), TOWN, made, Decision.APPROVED) == made


@pytest.mark.parametrize("who", [GUEST, TELKOM])
def test_who_may_only_look_or_object_proposes_nothing(store: Store, who) -> None:
    refused = propose_exclusion(store, who, DKISP, MORNING, ExclusionCategory.POWER, "x")
    assert isinstance(refused, Refused)
    assert f"'{who.role}'" in refused.message


def test_a_technician_decides_nothing(store: Store) -> None:
    made = propose(store)
    other = replace(RINA, name="Sari", via="sari@noc")
    assert isinstance(decide(store, other, TOWN, made, Decision.APPROVED), Refused)


def test_the_same_exclusion_is_proposed_once(store: Store) -> None:
    made = propose(store)
    again = propose_exclusion(store, BUDI, DKISP, MORNING, ExclusionCategory.POWER, "lagi")
    assert message(again) == f"{made} says the same already (proposed)"
    decide(store, BUDI, TOWN, made, Decision.REJECTED, "belum ada bukti")
    assert propose(store) != made


def test_reasons_are_wanted(store: Store) -> None:
    empty = propose_exclusion(store, RINA, DKISP, MORNING, ExclusionCategory.POWER, " ")
    assert message(empty) == "reason is empty; write it"
    made = propose(store)
    assert isinstance(decide(store, BUDI, TOWN, made, Decision.REJECTED), Refused)


def test_an_unknown_id_is_told(store: Store) -> None:
    refused = decide(store, BUDI, TOWN, "X99", Decision.APPROVED)
    assert message(refused) == "exclusion 'X99' is not known; the lists show the ids"


def test_a_voided_outage_leaves_unknown_time_and_not_up(store: Store) -> None:
    made = propose_void(store, RINA, "O1-1", "firewall kami sendiri")
    assert isinstance(made, str)
    assert seconds(store) == UNTOUCHED
    decide(store, BUDI, TOWN, made, Decision.APPROVED)
    assert seconds(store) == (WHOLE - 36000, 0, 0, 36000)
    assert [each.id for each in store.outages(0, NOW)] == ["O1-2"]
    assert store.outage("O1-1") is not None
    decide(store, BUDI, TOWN, made, Decision.REVOKED, "ternyata benar")
    assert seconds(store) == UNTOUCHED


def test_a_void_is_proposed_once_and_of_known_outages(store: Store) -> None:
    made = propose_void(store, RINA, "O1-1", "alamat salah")
    again = propose_void(store, BUDI, "O1-1", "lagi")
    assert message(again) == f"{made} says so already (proposed)"
    assert isinstance(propose_void(store, RINA, "O77", "x"), Refused)


def test_evidence_is_kept_and_a_changed_file_is_found(store: Store, tmp_path: Path) -> None:
    kept = keep_evidence(store, "surat-pln.pdf", b"%PDF surat")
    assert isinstance(kept, EvidenceFile)
    propose_exclusion(store, RINA, DKISP, MORNING, ExclusionCategory.POWER, "PLN", kept)
    assert store.kept(kept.digest) == b"%PDF surat"
    assert verify(tmp_path / "data").faults == ()
    (tmp_path / "data" / "kept" / kept.digest).write_bytes(b"%PDF lain")
    (fault,) = verify(tmp_path / "data").faults
    assert "surat-pln.pdf" in fault.text
    assert "is not what was kept" in fault.text
    (tmp_path / "data" / "kept" / kept.digest).unlink()
    (fault,) = verify(tmp_path / "data").faults
    assert "is missing" in fault.text


@pytest.mark.parametrize(("name", "content"), [("a.pdf", b""), ("a\x00.pdf", b"x"), ("", b"x")])
def test_what_is_no_evidence_is_refused(store: Store, name: str, content: bytes) -> None:
    assert isinstance(keep_evidence(store, name, content), Refused)


def test_tables_can_be_made_anew_from_the_journal(store: Store, tmp_path: Path) -> None:
    made = propose(store)
    decide(store, BUDI, TOWN, made, Decision.APPROVED)
    void = propose_void(store, RINA, "O1-1", "alamat salah")
    assert isinstance(void, str)
    decide(store, BUDI, TOWN, void, Decision.APPROVED)
    before = judged(store, TOWN, "2026-10", NOW)
    store.rebuild_projections()
    assert judged(store, TOWN, "2026-10", NOW) == before
    with store.view() as view:
        found = view.proposal(made)
    assert found is not None
    assert (found.standing, found.proposed.author) == (Standing.APPROVED, "Rina")
    assert verify(tmp_path / "data").faults == ()
