"""One cause, one incident, whatever was noticed first."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from pantau.facts.instant import SECOND
from pantau.facts.measured import Outage
from pantau.verdict.incident import causes, incidents

HUB, BACKBONE = "upstream/hub", "upstream/backbone"
TREE = {"a": HUB, "b": HUB, "c": HUB, HUB: BACKBONE, "lone": BACKBONE}


def outage(
    site: str, began: float, until: float | None = None, *, seen: float | None = 5
) -> Outage:
    """Seconds; ``seen``: how long before its begin the last answer was sent, None for never."""
    return Outage(
        id=f"{site}@{began}",
        site=site,
        started_at=round(began * SECOND),
        ended_at=None if until is None else round(until * SECOND),
        last_up_before=None if seen is None else round((began - seen) * SECOND),
    )


def grouped(*outages: Outage) -> dict[str, list[str]]:
    return {i.root.id: [b.id for b in i.below] for i in incidents(outages, TREE)}


def test_a_hub_and_its_sites_are_one_incident_in_any_order() -> None:
    hub = outage(HUB, 102)
    sites = [outage("a", 100), outage("b", 103), outage("c", 104.5)]
    for order in itertools.permutations([hub, *sites]):
        assert grouped(*order) == {"upstream/hub@102": ["a@100", "b@103", "c@104.5"]}


def test_a_site_that_fell_before_or_after_is_told_apart() -> None:
    found = grouped(outage("a", 90), outage(HUB, 100), outage("b", 101), outage("c", 107))
    assert found == {"a@90": [], "upstream/hub@100": ["b@101"], "c@107": []}


def test_a_site_that_stays_down_when_its_hub_is_back_is_named() -> None:
    found = incidents([outage(HUB, 100, 160), outage("a", 101, 165), outage("b", 101)], TREE)
    assert [each.site for each in found[0].below] == ["a", "b"]
    assert [each.site for each in found[0].outlasting] == ["b"]


def test_a_failing_backbone_explains_its_hubs_and_their_sites() -> None:
    found = incidents([outage("a", 101), outage(HUB, 102), outage(BACKBONE, 99)], TREE)
    assert [each.root.site for each in found] == [BACKBONE]
    assert set(causes(found)) == {"a@101", "upstream/hub@102"}


def test_a_hub_that_answers_keeps_the_backbone_out_of_it() -> None:
    found = grouped(outage("a", 101), outage(BACKBONE, 99))
    assert found == {"upstream/backbone@99": [], "a@101": []}


def test_a_hub_found_down_when_we_began_explains_what_was_found_down_with_it() -> None:
    found = grouped(outage(HUB, 100, seen=None), outage("a", 103, seen=None))
    assert found == {"upstream/hub@100": ["a@103"]}


def test_a_hub_that_was_back_already_explains_nothing_later() -> None:
    found = grouped(outage(HUB, 10, 20, seen=None), outage("a", 500, seen=None))
    assert len(found) == 2


def test_an_imported_outage_stands_alone() -> None:
    old = Outage("O1-1", "a", 100 * SECOND, 200 * SECOND, import_id="I1")
    assert grouped(old, outage(HUB, 100)) == {"O1-1": [], "upstream/hub@100": []}


spans = st.tuples(
    st.sampled_from([*TREE, BACKBONE]), st.integers(0, 60), st.integers(1, 30), st.integers(0, 6)
)


@given(st.lists(spans, max_size=12), st.randoms(use_true_random=False))
def test_every_outage_is_in_one_incident_and_order_does_not_matter(drawn, random) -> None:  # type: ignore[no-untyped-def]
    outages = {
        (site, began): outage(site, began, began + lasts, seen=seen)
        for site, began, lasts, seen in drawn
    }
    some = list(outages.values())
    found = incidents(some, TREE)
    everywhere = [o.id for i in found for o in (i.root, *i.below)]
    assert sorted(everywhere) == sorted(o.id for o in some)
    random.shuffle(some)
    again = incidents(some, TREE)
    assert {i.root.id: set(i.below) for i in again} == {i.root.id: set(i.below) for i in found}
