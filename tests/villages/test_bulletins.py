"""News for the villages: what is told, in which words, and what never is."""

from dataclasses import replace

import pytest

from pantau.facts.instant import DAY, HOUR, MINUTE
from pantau.facts.journal import Entry, to_payload
from pantau.facts.kinds import EntryKind
from pantau.facts.measured import Outage
from pantau.facts.people import MaintenanceAnnounced, MaintenanceCancelled
from pantau.facts.said import Maintenance
from pantau.facts.words import Role
from pantau.villages.bulletins import Bulletin, BulletinKind, bulletins, text, title, within
from tests.sla.build import at, inventory, site

NOW = at("2026-11-26T12:00")
LOLO = "64.01.05.2002"
TOWN = inventory(
    replace(site("desa-lolo"), name="Kantor Desa Lolo", desa=LOLO),
    replace(site("sdn-1"), name="SDN 001"),
    replace(site("pkm"), name="Puskesmas Kerang", kecamatan="Batu Engau"),
    *(replace(site(f"s-{n}"), name=f"Sekolah {n}", kecamatan="Long Ikis") for n in range(7)),
)


def entry(fact: MaintenanceAnnounced | MaintenanceCancelled, when: int, seq: int) -> Entry:
    return Entry(seq, when, "Rahasia", "x", fact.KIND, fact.subject, to_payload(fact), b"", b"")


def work(
    begin: str, end: str, *sites: str, told: int = NOW - HOUR, off: int | None = None
) -> Maintenance:
    fact = MaintenanceAnnounced(
        at(begin), at(end), sites, "hub rahasia", "alasan rahasia", Role.MANAGER
    )
    gone = None
    if off is not None:
        gone = entry(MaintenanceCancelled("M7", "alasan rahasia", Role.MANAGER), off, 8)
    assert fact.KIND is EntryKind.MAINTENANCE_ANNOUNCED
    return Maintenance("M7", entry(fact, told, 7), gone)


def outage(name: str, begin: str, end: str | None, id: str = "O1") -> Outage:
    return Outage(id, name, at(begin), None if end is None else at(end))


def told(*outages: Outage, works: tuple[Maintenance, ...] = ()) -> tuple[Bulletin, ...]:
    return bulletins(TOWN, works, outages, NOW - 7 * DAY, NOW)


def test_an_outage_is_told_and_then_that_it_is_over() -> None:
    [open_one] = told(outage("desa-lolo", "2026-11-26T09:19", None))
    assert (open_one.id, open_one.kind, open_one.end) == ("O1:outage", BulletinKind.OUTAGE, None)
    assert text(open_one, TOWN, "id") == (
        "*GANGGUAN INTERNET*\n"
        "Internet di Kantor Desa Lolo (Kecamatan Kuaro) terputus sejak Kamis, 26 November 2026 "
        "pukul 09.19 WITA. Kabar berikutnya kami sampaikan setelah pulih."
    )
    over, still_there = told(outage("desa-lolo", "2026-11-26T09:19", "2026-11-26T10:49"))
    assert (over.id, still_there.id) == ("O1:recovered", "O1:outage")
    assert text(over, TOWN, "id") == (
        "*INTERNET PULIH*\n"
        "Internet di Kantor Desa Lolo (Kecamatan Kuaro) sudah tersambung kembali sejak Kamis, "
        "26 November 2026 pukul 10.49 WITA, setelah terputus selama 1 jam 30 menit."
    )
    assert title(over, "en") == "Internet works again: Kantor Desa Lolo, Kuaro"


def test_planned_work_is_told_with_its_hours_and_so_is_that_it_is_off() -> None:
    plan = work("2026-11-28T01:00", "2026-11-28T04:00", "desa-lolo", "sdn-1", "pkm")
    [planned] = told(works=(plan,))
    assert text(planned, TOWN, "id") == (
        "*PEMELIHARAAN JARINGAN*\n"
        "Sabtu, 28 November 2026, pukul 01.00–04.00 WITA. Selama pekerjaan, internet di Puskesmas "
        "Kerang (Kecamatan Batu Engau) dan Kantor Desa Lolo, SDN 001 (Kecamatan Kuaro) dapat "
        "terputus. Mohon maaf atas ketidaknyamanannya."
    )
    [off] = told(
        works=(replace(plan, cancelled=work("2026-11-28", "2026-11-29", off=NOW).cancelled),)
    )
    assert (off.id, off.kind) == ("M7:cancelled", BulletinKind.CANCELLED)
    assert "tidak jadi dilaksanakan" in text(off, TOWN, "id")


def test_work_over_midnight_says_both_days() -> None:
    [each] = told(works=(work("2026-11-28T22:00", "2026-11-29T02:00", "pkm"),))
    said = text(each, TOWN, "en")
    assert "28 November 2026 at 22:00 WITA until" in said
    assert "29 November 2026 at 02:00 WITA" in said


def test_many_sites_are_counted_by_kecamatan() -> None:
    rows = [outage(f"s-{n}", "2026-11-26T09:00", None, f"O{n}") for n in range(7)]
    [each] = told(*rows)
    assert "7 titik layanan di Kecamatan Long Ikis" in text(each, TOWN, "id")
    assert title(each, "en") == "Internet outage: 7 sites in Kecamatan Long Ikis"


def test_what_began_together_in_one_kecamatan_is_one_piece_of_news_and_keeps_its_name() -> None:
    first = outage("s-1", "2026-11-26T09:00:00", None, "O4")
    later = outage("s-2", "2026-11-26T09:01:30", None, "O5")
    elsewhere = outage("pkm", "2026-11-26T09:00:10", None, "O6")
    alone = outage("s-3", "2026-11-26T09:02:30", None, "O7")
    [one] = told(first)
    found = {each.id: each for each in told(alone, elsewhere, later, first)}
    assert set(found) == {one.id, "O6:outage", "O7:outage"}
    assert {place.site for place in found[one.id].places} == {"s-1", "s-2"}
    assert one.changed_at < found[one.id].changed_at
    # It is over when the last of them is.
    half = told(replace(first, ended_at=NOW - HOUR), later)
    assert [each.kind for each in half] == [BulletinKind.OUTAGE]


@pytest.mark.parametrize(("minutes", "is_news"), [(9, False), (10, True)])
def test_what_is_over_within_ten_minutes_is_no_news(minutes: int, is_news: bool) -> None:
    short = Outage("O1", "pkm", NOW - HOUR, NOW - HOUR + minutes * MINUTE)
    assert bool(told(short)) is is_news
    assert bool(told(Outage("O1", "pkm", NOW - minutes * MINUTE, None))) is is_news


def test_what_was_announced_is_no_outage_and_what_was_called_off_is() -> None:
    during = outage("pkm", "2026-11-26T09:00", "2026-11-26T10:00")
    plan = work("2026-11-26T08:00", "2026-11-26T11:00", "pkm")
    assert [each.kind for each in told(during, works=(plan,))] == [BulletinKind.PLANNED]
    off = replace(plan, cancelled=work("2026-11-28", "2026-11-29", off=NOW - HOUR).cancelled)
    kinds = {each.kind for each in told(during, works=(off,))}
    assert kinds == {BulletinKind.CANCELLED, BulletinKind.OUTAGE, BulletinKind.RECOVERED}


def test_old_news_is_none_but_work_to_come_always_is() -> None:
    old = outage("pkm", "2026-11-01T09:00", "2026-11-01T12:00")
    ahead = work("2026-12-20T01:00", "2026-12-20T02:00", "pkm", told=NOW - 30 * DAY)
    done = work("2026-11-20T01:00", "2026-11-20T02:00", "pkm", told=NOW - 30 * DAY)
    assert [each.id for each in told(old, works=(ahead,))] == ["M7:planned"]
    assert told(works=(done,)) == ()


def test_a_kecamatan_or_a_village_is_told_of_its_own_sites_alone() -> None:
    plan = work("2026-11-28T01:00", "2026-11-28T04:00", "desa-lolo", "sdn-1", "pkm")
    found = told(works=(plan,))
    [kuaro] = within(found, kecamatan="Kuaro")
    assert "Kerang" not in text(kuaro, TOWN, "id")
    [lolo] = within(found, village=LOLO)
    assert [place.site for place in lolo.places] == ["desa-lolo"]
    assert within(found, kecamatan="Long Ikis") == ()


def test_no_text_says_what_staff_wrote_nor_what_the_inventory_keeps() -> None:
    plan = work("2026-11-28T01:00", "2026-11-28T04:00", "desa-lolo")
    found = told(outage("pkm", "2026-11-26T09:00", "2026-11-26T11:00"), works=(plan,))
    for each in found:
        for language in ("id", "en"):
            said = repr(each) + title(each, language) + text(each, TOWN, language)
            for private in ("ahasia", "127.64", "Telkom", "1000000", "1_000_000", "M7 "):
                assert private not in said


def test_sites_that_are_none_of_ours_and_links_are_not_told() -> None:
    gone = work("2026-11-28T01:00", "2026-11-28T04:00", "tidak-ada")
    assert told(outage("upstream/hub", "2026-11-26T09:00", None), works=(gone,)) == ()


def test_a_simulated_regency_says_so_first() -> None:
    simulated = replace(TOWN, simulation=True)
    [each] = told(outage("pkm", "2026-11-26T09:00", None))
    assert text(each, simulated, "id").startswith("SIMULASI")
