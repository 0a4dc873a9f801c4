"""A month's figures as a table for Excel in Indonesia: semicolons, UTF-8 with its mark.

Only figures: what explains them is in the other forms.
"""

import csv
import io

from pantau.actions.months import judged
from pantau.actions.papers import Tell
from pantau.facts.papers import Wanted
from pantau.facts.words import MonthState, PaperStep
from pantau.inventory.model import Inventory
from pantau.language import choose_language, to_say, translator
from pantau.sla import SlaResult, floor_percent
from pantau.store import Store

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_HEADINGS = (
    *(to_say("Site"), to_say("Name"), to_say("Kecamatan"), to_say("Contract"), to_say("Tier")),
    *(to_say("Objective"), to_say("Availability"), to_say("Worst case"), to_say("Coverage")),
    *(to_say("Service seconds"), to_say("Up seconds"), to_say("Down seconds")),
    *(to_say("Excluded seconds"), to_say("Unknown seconds"), to_say("Outages")),
    *(to_say("Compliant"), to_say("Credit"), to_say("State")),
)


def figures_csv(store: Store, inventory: Inventory, wanted: Wanted, now: int, tell: Tell) -> bytes:
    """One row a site and term. ``now``: microseconds UTC. Raises ValueError for no month."""
    tell(PaperStep.GATHERING)
    found = judged(store, inventory, wanted.period, now)
    tell(PaperStep.WRITING)
    say = translator(choose_language(wanted.language))
    closed = found.standing.state is MonthState.CLOSED
    state = say("closed, revision {n}", n=found.standing.revision) if closed else say("draft")
    if inventory.simulation:
        state = f"{say('SIMULATION – not real data')}, {state}"
    out = io.StringIO()
    table = csv.writer(out, delimiter=";", lineterminator="\r\n")
    table.writerow([say(each) for each in _HEADINGS])
    words = {True: say("yes"), False: say("no"), None: ""}
    for row in found.result.sites:
        if wanted.sites and row.site not in wanted.sites:
            continue
        site = inventory.site(row.site)
        name, kecamatan = (site.name, site.kecamatan) if site else ("", "")
        texts = (row.site, name, kecamatan, row.contract, row.tier)
        table.writerow(
            [
                *map(_text, texts),
                *_numbers(row, say.language),
                words[row.compliant],
                "" if row.credit is None else row.credit,
                state,
            ]
        )
    return out.getvalue().encode("utf-8-sig")


def _numbers(row: SlaResult, language: str) -> list[str | int]:
    shares = (row.availability, row.availability_worst, row.coverage)
    objectives = (row.objective, row.objective, None)
    shown = [
        "" if share is None else _decimal(floor_percent(share, objective), language)
        for share, objective in zip(shares, objectives, strict=True)
    ]
    objective = "" if row.objective is None else _decimal(row.objective, language)
    return [
        objective,
        *shown,
        row.service_seconds,
        row.up_seconds,
        row.down_seconds,
        row.excluded_seconds,
        row.unknown_seconds,
        row.outages,
    ]


def _decimal(value: object, language: str) -> str:
    return str(value).replace(".", ",") if language == "id" else str(value)


def _text(text: str) -> str:
    """A name is never a formula, whatever it begins with."""
    return f"'{text}" if text.startswith(_FORMULA) else text
