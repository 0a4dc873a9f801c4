"""One outage, one message, one recovery; and everything that may stand in between."""

from dataclasses import replace
from datetime import time

from alerts.world import Answer, Hushed
from pantau.facts.instant import HOUR, MINUTE, SECOND
from pantau.facts.measured import ALL_SITES, Gap, upstream_name
from pantau.facts.telling import AlertKind, AlertSeverity
from pantau.facts.words import GapReason, SiteKind
from pantau.inventory.alerting import RULES, Match, Quiet, Route, Rule, Step, Target, TargetKind
from pantau.inventory.model import Inventory
from tests.alerts.town import HUB, T0, TOWN, Alerter, alerting, down, quiet, suspects, to, world

ONE = down("paser-1", 0)
BEGAN = [("grup", "began", ("outage/O-paser-1-0",))]
ENDED = [("grup", "ended", ("outage/O-paser-1-0",))]


def over(outage, end: int):
    return replace(outage, ended_at=T0 + end * SECOND)


APART = replace(
    TOWN,
    sites=tuple(
        replace(
            each,
            upstream=None,
            terms=tuple(replace(t, provider=each.kecamatan) for t in each.terms),
        )
        for each in TOWN.sites
    ),
)
"""Two kecamatan, each with a provider of its own, and no hub."""


def nested() -> tuple[Inventory, str, str]:
    """A town in which a hub hangs on another; their names, the upper one first."""
    low = TOWN.upstreams["hub-kuaro"]
    high = replace(low, id="hub-paser", name="Hub Paser", upstream=None)
    hubs = {"hub-paser": high, "hub-kuaro": replace(low, upstream="hub-paser")}
    return replace(TOWN, upstreams=hubs), upstream_name("hub-paser"), HUB


def hushed(begin: int, end: int, *sites: str, kinds: frozenset[AlertKind] = frozenset()) -> Hushed:
    return Hushed("S1", T0 + begin * SECOND, T0 + end * SECOND, frozenset(sites), kinds)


def test_an_outage_is_told_at_once_once_and_so_is_its_end() -> None:
    alerter = Alerter()
    assert alerter.sees(world(4, [ONE])) == BEGAN
    assert alerter.sees(world(5, [ONE])) == []
    assert quiet(alerter) == ["told_already"]
    assert alerter.sees(world(60, [over(ONE, 59)])) == ENDED
    assert alerter.sees(world(61, [over(ONE, 59)])) == []
    assert alerter.memory == []


def test_one_that_is_over_before_anybody_was_told_is_never_told() -> None:
    rules = {AlertKind.SITE_DOWN: replace(RULES[AlertKind.SITE_DOWN], after_us=MINUTE)}
    alerter = Alerter()
    assert alerter.sees(world(59, [ONE], alerting(rules=rules))) == []
    assert quiet(alerter) == ["too_short"]
    assert alerter.sees(world(60, [over(ONE, 59)], alerting(rules=rules))) == []


def test_a_site_waits_while_its_link_is_being_asked_and_is_then_part_of_its_outage() -> None:
    alerter = Alerter()
    site, hub = down("kuaro-1", 0), down(HUB, 1)
    assert alerter.sees(world(4, [site], states=suspects(HUB))) == []
    assert quiet(alerter) == ["waiting_for_cause"]
    incident = f"incident/{hub.id}"
    assert alerter.sees(world(5, [site, hub])) == [("grup", "began", (incident,))]
    more = [site, hub, down("kuaro-2", 2), down("kuaro-3", 3)]
    assert alerter.sees(world(8, more)) == []
    back = [over(each, 100) for each in more[:3]]
    assert alerter.sees(world(101, [*back, more[3]])) == []
    back.append(over(more[3], 104))
    assert alerter.sees(world(105, back)) == [("grup", "ended", (incident,))]
    assert alerter.memory == []


def test_a_site_waits_for_its_link_no_longer_than_the_plan_says() -> None:
    alerter = Alerter()
    site = down("kuaro-1", 0)
    assert alerter.sees(world(9, [site], states=suspects(HUB))) == []
    assert alerter.sees(world(10, [site], states=suspects(HUB)))[0][1] == "began"


def test_a_link_found_later_takes_the_sites_that_were_told_alone() -> None:
    alerter = Alerter()
    site, hub = down("kuaro-1", 0), down(HUB, 1)
    alerter.sees(world(4, [site]))
    assert alerter.sees(world(6, [site, hub])) == [("grup", "began", (f"incident/{hub.id}",))]
    ended = [over(site, 50), over(hub, 50)]
    assert alerter.sees(world(51, ended)) == [("grup", "ended", (f"incident/{hub.id}",))]
    assert alerter.memory == []


def test_a_site_that_stays_down_after_its_link_is_told_to_stay_and_told_when_it_is_back() -> None:
    alerter = Alerter()
    site, other, hub = down("kuaro-1", 0), down("kuaro-2", 0), down(HUB, 1)
    alerter.sees(world(5, [site, other, hub]))
    later = [site, over(other, 60), over(hub, 60)]
    assert alerter.sees(world(61, later)) == []
    ((_, reason, _),) = alerter.sees(world(75, later))
    assert reason == "ended"
    assert alerter.last.drafts[0].parts[0].remaining == 1
    assert alerter.sees(world(200, [over(site, 199)]))[0][1] == "ended"
    assert alerter.memory == []


def test_a_site_that_is_back_a_moment_after_its_link_has_no_fault_of_its_own() -> None:
    alerter = Alerter()
    sites = [down(f"kuaro-{i}", 0) for i in range(11)]
    hub = down(HUB, 1)
    alerter.sees(world(5, [*sites, hub]))
    half = [over(each, 60) for each in (hub, *sites[:3])]
    assert alerter.sees(world(61, [*half, *sites[3:]])) == []
    all_back = [*half, *(over(each, 69) for each in sites[3:])]
    assert alerter.sees(world(70, all_back)) == [("grup", "ended", (f"incident/{hub.id}",))]
    assert alerter.memory == []


def test_links_below_a_link_are_no_sites() -> None:
    town, high, low = nested()
    alerter = Alerter()
    alerter.sees(world(5, [down(high, 0), down(low, 0), down("kuaro-1", 0)], town=town))
    ((part,),) = (draft.parts for draft in alerter.last.drafts)
    concerned = {site for item in part.group.items for site in item.sites}
    assert concerned == {site.id for site in town.sites if site.upstream is not None}


def test_a_link_that_stays_down_after_the_link_above_it_keeps_its_sites() -> None:
    town, high, low = nested()
    alerter = Alerter()
    begun = [down(high, 0), down(low, 0), down("kuaro-1", 0)]
    alerter.sees(world(5, begun, town=town))
    later = [over(begun[0], 60), *begun[1:]]
    assert alerter.sees(world(61, later, town=town)) == []
    ((_, reason, _),) = alerter.sees(world(75, later, town=town))
    assert reason == "ended"
    all_back = [later[0], *(over(each, 199) for each in begun[1:])]
    ((_, reason, (key,)),) = alerter.sees(world(200, all_back, town=town))
    assert (reason, key) == ("ended", f"incident/{begun[1].id}")
    assert alerter.memory == []


def test_a_storm_is_told_as_far_as_it_is_known_and_so_is_its_end() -> None:
    alerter = Alerter()
    kuaro = [down(f"kuaro-{i}", i) for i in range(10)]
    paser = [down(f"paser-{i}", i) for i in range(10)]
    asked = suspects(*(f"paser-{i}" for i in range(4, 12)))
    assert alerter.sees(world(9, [*kuaro, *paser[:6]], town=APART, states=asked)) == []
    ((_, _, groups),) = alerter.sees(world(10, [*kuaro, *paser[:7]], town=APART, states=asked))
    assert len(groups) == 2
    told = [part.items for part in alerter.last.drafts[0].parts]
    assert sum(map(len, told)) == 17
    back = [over(each, 100) for each in kuaro]
    partly = [*back, *(over(each, 101) for each in paser[:3]), *paser[3:7]]
    assert alerter.sees(world(102, partly, town=APART)) == []
    all_back = [*back, *(over(each, 103) for each in paser[:7])]
    ((_, reason, groups),) = alerter.sees(world(104, all_back, town=APART))
    assert (reason, len(groups)) == ("ended", 2)


def test_many_of_one_kecamatan_are_one_message_that_grows_once_a_minute() -> None:
    alerter = Alerter()
    first = [down(f"paser-{i}", i) for i in range(6)]
    ((_, reason, (key,)),) = alerter.sees(world(20, first))
    assert (reason, key) == ("began", "area/kecamatan/Paser Belengkong/O-paser-0-0")
    more = [*first, down("paser-7", 21)]
    assert alerter.sees(world(25, more)) == []
    assert quiet(alerter) == ["folded", "told_already"]
    assert alerter.sees(world(81, more)) == [("grup", "grew", (key,))]
    assert alerter.sees(world(200, [over(each, 190) for each in more])) == [
        ("grup", "ended", (key,))
    ]


def test_the_first_of_many_waits_while_enough_others_are_being_asked() -> None:
    alerter = Alerter()
    asked = suspects(*(f"paser-{i}" for i in range(8)))
    assert alerter.sees(world(4, [down("paser-0", 0)], states=asked)) == []
    assert quiet(alerter) == ["waiting_for_cause"]


def test_a_storm_is_one_message_a_minute_and_its_ends_wait_for_the_next() -> None:
    rules = {AlertKind.AREA_DOWN: replace(RULES[AlertKind.AREA_DOWN], enabled=False)}
    alerter = Alerter()
    plan = alerting(rules=rules)
    storm = [down(f"paser-{i}", 0) for i in range(8)]
    assert len(alerter.sees(world(5, storm, plan))) == 1
    late = [*storm, down("paser-9", 20)]
    assert alerter.sees(world(25, late, plan)) == []
    assert alerter.sees(world(30, [over(each, 29) for each in late], plan)) == []
    ((_, reason, groups),) = alerter.sees(world(66, [over(each, 29) for each in late], plan))
    assert (reason, len(groups)) == ("ended", 8)


def test_a_flood_of_tickets_holds_no_outage_back() -> None:
    tickets = {AlertKind.TICKET_MISSING: RULES[AlertKind.TICKET_MISSING]}
    plan = alerting(rules=tickets)
    alerter = Alerter()
    old = [down(f"kuaro-{i}", i * 200) for i in range(4)]
    for each in old:
        alerter.sees(world((each.started_at - T0) // SECOND + 5, old[: old.index(each) + 1], plan))
    told = alerter.sees(world(2405, old, plan))
    assert [(reason, len(groups)) for _, reason, groups in told] == [("began", 4)]
    assert alerter.sees(world(2410, [*old, down("paser-1", 2405)], plan))[0][1] == "began"


def test_three_at_once_are_three_messages_and_a_fourth_within_the_minute_is_a_storm() -> None:
    alerter = Alerter()
    some = [down(f"paser-{i}", 0) for i in range(3)]
    assert len(alerter.sees(world(5, some))) == 3
    assert len(alerter.sees(world(30, [*some, down("kuaro-1", 20)]))) == 1
    more = [*some, down("kuaro-1", 20), down("kuaro-2", 40)]
    assert alerter.sees(world(45, more)) == []
    assert len(alerter.sees(world(90, more))) == 1


def test_silence_and_work_hide_the_begin_and_never_the_end() -> None:
    for hide in ("silences", "maintenances"):
        alerter = Alerter()
        quiet_time = {hide: (hushed(0, 600, "paser-1"),)}
        assert alerter.sees(world(5, [ONE], **quiet_time)) == []
        assert alerter.sees(world(600, [ONE], **quiet_time)) == BEGAN
        again = {hide: (hushed(0, 6000, "paser-1"),)}
        assert alerter.sees(world(700, [over(ONE, 699)], **again)) == ENDED


def test_a_silence_of_other_sites_or_kinds_hides_nothing() -> None:
    for one in (
        hushed(0, 600, "paser-2"),
        hushed(0, 600, "paser-1", kinds=frozenset({AlertKind.FLAPPING})),
    ):
        assert Alerter().sees(world(5, [ONE], silences=(one,))) == BEGAN
    part = hushed(0, 600, "kuaro-1")
    assert len(Alerter().sees(world(5, [down(HUB, 0)], silences=(part,)))) == 1


def test_while_we_are_blind_ourselves_no_site_is_told() -> None:
    gap = Gap("G1", ALL_SITES, T0, None, GapReason.VANTAGE_BLIND)
    alerter = Alerter()
    assert alerter.sees(world(5, [ONE], gaps=(gap,))) == []
    assert "vantage_blind" in quiet(alerter)
    assert alerter.sees(world(35, [ONE], gaps=(gap,))) == [("grup", "began", ("gap/G1",))]
    assert alerter.sees(world(40, [ONE])) == [("grup", "ended", ("gap/G1",)), *BEGAN]


def test_a_flapping_site_is_told_as_such_and_its_outages_are_not() -> None:
    some = [over(down("paser-1", 60 * i), 60 * i + 10) for i in range(4)]
    last = down("paser-1", 240)
    alerter = Alerter()
    assert alerter.sees(world(245, [*some, last])) == [("grup", "began", ("flapping/paser-1",))]
    assert "flapping" in quiet(alerter)
    calm = alerter.sees(world(4000, [over(last, 250)]))
    assert calm == [("grup", "ended", ("flapping/paser-1",))]


def test_the_end_is_told_to_those_who_were_told_whatever_the_routes_say_now() -> None:
    alerter = Alerter()
    alerter.sees(world(5, [ONE]))
    elsewhere = alerting(Route("lain", Match(), to("surel")))
    assert alerter.sees(world(60, [over(ONE, 59)], elsewhere)) == ENDED


def test_a_route_takes_what_it_matches_and_the_next_one_where_it_goes_on() -> None:
    critical = Match(least=AlertSeverity.CRITICAL)
    plan = alerting(
        Route("kritis", critical, to("hp-rina"), goes_on=True),
        Route("desa", Match(site_kinds=frozenset({SiteKind.DESA})), to("surel")),
        Route("semua", Match(), to("grup")),
    )
    assert [each[0] for each in Alerter().sees(world(5, [ONE], plan))] == ["surel"]
    told = Alerter().sees(world(5, [down(HUB, 0)], plan))
    assert [each[0] for each in told] == ["hp-rina", "surel"]


def test_where_no_route_leads_the_reason_is_known() -> None:
    alerter = Alerter()
    nowhere = alerting(Route("opd", Match(site_kinds=frozenset({SiteKind.OPD})), to("grup")))
    assert alerter.sees(world(5, [ONE], nowhere)) == []
    assert quiet(alerter) == ["no_route"]
    piket = alerting(Route("piket", Match(), (Target(TargetKind.ONCALL, "piket"),)))
    assert alerter.sees(world(5, [ONE], piket)) == []
    assert quiet(alerter) == ["nobody_on_call"]
    assert alerter.sees(world(5, [ONE], piket, on_call={"piket": ("rina",)}))[0][0] == "hp-rina"


def test_in_quiet_hours_only_what_is_grave_enough_is_told() -> None:
    night = Quiet(time(22), time(9), AlertSeverity.CRITICAL)
    plan = alerting(Route("semua", Match(), to("grup"), quiet=night))
    alerter = Alerter()
    assert alerter.sees(world(5, [ONE], plan)) == []
    assert quiet(alerter) == ["quiet_hours"]
    assert len(alerter.sees(world(6, [ONE, down(HUB, 0)], plan))) == 1
    assert alerter.sees(world(3600, [ONE, down(HUB, 0)], plan)) == BEGAN


ESCALATING = Route(
    "semua",
    Match(),
    to("grup"),
    (Step(15 * MINUTE, to("hp-rina")), Step(30 * MINUTE, to("surel", "grup"))),
    repeat_us=HOUR,
)


def test_without_an_answer_the_next_step_is_taken_and_all_of_them_hear_of_the_end() -> None:
    plan = alerting(ESCALATING)
    alerter = Alerter()
    alerter.sees(world(0, [ONE], plan))
    assert alerter.sees(world(899, [ONE], plan)) == []
    assert [each[:2] for each in alerter.sees(world(900, [ONE], plan))] == [
        ("hp-rina", "escalated")
    ]
    assert [each[:2] for each in alerter.sees(world(1800, [ONE], plan))] == [
        ("surel", "escalated"),
        ("grup", "escalated"),
    ]
    assert alerter.sees(world(1801, [ONE], plan)) == []
    ended = alerter.sees(world(2000, [over(ONE, 1999)], plan))
    assert {each[:2] for each in ended} == {
        ("grup", "ended"),
        ("hp-rina", "ended"),
        ("surel", "ended"),
    }


def test_an_answer_stops_escalation_and_reminders() -> None:
    alerter = Alerter()
    plan = alerting(ESCALATING)
    alerter.sees(world(0, [ONE], plan))
    answered = {"answers": {ONE.id: Answer("Rina", T0 + 60 * SECOND)}}
    assert alerter.sees(world(9000, [ONE], plan, **answered)) == []
    assert alerter.sees(world(9001, [over(ONE, 9000)], plan, **answered)) == ENDED


def test_a_reminder_comes_as_often_as_the_route_says() -> None:
    alerter = Alerter()
    plan = alerting(replace(ESCALATING, escalate=()))
    alerter.sees(world(0, [ONE], plan))
    assert alerter.sees(world(3599, [ONE], plan)) == []
    assert alerter.sees(world(3600, [ONE], plan)) == [("grup", "reminder", BEGAN[0][2])]
    assert alerter.sees(world(3601, [ONE], plan)) == []


def test_the_plan_of_the_first_message_holds_whatever_is_edited() -> None:
    alerter = Alerter()
    alerter.sees(world(0, [ONE], alerting(ESCALATING)))
    assert alerter.sees(world(900, [ONE], alerting()))[0][:2] == ("hp-rina", "escalated")


def test_what_began_and_ended_while_the_alerter_was_away_is_told_afterwards() -> None:
    alerter = Alerter()
    seen = world(9000, [over(ONE, 60), down("paser-2", 30)], passed=frozenset({ONE.id}))
    assert {each[:2] for each in alerter.sees(seen)} == {
        ("grup", "ended_unseen"),
        ("grup", "began"),
    }
    assert alerter.sees(world(9001, [over(ONE, 60), down("paser-2", 30)])) == []


def test_what_passed_unseen_is_not_told_where_it_would_not_have_been() -> None:
    rules = {AlertKind.SITE_DOWN: replace(RULES[AlertKind.SITE_DOWN], after_us=MINUTE)}
    unseen = {"passed": frozenset({ONE.id})}
    short = world(9000, [over(ONE, 59)], alerting(rules=rules), **unseen)
    silenced = world(9000, [over(ONE, 90)], silences=(hushed(0, 91, "paser-1"),), **unseen)
    assert Alerter().sees(short) == Alerter().sees(silenced) == []
    long = world(9000, [over(ONE, 60)], alerting(rules=rules), **unseen)
    assert Alerter().sees(long)[0][1] == "ended_unseen"


def test_what_passed_unseen_is_told_in_the_order_in_which_it_happened() -> None:
    alerter = Alerter()
    alerter.sees(world(5, [ONE]))
    all_three = [over(ONE, 20), down("paser-1", 30, 40), down("paser-1", 50)]
    told = alerter.sees(world(60, all_three, passed=frozenset({ONE.id, all_three[1].id})))
    assert [reason for _, reason, _ in told] == ["ended", "ended_unseen", "began"]


def test_what_passed_unseen_is_told_beside_a_storm() -> None:
    storm = [down(f"paser-{i}", 8990) for i in range(2, 9)]
    seen = world(9020, [over(ONE, 60), *storm], passed=frozenset({ONE.id}))
    assert [each[1] for each in Alerter().sees(seen)] == ["ended_unseen", "began"]


def test_a_rule_that_is_off_is_not_told() -> None:
    rules = {AlertKind.INCIDENT: replace(RULES[AlertKind.INCIDENT], enabled=False)}
    told = Alerter().sees(world(20, [down("kuaro-1", 0), down(HUB, 1)], alerting(rules=rules)))
    assert {each[2][0].partition("/")[0] for each in told} == {"outage"}
    assert Rule(AlertSeverity.INFO).enabled
