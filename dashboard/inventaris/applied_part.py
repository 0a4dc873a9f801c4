"""What is in force, and what came into force before."""

from collections.abc import Sequence

import streamlit as st

from dashboard.columns import Column
from dashboard.grid import grid
from dashboard.inventaris.file import Applied
from dashboard.markup import Html, element
from dashboard.scene import Scene
from pantau.language import moment, number


def in_force(here: Scene, applied: Sequence[Applied]) -> Html:
    """Since when, by whom, and how much it holds."""
    say, inventory = here.say, here.inventory
    rows = [
        (say("Digest"), inventory.digest[:12]),
        (say("Sites"), number(len(inventory.sites), here.language)),
        (say("Taken out"), number(len(inventory.departed), here.language)),
        (say("Shared links"), number(len(inventory.upstreams), here.language)),
        (say("Contracts"), number(len(inventory.contracts), here.language)),
    ]
    last = next((each for each in applied if each.digest == inventory.digest), None)
    if last is not None:
        rows = [
            (say("Since"), moment(last.entry.at, here.zone, here.language)),
            (say("Applied by"), last.entry.author),
            (say("Journal entry"), number(last.entry.seq, here.language)),
            *rows,
        ]
        if last.correction:
            rows.append((say("Correction"), last.correction))
    facts = [each for name, value in rows for each in (element("dt", name), element("dd", value))]
    return element(
        "section",
        element("h2", say("In force")),
        element("dl", *facts, class_="p-facts"),
        class_="p-panel",
    )


def applied_list(here: Scene, applied: Sequence[Applied]) -> None:
    """The last ones that came into force, and what each changed."""
    title = here.say("What came into force")
    st.html(element("h2", title, class_="p-heading"))
    grid(
        applied,
        _columns(here),
        key="berlaku",
        title=title,
        empty=here.say("Nothing was applied yet: the first start of the collector does that."),
    )


def _columns(here: Scene) -> tuple[Column[Applied], ...]:
    say, language = here.say, here.language

    def counted(heading: str, count: str) -> Column[Applied]:
        return Column[Applied](
            heading,
            lambda each: number(getattr(each, count), language),
            lambda each: int(getattr(each, count)),
            width="small",
        )

    return (
        Column[Applied](
            say("Since"),
            lambda each: moment(each.entry.at, here.zone, language),
            lambda each: each.entry.at,
            left=True,
        ),
        Column[Applied](
            say("Journal entry"),
            lambda each: number(each.entry.seq, language),
            lambda each: each.entry.seq,
        ),
        Column[Applied](say("Digest"), lambda each: each.digest[:12]),
        Column[Applied](say("Applied by"), lambda each: each.entry.author),
        counted(say("Added"), "added"),
        counted(say("Taken out"), "removed"),
        counted(say("Changed"), "changed"),
        Column[Applied](say("Correction"), lambda each: each.correction or "–", width="large"),
    )
