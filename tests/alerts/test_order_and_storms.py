"""What a storm holds back is told later, in the order in which it happened at each site."""

from dataclasses import replace

from alerts.memory import from_told, to_told
from alerts.words.compose import message_of
from pantau.facts.instant import HOUR, SECOND
from pantau.facts.measured import Outage
from pantau.facts.telling import AlertKind
from pantau.inventory.alerting import RULES, Match, Route
from tests.alerts.town import HUB, T0, Alerter, alerting, down, suspects, to, world

NO_AREA = alerting(rules={AlertKind.AREA_DOWN: replace(RULES[AlertKind.AREA_DOWN], enabled=False)})


def over(outage: Outage, end: int) -> Outage:
    return replace(outage, ended_at=T0 + end * SECOND)


def passed(*outages: Outage) -> dict[str, frozenset[str]]:
    return {"passed": frozenset(each.id for each in outages)}


def reasons(told: list) -> list[str]:
    return [reason for _, reason, _ in told]


def test_sites_that_were_down_one_after_the_other_are_no_area() -> None:
    each = [down(f"paser-{i}", 100 * i, 100 * i + 99) for i in range(12)]
    alerter = Alerter()
    for second in range(0, 1300, 50):
        seen = [
            one if one.ended_at <= T0 + second * SECOND else replace(one, ended_at=None)
            for one in each
            if one.started_at <= T0 + second * SECOND
        ]
        alerter.sees(world(second, seen))
        assert all(memo.kind is not AlertKind.AREA_DOWN for memo in alerter.memory)


def test_an_area_is_one_although_its_sites_were_cut_off_little_by_little() -> None:
    each = [down(f"paser-{i}", 100 * i) for i in range(7)]
    alerter = Alerter()
    alerter.sees(world(610, each))
    assert {memo.group for memo in alerter.memory} == {
        f"area/kecamatan/Paser Belengkong/{each[0].id}"
    }


def test_the_rest_of_an_area_is_reminded_of_although_the_others_are_long_back() -> None:
    plan = alerting(Route("semua", Match(), to("grup"), repeat_us=HOUR))
    storm = [down(f"paser-{i}", 0) for i in range(12)]
    alerter = Alerter()
    alerter.sees(world(20, storm, plan))
    alerter.sees(world(200, [storm[0], *(over(each, 100) for each in storm[1:])], plan))
    # After two hours what is over is not looked at any more.
    told = [alerter.sees(world(seconds, storm[:1], plan)) for seconds in range(8000, 16000, 100)]
    assert reasons([each for some in told for each in some]) == ["reminder"] * 3
    assert reasons(alerter.sees(world(16100, [over(storm[0], 16050)], plan))) == ["ended"]


def test_nobody_hears_in_a_storm_that_a_site_is_down_again_before_that_it_was_back() -> None:
    first, other = down("paser-1", 0), down("paser-9", 1)
    alerter = Alerter()
    alerter.sees(world(5, [first, other], NO_AREA))
    storm = [down(f"paser-{i}", 100) for i in range(1, 6)]
    told = alerter.sees(world(105, [over(first, 50), over(other, 104), *storm], NO_AREA))
    assert reasons(told) == ["ended", "began"]
    assert told[0][2] == (f"outage/{first.id}",)
    assert reasons(alerter.sees(world(165, [over(other, 104), *storm], NO_AREA))) == ["ended"]


def test_what_passes_in_a_storm_is_told_after_it_and_after_what_ended_before() -> None:
    storm = [down(f"paser-{i}", 0) for i in range(5)]
    alerter = Alerter()
    assert reasons(alerter.sees(world(5, storm, NO_AREA))) == ["began"]
    back, again = over(storm[0], 10), down("paser-0", 15, 18)
    seen = [back, again, *storm[1:]]
    assert alerter.sees(world(20, seen, NO_AREA, **passed(back, again))) == []
    # As after a restart.
    alerter.memory = [from_told(to_told(memo)) for memo in alerter.memory]
    assert alerter.sees(world(64, seen, NO_AREA)) == []
    last = world(65, seen, NO_AREA)
    assert reasons(alerter.sees(last)) == ["ended", "ended_unseen"]
    said = message_of(alerter.last.drafts[1], last)
    assert said.title == "SEMPAT GANGGUAN: paser-0 (Paser Belengkong)"
    assert said.lines[0].startswith("Berlangsung 3 dtk")
    assert {memo.outage for memo in alerter.memory} == {each.id for each in storm[1:]}
    assert alerter.sees(world(66, seen, NO_AREA)) == []


def test_what_a_storm_held_back_until_it_was_over_is_told_afterwards() -> None:
    storm = [down(f"paser-{i}", 0) for i in range(5)]
    late = down("paser-9", 10)
    alerter = Alerter()
    alerter.sees(world(5, storm, NO_AREA))
    assert alerter.sees(world(15, [*storm, late], NO_AREA)) == []
    done = over(late, 40)
    assert alerter.sees(world(41, [*storm, done], NO_AREA, **passed(done))) == []
    assert reasons(alerter.sees(world(65, [*storm, done], NO_AREA))) == ["ended_unseen"]


def test_what_ended_while_it_waited_for_its_cause_is_told_afterwards() -> None:
    site = down("kuaro-1", 0)
    alerter = Alerter()
    assert alerter.sees(world(4, [site], states=suspects(HUB))) == []
    done = over(site, 6)
    assert reasons(alerter.sees(world(7, [done], **passed(done)))) == ["ended_unseen"]
    assert alerter.memory == []


def test_whoever_was_told_of_an_outage_hears_no_second_end_of_it_by_another_route() -> None:
    site = down("paser-1", 0)
    alerter = Alerter()
    alerter.sees(world(4, [site]))
    elsewhere = alerting(Route("lain", Match(), to("surel")))
    done = over(site, 60)
    told = alerter.sees(world(61, [done], elsewhere, **passed(done)))
    assert [each[:2] for each in told] == [("grup", "ended")]


def test_what_passed_while_nobody_decided_holds_back_nothing_that_begins() -> None:
    gone = [down(f"paser-{i}", 10 * i, 10 * i + 9) for i in range(5)]
    alerter = Alerter()
    assert reasons(alerter.sees(world(60, gone, NO_AREA, **passed(*gone)))) == ["ended_unseen"]
    fresh = down("paser-9", 61)
    assert reasons(alerter.sees(world(65, [*gone, fresh], NO_AREA))) == ["began"]
