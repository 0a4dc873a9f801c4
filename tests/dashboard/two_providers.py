"""A regency with two providers, in which much happened at both: one must not see the other's."""

from pantau.actions.acting import Actor
from pantau.actions.coverage import state_coverage
from pantau.actions.dealings import Invoice, Objectionable, object_to, record_invoice
from pantau.actions.import_rows import OutageRows, read_observed, read_outages_csv
from pantau.actions.imports import import_outages
from pantau.actions.months import close_month, review_month
from pantau.actions.outages import acknowledge
from pantau.actions.proposals import propose_exclusion, propose_void
from pantau.actions.remarks import announce_maintenance, note
from pantau.actions.scope import Scope
from pantau.facts.coverage import CoverageStatement
from pantau.facts.instant import DAY, HOUR
from pantau.facts.journal import Fact, GapOpened
from pantau.facts.measured import Interval, upstream_name
from pantau.facts.region import Coverage
from pantau.facts.words import ExclusionCategory, GapReason, Role
from tests.dashboard.desk_world import ended, made
from tests.dashboard.world import World

CANARY = "kenari"
"""Stands in every name, id and word of the other provider, and nowhere else."""

TEXT = """\
version: 1
timezone: Asia/Makassar
vantage:
  references: [{name: internet, address: 127.64.255.9, layer: outside}]
upstreams:
  hub-kuaro: {name: Hub Kuaro, address: 127.64.254.1, provider: Telkom}
  hub-kenari: {name: Hub Kenari, address: 127.64.254.2, provider: Kenari Net}
  menara: {name: Menara Bersama, address: 127.64.254.3}
contracts:
  contoh-2026: {provider: Telkom, number: contoh/2026, RULES}
  kenari-2026: {provider: Kenari Net, number: kenari/2026, RULES}
sites:
"""
_RULES = (
    "from: 2020-01-01, to: 2099-12-31, tiers: {fo-50: {objective: 99.5, fee: 2500000}},"
    " policy: {restitution: {kind: prorata, cap: 1.0, rounding: half_up}}"
)
_OWN = [f"s-{number}" for number in range(1, 5)]
_OTHER = [f"kenari-{number}" for number in range(1, 5)]


def _row(id: str, name: str, number: int, contract: str, hub: str) -> str:
    return (
        f"  - {{id: {id}, name: '{name}', kind: opd, kecamatan: Kuaro, address: 127.64.0.{number},"
        f" at: [-1.{number}, 116.{number}], contract: {contract}, tier: fo-50, upstream: {hub},"
        " desa: 64.01.04.1001, place: kantor, funding: [{by: Dana kenari, from: 2020-01-01}]}\n"
    )


def text() -> str:
    """s-1 to s-4 are Telkom's, kenari-1 to kenari-4 the other's; pindah changed hands in May."""
    rows = [TEXT.replace("RULES", _RULES)]
    for number, id in enumerate(_OWN, 1):
        hub = "hub-kuaro" if number < 4 else "hub-kenari"
        rows.append(_row(id, f"Dinas Contoh {number}", number, "contoh-2026", hub))
    for number, id in enumerate(_OTHER, 11):
        hub = "hub-kenari" if number < 14 else "hub-kuaro"
        rows.append(_row(id, f"Kenari {number}", number, "kenari-2026", hub))
    rows.append(
        "  - {id: pindah, name: Kantor Pindah, kind: opd, kecamatan: Kuaro, address: 127.64.0.30,"
        " terms: [{contract: contoh-2026, tier: fo-50, from: 2020-01-01, to: 2026-04-30},"
        " {contract: kenari-2026, tier: fo-50, from: 2026-05-01}]}\n"
    )
    return "".join(rows)


MARCH = """site,started_at,ended_at,cause,ticket
s-1,2026-03-05T08:00,2026-03-05T18:00,line,IN-17
kenari-1,2026-03-06T08:00,2026-03-06T18:00,line,KENARI-17
pindah,2026-03-07T08:00,2026-03-07T09:00,line,IN-18
"""
JUNE = """site,started_at,ended_at,cause,ticket
pindah,2026-06-07T08:00,2026-06-07T09:00,line,KENARI-18
"""


def much_happened(world: World) -> dict[str, str]:
    """Outages, proposals, work, objections, notes, a closed month and invoices at both.

    Answers with the ids of what is the other's, by what they are.
    """
    world.text = text()
    world.write_inventory()
    world.began(ago=2 * DAY)
    world.went_down(["s-1", "s-2", "kenari-1", "kenari-2"])
    world.went_down([upstream_name("hub-kenari"), upstream_name("hub-kuaro")])
    world.committed()
    past = {site: ended(world, site) for site in ("s-3", "kenari-3")}
    rina = Actor("rina", "test", Role.TECHNICIAN, world.now)
    budi = Actor("budi", "test", Role.MANAGER, world.now)
    with world.store() as store:
        still = {each.site: each.id for each in store.open_outages()}
        for site, id in still.items():
            made(acknowledge(store, rina, id, f"menuju {site}"))
            made(note(store, rina, id, f"catatan gangguan {site} kenari"))
        for site in ("s-1", "kenari-1"):
            made(note(store, rina, site, f"catatan titik {site} kenari"))
        span = Interval(world.now - 5 * HOUR, world.now - 4 * HOUR)
        both = Scope(("s-1", "kenari-1"), "s-1, kenari-1")
        power = ExclusionCategory.POWER
        made(propose_exclusion(store, rina, both, span, power, "listrik padam"))
        theirs = Scope(("kenari-2",), "kenari-2")
        claim = made(propose_exclusion(store, rina, theirs, span, power, "kenari padam"))
        void = made(propose_void(store, rina, past["kenari-3"], "alamat kenari keliru"))
        made(propose_void(store, rina, past["s-3"], "alamat keliru"))
        ahead = Interval(world.now + HOUR, world.now + 2 * HOUR)
        yesterday = Actor("rina", "test", Role.TECHNICIAN, world.now - DAY)
        made(announce_maintenance(store, yesterday, both, ahead, "ganti kabel"))
        work = made(announce_maintenance(store, yesterday, theirs, ahead, "ganti kabel kenari"))
        for site in ("s-1", "kenari-1"):
            what = Objectionable("2026-03", site)
            keberatan = made(object_to(store, budi, world.inventory, what, f"keberatan {site}"))
        facts: list[Fact] = [
            GapOpened(site="kenari-4", started_at=world.now - HOUR, reason=GapReason.CLOCK_STEPPED)
        ]
        store.record(facts, at=world.now, author="collector", via="test")
        spans = ((MARCH, "2026-03-01", "2026-04-01"), (JUNE, "2026-06-01", "2026-07-01"))
        for csv, begin, end in spans:
            observed = read_observed(world.inventory, begin, end, world.now, None)
            assert not isinstance(observed, list)
            rows = read_outages_csv(csv.encode(), "daftar-kenari.csv", world.inventory, observed)
            assert isinstance(rows, OutageRows)
            made(import_outages(store, budi, rows))
        made(review_month(store, budi, world.inventory, "2026-03", "kenari sudah dilihat"))
        closed = close_month(store, budi, world.inventory, "2026-03", "keberatan kenari-1 menunggu")
        assert not hasattr(closed, "text"), closed
        tower = CoverageStatement("64.01.04.1001", Coverage.ON_AIR, "2025-07", "Surat kenari")
        made(state_coverage(store, rina, tower, world.inventory.local_day(world.now)))
        for number, contract in (("T-1", "contoh-2026"), ("KENARI-1", "kenari-2026")):
            bill = Invoice(number, contract, "2026-03", 10_000_000, 100_000)
            made(record_invoice(store, budi, world.inventory, bill))
    return {
        "outage": still["kenari-1"],
        "link": still[upstream_name("hub-kenari")],
        "past": past["kenari-3"],
        "claim": claim,
        "void": void,
        "work": work,
        "objection": keberatan,
    }
