"""What people read, in both languages, for each kind and reason."""

from dataclasses import replace
from datetime import date

import pytest

from alerts.message import Message, from_json, to_json
from alerts.words.compose import message_of
from alerts.world import Answer, Ledgered, World
from pantau.facts.causes import CauseFacts, CauseSuggested
from pantau.facts.instant import DAY, HOUR, MINUTE, SECOND
from pantau.facts.measured import ALL_SITES, Gap, Outage, Watch
from pantau.facts.probed import LastAnswer
from pantau.facts.telling import AlertKind
from pantau.facts.words import Cause, CauseReason, GapReason, ProbeOutcome
from pantau.inventory import parse_inventory
from pantau.inventory.alerting import RULES, ReceiverKind, Route
from pantau.inventory.asking import Probe
from pantau.inventory.contracts import Funding
from pantau.inventory.model import Contact
from pantau.sla import judge_month
from pantau.sla.burn import WINDOWS, Burn
from tests.alerts.town import HUB, T0, TOWN, Alerter, alerting, down, world
from tests.fakes.inventories import small_inventory
from tests.sla.build import facts, interval, outage

LOLO = "Kantor Desa Lolo <b>&*_[x](y)"
TOLD_TOWN = replace(
    TOWN,
    sites=tuple(
        replace(site, name=LOLO, line="SID-0012", contact=Contact("Pak Amir", "0812-000"))
        if site.id == "paser-1"
        else site
        for site in TOWN.sites
    ),
)
WEB = Probe("http", "web", url="https://127.64.0.1/")
ASKED_TOWN = replace(
    TOLD_TOWN, sites=tuple(replace(each, probes=(*each.probes, WEB)) for each in TOLD_TOWN.sites)
)
ONE = down("paser-1", 0)


REFUSED = parse_inventory(b"", "inventory.yaml").problems[0]


def said(*seen: World) -> list[Message]:
    """What is told at the last of several moments."""
    alerter = Alerter()
    for each in seen:
        alerter.sees(each)
    messages = [message_of(draft, seen[-1]) for draft in alerter.last.drafts]
    assert [from_json(to_json(message)) for message in messages] == messages
    return messages


def at(seconds: int, *outages: Outage, **rest) -> World:
    return world(seconds, outages, town=TOLD_TOWN, **rest)


def english() -> dict:
    plan = alerting()
    receivers = {name: replace(each, language="en") for name, each in plan.receivers.items()}
    return {"plan": replace(plan, receivers=receivers)}


@pytest.mark.parametrize(
    ("cause", "line"),
    [
        (
            Cause.POWER,
            "Dugaan penyebab: Listrik padam (perangkatnya menyala ulang selama gangguan)",
        ),
        (Cause.UNKNOWN, None),
    ],
)
def test_a_suggestion_stands_in_for_a_cause_until_somebody_says_one(
    cause: Cause, line: str | None
) -> None:
    reasons = (CauseReason.RESTARTED,)
    suggested = CauseSuggested(ONE.id, "paser-1", cause, reasons, CauseFacts(), ended=False)
    (message,) = said(at(4, ONE, suggested={ONE.id: suggested}))
    told = [each for each in message.lines if "enyebab" in each]
    assert told == ([line] if line else [])
    (message,) = said(at(4, replace(ONE, cause=Cause.LINE), suggested={ONE.id: suggested}))
    assert "Dugaan" not in " ".join(message.lines)


def test_an_outage_says_all_that_whoever_gets_up_needs() -> None:
    known = replace(ONE, cause=Cause.POWER, ticket="INC1")
    answered = {ONE.id: Answer("Rina", T0)}
    judged = judge_month(
        TOLD_TOWN,
        facts(
            {"paser-1": [interval("2026-11-01", "2026-11-25T08:00")]},
            [outage(T0 - HOUR, T0, name="paser-1")],
        ),
        "2026-11",
        T0,
    )
    (message,) = said(at(4, known, answers=answered, ledger=Ledgered(judged)))
    assert message.title == f"GANGGUAN: {LOLO} (Paser Belengkong)"
    assert message.lines == (
        "Sejak 25 Nov 2026 08.00 WITA (4 dtk)",
        "Sisa anggaran gangguan bulan ini: 2 j 36 mnt (target 99,5 %)",
        "Penyebab: Listrik padam",
        "Tiket: INC1",
        "Ditangani: Rina",
        "Kontak: Pak Amir, 0812-000",
    )
    assert message.ready == (
        f"Mohon perbaikan: {LOLO}, Kecamatan Paser Belengkong, SID-0012, "
        "gangguan sejak 25 Nov 2026 08.00 WITA."
    )
    assert message.outages == (ONE.id,)
    assert message.labels["site"] == "paser-1"


def test_the_end_says_how_long_it_lasted_and_has_nothing_to_answer() -> None:
    ended = replace(ONE, ended_at=T0 + 3900 * SECOND)
    (message,) = said(at(4, ONE), at(3901, ended))
    assert message.title == f"PULIH: {LOLO} (Paser Belengkong)"
    assert message.lines == ("Berlangsung 1 j 5 mnt: 25 Nov 2026, 08.00 WITA – 09.05 WITA",)
    assert (message.resolved, message.ready, message.outages) == (True, "", ())
    assert message.at == ended.ended_at


def test_a_broken_objective_stands_in_the_message_too() -> None:
    judged = judge_month(
        TOLD_TOWN,
        facts(
            {"paser-1": [interval("2026-11-01", "2026-11-25T08:00")]},
            [outage(T0 - 24 * HOUR, T0, name="paser-1")],
        ),
        "2026-11",
        T0,
    )
    messages = said(at(4, ONE, ledger=Ledgered(judged)))
    assert {message.title.partition(":")[0] for message in messages} == {
        "GANGGUAN",
        "TARGET TIDAK TERCAPAI",
    }
    assert any("Target 99,5 % tidak tercapai, lebih 20 j 24 mnt" in m.lines for m in messages)


def test_a_link_is_told_with_what_hangs_on_it_and_who_is_still_down_when_it_is_back() -> None:
    hub, stays = down(HUB, 0), down("kuaro-1", 0)
    (began,) = said(at(5, hub, stays))
    assert began.title == "GANGGUAN: Hub Kuaro, 12 titik"
    assert began.lines[1:4] == ("- kuaro-0", "- kuaro-1", "- kuaro-2")
    assert "dan 2 lainnya" in began.lines
    back = replace(hub, ended_at=T0 + 60 * SECOND)
    (ended,) = said(at(5, hub, stays), at(76, back, stays))
    assert "1 di antaranya masih gangguan" in ended.lines


def test_sites_of_several_kecamatan_are_counted() -> None:
    both = [
        *(down(f"paser-{i}", 0) for i in range(12)),
        *(down(f"kuaro-{i}", 0) for i in range(12)),
    ]
    (message,) = said(at(20, *both))
    assert message.title == "GANGGUAN: 24 titik di Telkom"
    assert "Kuaro 12, Paser Belengkong 12" in message.lines


def test_several_groups_are_lines_of_one_message_and_parts_for_machines() -> None:
    storm = [down(f"paser-{i}", 0) for i in (2, 3)] + [down(f"kuaro-{i}", 0) for i in (2, 3)]
    (message,) = said(at(65, *storm))
    assert message.title == "GANGGUAN: 4 laporan digabung"
    assert message.lines[0] == "- GANGGUAN: kuaro-2 (Kuaro) · 1 mnt 5 dtk"
    assert (message.count, len(message.parts)) == (4, 4)
    assert message.parts[0].labels["site"] == "kuaro-2"
    ended = [replace(each, ended_at=T0 + 70 * SECOND) for each in storm]
    (over,) = said(at(65, *storm), at(126, *ended))
    assert over.title == "PULIH: 4 laporan digabung"
    assert all(part.resolved for part in over.parts)


def test_alertmanager_hears_of_the_end_of_each_that_it_may_have_been_told_alone() -> None:
    plan = alerting()
    machines = {
        name: replace(each, kind=ReceiverKind.ALERTMANAGER) for name, each in plan.receivers.items()
    }
    told = {"plan": replace(plan, receivers=machines)}
    site, hub = down("kuaro-1", 0), down(HUB, 1)
    (alone,) = said(at(4, site, **told))
    ended = [replace(each, ended_at=T0 + 50 * SECOND) for each in (site, hub)]
    (over,) = said(at(4, site, **told), at(6, site, hub, **told), at(51, *ended, **told))
    same = next(part for part in over.parts if part.group == alone.group)
    assert same.resolved
    assert (same.kind, same.severity, same.labels) == (alone.kind, alone.severity, alone.labels)
    assert over.parts[0].group == f"incident/{hub.id}"


def others() -> dict[str, tuple[World, str]]:
    rules = {
        **RULES,
        AlertKind.TICKET_MISSING: replace(RULES[AlertKind.TICKET_MISSING], after_us=MINUTE),
        AlertKind.TERM_ENDING: replace(RULES[AlertKind.TERM_ENDING], ahead_us=HOUR),
    }
    plan = replace(alerting(), rules=rules)
    month = judge_month(TOLD_TOWN, facts(), "2026-11", T0)
    burn = Ledgered(month, (Burn("paser-1", WINDOWS[0].times + 1, WINDOWS[0]),))
    late = Ledgered(month, overdue=frozenset({ONE.id}))
    blind = Gap("G1", ALL_SITES, T0 - HOUR, None, GapReason.VANTAGE_BLIND)
    full = Gap("G2", ALL_SITES, T0 - HOUR, None, GapReason.STORE_UNWRITABLE)
    ends = LastAnswer("paser-1", "web", "http", T0, ProbeOutcome.ANSWERED, T0)
    ends = replace(ends, certificate_ends_at=T0 + 5 * DAY + HOUR)
    some = [replace(down("paser-1", -60 * i - 60), ended_at=T0 - 60 * i * SECOND) for i in range(5)]
    return {
        "ticket": (at(61, ONE, plan=plan), f"BELUM ADA TIKET: {LOLO} (Paser Belengkong)"),
        "burning": (
            at(0, ledger=burn),
            f"ANGGARAN GANGGUAN CEPAT HABIS: {LOLO} (Paser Belengkong), 7,0 kali terlalu cepat",
        ),
        "overdue": (at(4, ONE, ledger=late), f"PERBAIKAN TERLAMBAT: {LOLO} (Paser Belengkong)"),
        "blind": (
            at(0, gaps=(blind,)),
            "PEMANTAU TIDAK DAPAT MELIHAT: sambungannya sendiri terputus",
        ),
        "full": (at(0, gaps=(full,)), "PENYIMPANAN BERMASALAH"),
        "silent": (
            at(0, watch=Watch(1, T0 - HOUR, T0 - 2 * MINUTE, None)),
            "TIDAK ADA PEMANTAUAN: kolektor tidak memberi kabar",
        ),
        "refused": (at(0, refused=(REFUSED,)), "PERUBAHAN INVENTARIS TIDAK BERLAKU"),
        "certificate": (
            replace(at(0, probed=(ends,)), inventory=ASKED_TOWN),
            f"SERTIFIKAT SEGERA BERAKHIR: {LOLO} (Paser Belengkong)",
        ),
        "flapping": (
            at(0, *some),
            f"PUTUS-NYAMBUNG: {LOLO} (Paser Belengkong), 5 kali dalam 60 menit",
        ),
    }


@pytest.mark.parametrize("name", sorted(others()))
def test_each_other_kind_has_its_words(name: str) -> None:
    seen, title = others()[name]
    assert title in [message.title for message in said(seen)]


def test_why_a_file_is_not_in_force_is_told_in_the_language_of_the_receiver() -> None:
    (message,) = said(at(0, refused=(REFUSED,)))
    assert message.lines == (
        "inventory.yaml:1:1: berkas kosong; tulis version, timezone, dan sites",
    )
    (message,) = said(at(0, refused=(REFUSED,), **english()))
    assert message.lines == (str(REFUSED),)


def test_english_is_spoken_where_the_receiver_wants_it() -> None:
    (message,) = said(at(4, ONE, **english()))
    assert message.title == f"DOWN: {LOLO} (Paser Belengkong)"
    assert message.lines[0] == "Since 25 Nov 2026 08:00 WITA (4s)"
    assert isinstance(alerting().routes[0], Route)


def test_the_inventory_may_word_it_otherwise_and_names_stay_text() -> None:
    texts = {"id": {"began": "!! {what} !!", "ready": "{name}/{kecamatan}{line} {time}"}}
    plan = replace(alerting(), texts=texts)
    (message,) = said(at(4, ONE, plan=plan))
    assert message.title == f"!! {LOLO} (Paser Belengkong) !!"
    assert message.ready == f"{LOLO}/Paser Belengkong, SID-0012 25 Nov 2026 08.00 WITA"
    braces = replace(ONE, site="paser-2")
    town = replace(
        TOLD_TOWN,
        sites=tuple(
            replace(site, name="{what} {0.__class__}") if site.id == "paser-2" else site
            for site in TOLD_TOWN.sites
        ),
    )
    alerter = Alerter()
    seen = world(4, [braces], plan, town=town)
    alerter.sees(seen)
    title = message_of(alerter.last.drafts[0], seen).title
    assert title == "!! {what} {0.__class__} (Paser Belengkong) !!"


@pytest.mark.parametrize(
    ("days", "what", "line"),
    [
        (5, "SERTIFIKAT SEGERA BERAKHIR", "web: berlaku sampai 30 Nov 2026"),
        (-1, "SERTIFIKAT SUDAH BERAKHIR", "web: berakhir 24 Nov 2026"),
    ],
)
def test_a_certificate_says_until_when_it_holds(days: int, what: str, line: str) -> None:
    ends = LastAnswer("paser-1", "web", "http", T0, ProbeOutcome.ANSWERED, T0)
    ends = replace(ends, certificate_ends_at=T0 + days * DAY + HOUR)
    (message,) = said(replace(at(0, probed=(ends,)), inventory=ASKED_TOWN))
    assert message.title.startswith(what)
    assert message.lines[0] == line


def test_a_missing_ticket_brings_the_text_for_the_desk_and_a_link_its_name() -> None:
    rules = {AlertKind.TICKET_MISSING: replace(RULES[AlertKind.TICKET_MISSING], after_us=MINUTE)}
    plan = replace(alerting(), rules={**RULES, **rules})
    hub = down(HUB, 0)
    _, missing = said(at(61, hub, plan=plan))
    assert missing.title == "BELUM ADA TIKET: Hub Kuaro"
    assert missing.ready == "Mohon perbaikan: Hub Kuaro, gangguan sejak 25 Nov 2026 08.00 WITA."
    assert missing.lines == ("Sejak 25 Nov 2026 08.00 WITA (1 mnt 1 dtk)",)


def test_only_outages_are_folded_under_the_word_down() -> None:
    month = judge_month(TOLD_TOWN, facts(), "2026-11", T0)
    burns = tuple(Burn(f"paser-{i}", WINDOWS[0].times, WINDOWS[0]) for i in range(4))
    burning = at(0, ledger=Ledgered(month, burns))
    assert [each.title for each in said(burning)] == ["PERHATIAN: 4 laporan digabung"]
    assert [each.title for each in said(burning, at(99))] == ["SELESAI: 4 laporan digabung"]
    gone = [down(f"{name}-{i}", 0, 9) for name in ("paser", "kuaro") for i in (2, 3)]
    (unseen,) = said(at(99, *gone, passed=frozenset(each.id for each in gone)))
    assert unseen.title == "SEMPAT GANGGUAN: 4 laporan digabung"


def test_a_part_of_an_area_that_is_back_says_how_many_others_are_not() -> None:
    storm = [down(f"paser-{i}", 0) for i in range(12)]
    back = [replace(each, ended_at=T0 + 100 * SECOND) for each in storm[:11]]
    (part,) = said(at(20, *storm), at(200, *back, storm[11]))
    assert part.title == "PULIH: 11 titik di Telkom"
    assert part.lines[-1] == "1 titik lain masih gangguan"


def test_funding_that_ends_names_the_day_who_follows_and_the_sites() -> None:
    ends = date(2026, 12, 20)
    paid = (Funding("Provinsi", date(2026, 1, 1), ends), Funding("Kabupaten", date(2026, 12, 21)))
    town = small_inventory()
    sites = tuple(replace(site, funding=paid) for site in town.sites[:2])
    town = replace(town, sites=(*sites, *town.sites[2:]))
    (message,) = said(world(0, plan=alerting(), town=town))
    assert message.title == "PENDANAAN SEGERA BERAKHIR: Provinsi, 25 hari lagi"
    assert message.lines[:2] == (
        "Hari terakhir: 20 Des 2026",
        "Setelah itu Kabupaten yang membayar",
    )
    assert len(message.lines) > 2
    alone = replace(sites[0], funding=paid[:1])
    (nobody,) = said(world(0, plan=alerting(), town=replace(town, sites=(alone, *town.sites[2:]))))
    assert nobody.lines[1] == "Belum tercatat siapa yang membayar setelah itu."


def test_the_last_day_of_a_contract_is_a_date_as_people_write_it() -> None:
    ending = {AlertKind.TERM_ENDING: replace(RULES[AlertKind.TERM_ENDING], ahead_us=9_999 * DAY)}
    plan = replace(alerting(), rules={**RULES, **ending})
    (message,) = said(world(0, plan=plan, town=small_inventory()))
    assert message.title == "KONTRAK BERAKHIR: telkom-2026, 401 hari lagi"
    assert message.lines == ("Hari terakhir: 31 Des 2027",)
