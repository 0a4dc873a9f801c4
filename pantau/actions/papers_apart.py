"""A Berita Acara is agreed with one provider: a month of several has one with each."""

from dataclasses import replace

from pantau.actions.acting import Refused
from pantau.facts.measured import LedgerFacts
from pantau.facts.papers import PaperKind, Wanted, company_word
from pantau.inventory.model import Inventory
from pantau.language import to_say
from pantau.sla.case import cases


def providers_of(inventory: Inventory, month: str, now: int) -> tuple[str, ...]:
    """Who has rows in ``month`` ("2026-10") at ``now`` (microseconds UTC), each once, by name.

    Raises ValueError where ``month`` is none.
    """
    # Which rows there are hangs on terms and calendars alone, not on what was measured.
    nothing = LedgerFacts(watched={}, imported=(), outages=(), gaps=())
    by_word: dict[str, str] = {}
    for name in sorted({case.term.provider for case in cases(inventory, nothing, month, now)}):
        by_word.setdefault(company_word(name), name)
    return tuple(by_word.values())


def apart(inventory: Inventory, wanted: Wanted, now: int) -> tuple[Wanted, ...] | Refused:
    """The papers that ``wanted`` is: a Berita Acara for each provider of its month where it names
    none, anything else as it is. One of the only provider bears no name.

    ``now``: microseconds UTC. A period that is none comes back as it is.
    """
    if wanted.kind is not PaperKind.BERITA_ACARA:
        return (wanted,)
    try:
        names = providers_of(inventory, wanted.period, now)
    except ValueError:
        return (wanted,)
    if not wanted.provider:
        if names[1:] and wanted.number:
            return Refused(
                to_say(
                    "the number {number} is that of one paper, and {period} has one with each of: "
                    "{names}; name one of them"
                ),
                number=wanted.number,
                period=wanted.period,
                names=", ".join(names),
            )
        return tuple(replace(wanted, provider=each) for each in names) if names[1:] else (wanted,)
    word = company_word(wanted.provider)
    found = next((each for each in names if company_word(each) == word), None)
    if found is None:
        return Refused(
            to_say("no site is served by '{provider}' in {period}; write one of: {names}"),
            provider=wanted.provider,
            period=wanted.period,
            names=", ".join(names) or "–",
        )
    return (replace(wanted, provider=found if names[1:] else ""),)
