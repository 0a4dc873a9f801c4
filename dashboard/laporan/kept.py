"""The papers that are kept: what of them is shown."""

from zoneinfo import ZoneInfo

from dashboard.columns import Column
from dashboard.settings import Settings
from pantau.actions.papers import KeptPaper, kept_papers
from pantau.language import Language, label, moment, translator
from pantau.language.sizes import size
from pantau.store import StoreError


def read_kept(settings: Settings, month: str) -> tuple[KeptPaper, ...]:
    """Those of ``month`` ("2026-10") and of its year, the newest first."""
    try:
        with (
            settings.store() as store,
            store.view() as view,
        ):
            found = [*kept_papers(view, month), *kept_papers(view, month[:4])]
    except StoreError:
        return ()
    return tuple(sorted(found, key=lambda each: -each.entry.seq))


def kept_columns(zone: ZoneInfo, language: Language) -> tuple[Column[KeptPaper], ...]:
    """What the list of kept papers shows."""
    say = translator(language)
    return (
        Column(say("Paper"), lambda each: label(each.fact.paper, language)),
        Column(say("File"), lambda each: each.fact.name),
        Column(say("State"), lambda each: label(each.fact.state, language)),
        Column(
            say("Revision"),
            lambda each: str(each.fact.revision),
            lambda each: each.fact.revision,
        ),
        Column(
            say("Made"),
            lambda each: moment(each.entry.at, zone, language),
            lambda each: each.entry.at,
        ),
        Column(say("By"), lambda each: each.entry.author),
        Column(
            say("Size"),
            lambda each: size(each.fact.size, language),
            lambda each: each.fact.size,
        ),
        Column(say("Digest"), lambda each: each.fact.digest),
    )
