"""Sentences for what an edit would change of days that are over, one for all that change alike."""

from collections.abc import Iterable
from datetime import date, timedelta

from pantau.inventory.composer import compose
from pantau.inventory.file_words import (
    as_written,
    day_or_span,
    hours_as_written,
    key_as_written,
    same_calendar,
)
from pantau.inventory.findings import Findings
from pantau.inventory.history import (
    SERVICE_HOURS,
    TERM,
    TIMEZONE,
    PastChange,
    ending,
    past_changes,
)
from pantau.inventory.hours import hours_on
from pantau.inventory.model import Inventory
from pantau.inventory.origin import Origins
from pantau.inventory.past_standings import origin_of, retold, sentence_of
from pantau.inventory.problem import Problem
from pantau.inventory.source import Path
from pantau.language import Sentence, to_say

_DAY = timedelta(days=1)
_CORRECT = Sentence(
    to_say("or, if it was written wrong from the start: pantau apply --correct REASON")
)


def past_problems(old: Inventory, new: Inventory, today: date) -> tuple[Problem, ...]:
    """What keeps ``new`` from following ``old``, the inventory in force, on ``today`` (local).

    Errors for what it would change of days before today, warnings for sites that end and for what
    papers of those days would say of a site.
    """
    changes, gone = past_changes(old, new, today), ending(old, new, today)
    said = retold(old, new, today)
    if not changes and not gone and not said:
        return ()
    source = compose(new.text)
    findings = Findings(new.file, source)
    origins = Origins(old, new, source)
    telling = _Telling(old, new, today)
    for path, alike in _alike((origins.of(change), change) for change in changes):
        findings.error(path, telling.sentence(path, alike), key=True)
    places = {site.id: number for number, site in enumerate(new.sites)} if said else {}
    for one, sites in said.items():
        at = origin_of(source, ("sites", places[sites[0]]), one)
        findings.warning(at, sentence_of(one, len(sites), today), key=True)
    for site in gone:
        findings.warning(
            ("sites",),
            Sentence(
                to_say(
                    "site '{id}' is in force and not in this file: it ends today, {today}, and "
                    "stays in the months until then; where this is a slip, put its line back"
                ),
                id=site.id,
                today=today,
            ),
            key=True,
        )
    return findings.problems()


def _alike(found: Iterable[tuple[Path, PastChange]]) -> list[tuple[Path, list[PastChange]]]:
    """Changes by where they were written and what they say, whatever their site."""
    groups: dict[object, tuple[Path, list[PastChange]]] = {}
    for path, each in found:
        key = (path, each.key, each.before, each.after, each.since, each.until)
        groups.setdefault(key, (path, []))[1].append(each)
    return list(groups.values())


class _Telling:
    """What changes, since when, for how many, and what to write instead."""

    def __init__(self, old: Inventory, new: Inventory, today: date) -> None:
        self._old = old
        self._new = new
        self._today = today
        self._away = {site.id: site.terms for site in old.departed}

    def sentence(self, path: Path, alike: list[PastChange]) -> Sentence:
        """One for all of ``alike``, which differ in their site alone."""
        one = alike[0]
        span = day_or_span(one.since, one.until, self._today - _DAY)
        text = to_say("{key}: {change} {span}, which is over; {remedy}; {correct}")
        if path[0] != "sites" and one.site:
            text = to_say("{key}: {change} {span}, {n} sites, which is over; {remedy}; {correct}")
            if len(alike) == 1:
                text = to_say("{key}: {change} {span}, 1 site, which is over; {remedy}; {correct}")
        counted = {"n": len(alike)} if "{n}" in text else {}
        return Sentence(
            text,
            key=key_as_written(one.key),
            change=self._values(one),
            span=span,
            remedy=self._remedy(path, one),
            correct=_CORRECT,
            **counted,
        )

    def _values(self, change: PastChange) -> str:
        before, after = (as_written(change.key, v) for v in (change.before, change.after))
        if change.key == SERVICE_HOURS and same_calendar(change.before, change.after):
            hours = (
                hours_as_written(hours_on(each.calendars[str(name)], change.since))
                for each, name in ((self._old, change.before), (self._new, change.after))
            )
            return f"{before} ({' -> '.join(hours)})"
        return f"{before} -> {after}"

    def _remedy(self, path: Path, change: PastChange) -> Sentence:
        if change.key == TIMEZONE:
            return Sentence(to_say("write timezone: {before}"), before=str(change.before))
        if path[0] == "calendars":
            return Sentence(
                to_say(
                    "leave these days as they were and write the new hours in another calendar, "
                    "with amendments: [{{from: {today}, policy: {{service_hours: …}}}}]"
                ),
                today=self._today,
            )
        if change.key == TERM:
            return self._of_term(change)
        if change.key == "provider":
            return Sentence(
                to_say(
                    "another provider is another contract: write one, and a further term of each "
                    "site"
                )
            )
        if path[0] == "contracts":
            words = self._amendment(path, change)
            return Sentence(
                to_say("write it as amendments: [{{from: {today}, {words}}}]"),
                today=self._today,
                words=words,
            )
        key = key_as_written(change.key)
        return Sentence(
            to_say(
                "write it as a further term: terms: [{{…, to: {last}}}, {{…, from: {today}, "
                "{key}: {value}}}]"
            ),
            last=self._today - _DAY,
            today=self._today,
            key=key,
            value=as_written(change.key, change.after),
        )

    def _of_term(self, change: PastChange) -> Sentence:
        if change.after is None:
            return Sentence(
                to_say("a term may end with to: {last}, or later"), last=self._today - _DAY
            )
        left = max((t.end for t in self._away.get(change.site, ()) if t.end), default=None)
        if left is not None and change.since > left:
            return Sentence(
                to_say(
                    "the site was out of the file then: write terms: [{{…, to: {left}}}, {{…, "
                    "from: {today}}}]"
                ),
                left=left,
                today=self._today,
            )
        return Sentence(
            to_say("let the term begin with from: {today}, or later"), today=self._today
        )

    def _amendment(self, path: Path, change: PastChange) -> str:
        """What to write in an amendment: the key, in the policy or the tier that it is of."""
        value = "~" if change.after is None else as_written(change.key, change.after)
        words = f"{key_as_written(change.key)}: {value}"
        if "policy" in path:
            words = f"policy: {{{words}}}"
        return f"tiers: {{{change.tier}: {{{words}}}}}" if "tiers" in path else words
