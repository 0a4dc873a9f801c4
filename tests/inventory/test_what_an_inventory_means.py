"""From text to the resolved model: defaults, contracts, amendments, terms, probes."""

from datetime import date
from decimal import Decimal

import pytest

from pantau.facts.words import Medium, SiteKind
from pantau.inventory import (
    Contact,
    DnsQuery,
    Excluded,
    Inventory,
    Layer,
    Policy,
    Probe,
    RestitutionKind,
    Site,
    Term,
    parse_inventory,
)
from pantau.inventory.credentials import SnmpCredentials
from tests.fakes.inventories import sound

HEAD = """
version: 1
timezone: Asia/Makassar
defaults:
  heartbeat: 10s
  confirm: {most: 20}
  kinds:
    desa: {contract: telkom, tier: fo-50, timeout: 2s}
    pustu: {contract: telkom, tier: modem, upstream: ~, medium: modem-4g}
  kecamatan:
    Kuaro: {upstream: hub-kuaro, medium: radio}
vantage:
  site: desa-lolo
  references: [{name: internet, address: 127.64.255.9, layer: outside}]
upstreams:
  hub-kuaro: {name: Hub Kuaro, address: 127.64.254.5, provider: Telkom}
contracts:
  telkom:
    provider: Telkom
    number: 010
    from: 2026-01-01
    to: 2026-12-31
    policy: {excluded: count_as_up, min_outage: 5m, restitution: {kind: prorata, cap: 0.5}}
    tiers:
      fo-50: {objective: 99.50, fee: 2500000, latency_p95: 50ms, loss: 1%, medium: fo}
      modem: {fee: 500000, policy: {restitution: ~, excluded: remove}}
    amendments:
      - {from: 2026-04-01, tiers: {fo-50: {fee: 2600000}}}
      - from: 2026-07-01
        policy: {min_outage: 1m, excluded: ~}
        tiers: {fo-100: {objective: 99.9}}
  icon:
    provider: Icon+
    from: 2026-01-01
    to: 2027-06-30
    tiers:
      fo-50: {objective: 99.5, fee: 1}
sites:
"""


def inventory(*sites: str) -> Inventory:
    lines = "".join(f"  - {{{site}}}\n" for site in (LOLO, *sites))
    reading = parse_inventory((HEAD + lines).encode(), "inventory.yaml")
    assert [str(each) for each in reading.errors] == []
    assert reading.inventory is not None
    return reading.inventory


LOLO = "id: desa-lolo, name: Lolo, kind: desa, kecamatan: Kuaro, address: 127.64.5.12"
MODANG = "id: desa-modang, name: Modang, kind: desa, kecamatan: Kuaro, address: 127.64.5.16"
PUSTU = "id: pustu-modang, name: Pustu, kind: pustu, kecamatan: Kuaro, address: 127.64.5.71"


def second(*sites: str) -> Site:
    return inventory(*sites).sites[1]


def spans(site: Site) -> list[tuple[str, str]]:
    return [(str(term.start), str(term.end)) for term in site.terms]


def test_text_keeps_what_was_written() -> None:
    assert inventory().contracts["telkom"].number == "010"
    site = second(MODANG + ", line: 0012, place: no, contact: {name: 12:30, phone: 0800}")
    assert (site.line, site.place) == ("0012", "no")
    assert site.contact == Contact("12:30", "0800")
    assert str(site.terms[0].objective) == "99.50"


def test_a_site_is_what_its_line_and_the_defaults_say() -> None:
    site = second(MODANG + ", desa: 64.01.05.2006, at: [-1.740, 116.129]")
    assert site.kind is SiteKind.DESA
    assert (site.desa, site.at) == ("64.01.05.2006", (-1.74, 116.129))
    assert site.upstream == "hub-kuaro"
    assert site.pace.heartbeat_us == 10_000_000
    assert site.pace.timeout_us == 2_000_000
    assert (site.pace.confirm.least, site.pace.confirm.most) == (4, 20)
    assert (site.pace.recover.echoes, site.pace.recover.every_us) == (3, 500_000)
    assert [probe.kind for probe in site.probes] == ["icmp"]


def test_what_a_site_writes_is_stronger_than_any_default() -> None:
    site = second(
        MODANG + ", heartbeat: 30s, timeout: 3s, confirm: {least: 6}, medium: vsat, upstream: ~"
    )
    assert site.pace.heartbeat_us == 30_000_000
    assert site.pace.timeout_us == 3_000_000
    assert (site.pace.confirm.least, site.pace.confirm.most) == (6, 20)
    assert site.medium is Medium.VSAT
    assert site.upstream is None


def test_the_medium_is_the_sites_then_the_tiers_then_a_defaults() -> None:
    assert second(MODANG).medium is Medium.FO
    assert second(PUSTU).medium is Medium.MODEM_4G
    assert second(MODANG + ", contract: icon, tier: fo-50").medium is Medium.RADIO
    assert second(MODANG + ", medium: ~").medium is None
    terms = (
        ", terms: [{contract: icon, tier: fo-50, to: 2026-03-31}, "
        "{contract: telkom, tier: fo-50, from: 2026-04-01}]"
    )
    assert second(MODANG + terms).medium is Medium.FO


def test_a_kind_that_writes_an_empty_upstream_hangs_on_nothing() -> None:
    assert second(PUSTU).upstream is None


def test_a_default_hangs_no_site_on_itself() -> None:
    text = HEAD.replace("{upstream: hub-kuaro", "{upstream: desa-lolo")
    reading = parse_inventory(f"{text}  - {{{LOLO}}}\n  - {{{MODANG}}}\n".encode(), "x")
    assert reading.inventory is not None
    assert [site.upstream for site in reading.inventory.sites] == [None, "desa-lolo"]


def test_an_amendment_splits_the_term_where_something_changes() -> None:
    site = second(MODANG)
    assert spans(site) == [
        ("2026-01-01", "2026-03-31"),
        ("2026-04-01", "2026-06-30"),
        ("2026-07-01", "2026-12-31"),
    ]
    assert [term.fee for term in site.terms] == [2_500_000, 2_600_000, 2_600_000]
    assert [term.policy.min_outage_us for term in site.terms] == [
        300_000_000,
        300_000_000,
        60_000_000,
    ]
    assert site.terms[0].policy.excluded is Excluded.COUNT_AS_UP
    assert site.terms[2].policy.excluded is Excluded.REMOVE


def test_an_amendment_that_does_not_concern_the_tier_splits_nothing() -> None:
    site = second(MODANG + ", contract: icon, tier: fo-50")
    assert spans(site) == [("2026-01-01", "2027-06-30")]
    assert spans(second(PUSTU)) == [("2026-01-01", "2026-06-30"), ("2026-07-01", "2026-12-31")]


def test_a_tier_of_an_amendment_holds_from_its_day() -> None:
    site = second(MODANG + ", tier: fo-100, from: 2026-07-01")
    assert spans(site) == [("2026-07-01", "2026-12-31")]
    assert site.terms[0].objective == Decimal("99.9")


def test_a_tiers_own_policy_is_stronger_than_its_contracts() -> None:
    term = second(PUSTU).terms[0]
    assert term.policy == Policy(min_outage_us=300_000_000)
    assert (term.objective, term.latency_p95_us, term.loss_percent) == (None, None, None)


def test_restitution_is_read_as_written() -> None:
    term = second(MODANG).terms[0]
    assert term.policy.restitution is not None
    assert term.policy.restitution.kind is RestitutionKind.PRORATA
    assert term.policy.restitution.cap == Decimal("0.5")
    assert (term.latency_p95_us, term.loss_percent) == (50_000, Decimal(1))


def test_bands_are_read_as_pairs_of_decimals() -> None:
    text = HEAD.replace(
        "{kind: prorata, cap: 0.5}", "{kind: pita, bands: [[99.5, 0], [99.0, 5%], [0, 100]]}"
    )
    reading = parse_inventory(f"{text}  - {{{LOLO}}}\n".encode(), "x")
    assert reading.inventory is not None
    restitution = reading.inventory.sites[0].terms[0].policy.restitution
    assert restitution is not None
    assert restitution.cap == 1
    assert [tuple(map(str, band)) for band in restitution.bands] == [
        ("99.5", "0"),
        ("99.0", "5"),
        ("0", "100"),
    ]


def test_a_sites_own_days_and_fee_cut_its_term() -> None:
    site = second(MODANG + ", from: 2026-02-10, to: 2026-05-09, fee: 7")
    assert spans(site) == [("2026-02-10", "2026-05-09")]
    assert site.terms[0].fee == 7


def test_terms_follow_one_another_and_know_their_provider() -> None:
    site = second(
        MODANG + ", terms: [{contract: icon, tier: fo-50, from: 2026-03-01, fee: 9}, "
        "{contract: telkom, tier: modem, to: 2026-02-28}]"
    )
    assert spans(site) == [("2026-01-01", "2026-02-28"), ("2026-03-01", "2027-06-30")]
    assert [term.fee for term in site.terms] == [500_000, 9]
    assert site.provider_on(date(2026, 2, 28)) == "Telkom"
    assert site.provider_on(date(2026, 3, 1)) == "Icon+"
    assert site.provider_on(date(2025, 12, 31)) is None
    assert site.term_on(date(2027, 7, 1)) is None


def test_a_term_without_an_end_holds_for_ever() -> None:
    term = Term("a", "b", "c", date(2026, 1, 1), None, None, None, Policy())
    assert term.holds_on(date(2090, 1, 1))
    assert not term.holds_on(date(2025, 12, 31))


def test_probes_are_called_by_their_kind_and_counted() -> None:
    text = MODANG + (
        ", probes: [{kind: http, url: http://127.64.5.16/}, {kind: http, url: http://127.64.5.16/b},"
        " {kind: tcp, port: 443, name: http-3}, {kind: dns, query: {name: paser.example}},"
        " {kind: snmp, credentials: router, interface: ether1, port: 1161, address: 127.64.5.17}]"
    )
    router = "credentials: {router: {user: pantau, authentication_key: env:A, privacy_key: env:B}}"
    reading = parse_inventory(f"{router}\n{HEAD}  - {{{LOLO}}}\n  - {{{text}}}\n".encode(), "x")
    assert reading.inventory is not None
    assert not reading.warnings
    names = [probe.name for probe in reading.inventory.sites[1].probes]
    assert names == ["icmp", "http", "http-2", "http-3", "dns", "snmp"]
    assert reading.inventory.sites[1].probes[-1] == Probe(
        "snmp",
        "snmp",
        address="127.64.5.17",
        port=1161,
        credentials=SnmpCredentials("router", None, "pantau", "sha", "env:A", "aes", "env:B"),
        interface="ether1",
    )


def test_a_probe_says_how_it_is_asked_and_the_rest_is_as_usual() -> None:
    text = MODANG + (
        ", probes: [{kind: http, url: https://127.64.5.16/, status: 401, keyword: Masuk,"
        " redirects: false, verify: false, every: 5m, timeout: 10s},"
        " {kind: dns, query: {name: Paser.example., type: MX, expect: mx}, port: 5353,"
        " address: 127.64.0.53}, {kind: tcp, port: 443}]"
    )
    _, web, names, port = inventory(text).sites[1].probes
    assert (web.status, web.keyword, web.redirects, web.verify) == ((401,), "Masuk", False, False)
    assert (web.every_us, web.timeout_us) == (300_000_000, 10_000_000)
    assert names.query == DnsQuery("paser.example", "MX", "mx")
    assert (names.port, names.address) == (5353, "127.64.0.53")
    assert port == Probe("tcp", "tcp", port=443)
    assert (port.redirects, port.verify, port.every_us) == (True, True, 60_000_000)


def test_the_inventory_knows_its_vantage_upstreams_contracts_and_sites() -> None:
    found = inventory(MODANG)
    assert found.vantage.site == "desa-lolo"
    assert [(each.name, each.layer) for each in found.vantage.references] == [
        ("internet", Layer.OUTSIDE)
    ]
    assert found.vantage.pace.heartbeat_us == 10_000_000
    assert found.upstreams["hub-kuaro"].provider == "Telkom"
    assert list(found.contracts["telkom"].tiers) == ["fo-50", "modem"]
    assert (found.contracts["icon"].start, found.contracts["icon"].end) == (
        date(2026, 1, 1),
        date(2027, 6, 30),
    )
    assert found.site("desa-modang") == found.sites[1]
    assert found.site("desa-nowhere") is None
    assert found.timezone.key == "Asia/Makassar"


def test_the_text_and_its_digest_are_kept() -> None:
    found = inventory()
    assert found.text.startswith("\nversion: 1\n")
    assert len(found.digest) == 64


def test_anchors_and_merges_spare_repetition() -> None:
    text = HEAD + (
        "  - &lolo {" + LOLO + ", at: &here [-1.9, 116.1], fee: 5}\n"
        "  - {<<: *lolo, id: desa-modang, name: Modang, address: 127.64.5.16, at: *here}\n"
        "  - {<<: [*lolo], id: &id desa-rangan, name: *id, address: 127.64.5.15}\n"
    )
    reading = parse_inventory(text.encode(), "x")
    assert reading.problems == ()
    assert reading.inventory is not None
    assert [site.terms[0].fee for site in reading.inventory.sites] == [5, 5, 5]
    assert reading.inventory.sites[1].at == (-1.9, 116.1)
    assert reading.inventory.sites[2].name == "desa-rangan"


def test_a_mistake_in_merged_text_is_told_where_it_was_merged() -> None:
    text = HEAD + (
        "  - &lolo {" + LOLO + "}\n"
        "  - {<<: *lolo, id: desa-modang, name: Modang, address: 127.64.5.16, fee: x}\n"
        "  - {<<: *lolo, id: desa-rangan, name: Rangan}\n"
    )
    (one, two) = parse_inventory(text.encode(), "x").problems
    first = HEAD.count("\n") + 1
    assert (one.line, two.line) == (first + 1, first + 2)
    assert "already; write its own" in two.message


@pytest.mark.parametrize("word", ["~", "null", ""])
def test_an_empty_value_of_an_optional_key_is_as_if_it_were_not_there(word: str) -> None:
    assert second(f"{MODANG}, line: {word}, at: {word}").line is None


@pytest.mark.parametrize(
    ("said", "meant"), [("simulation: true\n", True), ("simulation: false\n", False), ("", False)]
)
def test_an_inventory_is_real_unless_it_says_otherwise(said: str, meant: bool) -> None:
    text = said + HEAD + "  - {id: a, name: A, kind: desa, kecamatan: Kuaro, address: 127.64.1.1}\n"
    inventory = sound(text.replace("desa-lolo", "a"))
    assert inventory.simulation is meant
