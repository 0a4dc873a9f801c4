"""A provider's list is kept once, compared, and can be taken back; it never changes a figure."""

from dataclasses import replace
from pathlib import Path

import pytest

from pantau.actions.acting import Refused
from pantau.actions.months import close_month, judged
from pantau.actions.provider.cells import Zone
from pantau.actions.provider.lists import (
    keep_provider_list,
    provider_of,
    reconciled,
    revoke_provider_list,
)
from pantau.actions.provider.rows import Asked, read_provider_list
from pantau.facts.dealings import ProviderListed
from pantau.facts.kinds import EntryKind
from pantau.inventory.contracts import Contract
from pantau.sla import month_window
from pantau.sla.reconcile.differences import Kind
from pantau.store import Store, verify
from tests.actions.acts import BUDI, GUEST, NOW, RINA, TOWN, october

LIST = b"site,mulai,selesai\nopd-dkisp,2026-10-05 07:00,2026-10-05 17:00\n"
RECAP = b"site,sla\nopd-dkisp,99.9\n"


def read(data: bytes) -> ProviderListed:
    asked = Asked(month_window("2026-10", TOWN.timezone), Zone.WIB, "Telkom")
    found = read_provider_list(data, "t.csv", TOWN, asked, BUDI.role)
    assert isinstance(found, ProviderListed)
    return found


def kept(store: Store, data: bytes = LIST) -> str:
    found = keep_provider_list(store, RINA, read(data), data)
    assert isinstance(found, str)
    return found


def refusal(outcome: object) -> str:
    assert isinstance(outcome, Refused)
    return outcome.message


def test_a_list_is_compared_and_its_file_is_kept(tmp_path: Path) -> None:
    with october(tmp_path) as store:
        before = judged(store, TOWN, "2026-10", NOW)
        assert kept(store) == "L2"
        assert store.kept(read(LIST).digest) == LIST
        found = reconciled(store, TOWN, "2026-10", NOW, 60).accounts[0]
        # The same ten hours, WIB read as WIB: only the other site's two are missing.
        assert [(each.kind, each.site) for each in found.differences] == [
            (Kind.MISSING_THERE, "desa-samurangau")
        ]
        assert judged(store, TOWN, "2026-10", NOW) == before


def test_verify_misses_the_file_of_a_list_that_was_changed_or_is_gone(tmp_path: Path) -> None:
    with october(tmp_path) as store:
        kept(store)
    assert verify(tmp_path / "data").faults == ()
    file = tmp_path / "data" / "kept" / read(LIST).digest
    file.chmod(0o600)
    for damage in (lambda: file.write_bytes(b"another list"), file.unlink):
        damage()
        (fault,) = verify(tmp_path / "data").faults
        assert "t.csv" in str(fault)


def test_one_list_and_one_recap_count_for_a_month_until_the_first_is_revoked(
    tmp_path: Path,
) -> None:
    with october(tmp_path) as store:
        assert kept(store) == "L2"
        assert kept(store, RECAP) == "L3"
        again = refusal(keep_provider_list(store, RINA, read(LIST), LIST))
        assert "a list of outages of Telkom for this month is there as L2" in again
        assert "a recap of" in refusal(keep_provider_list(store, RINA, read(RECAP), RECAP))
        assert revoke_provider_list(store, BUDI, "L2", "salah berkas") == "L2"
        assert kept(store) == "L5"
        accounts = reconciled(store, TOWN, "2026-10", NOW, 60).accounts
        assert [each.account.id for each in accounts] == ["L3", "L5"]


def test_another_provider_has_a_list_of_its_own(tmp_path: Path) -> None:
    with october(tmp_path) as store:
        kept(store)
        other = replace(read(LIST), provider="Icon+")
        assert keep_provider_list(store, RINA, other, LIST) == "L3"


def test_who_may_not_is_refused_and_what_is_not_there_cannot_be_revoked(tmp_path: Path) -> None:
    with october(tmp_path) as store:
        assert "may not" in refusal(keep_provider_list(store, GUEST, read(LIST), LIST))
        kept(store)
        assert "may not" in refusal(revoke_provider_list(store, RINA, "L2", "x"))
        assert "not known" in refusal(revoke_provider_list(store, BUDI, "L9", "x"))
        assert "empty" in refusal(revoke_provider_list(store, BUDI, "L2", " "))
        revoke_provider_list(store, BUDI, "L2", "x")
        assert "already" in refusal(revoke_provider_list(store, BUDI, "L2", "x"))
        with store.view() as view:
            assert len(view.entries([EntryKind.PROVIDER_LIST_REVOKED])) == 1


def test_a_closed_month_is_compared_as_it_was_closed(tmp_path: Path) -> None:
    with october(tmp_path) as store:
        assert not isinstance(close_month(store, BUDI, TOWN, "2026-10"), Refused)
        kept(store)
        found = reconciled(store, TOWN, "2026-10", NOW, 60)
        assert found.billings[0].credit == judged(store, TOWN, "2026-10", NOW).result.total.credit


def contract(provider: str) -> Contract:
    day = TOWN.sites[0].terms[0]
    return Contract("c", provider, "1", day.start, day.start, day.policy, {})


@pytest.mark.parametrize(
    ("name", "found"), [(None, "Telkom"), ("telkom", "Telkom"), (" TELKOM ", "Telkom")]
)
def test_the_only_provider_need_not_be_named(name: str | None, found: str) -> None:
    town = replace(TOWN, contracts={"a": contract("Telkom"), "b": contract("Telkom")})
    assert provider_of(town, name) == found


def test_of_several_providers_one_must_be_named() -> None:
    town = replace(TOWN, contracts={"a": contract("Telkom"), "b": contract("Icon+")})
    assert "name one: Telkom, Icon+" in refusal(provider_of(town, None))
    assert "did you mean 'Telkom'?" in refusal(provider_of(town, "Telcom"))
