"""Single lines of a message: since when, how long, whose, what is left of the budget."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

from alerts.item import Item
from alerts.world import World
from pantau.actions.cause_words import suggestion_line
from pantau.facts.instant import SECOND, to_datetime
from pantau.facts.measured import Outage, upstream_id
from pantau.facts.region import DutyState
from pantau.facts.telling import AlertKind, AlertSeverity
from pantau.facts.words import Cause
from pantau.inventory.desk import please_repair, worded
from pantau.inventory.model import Site
from pantau.language import Language, Sentence, to_say, translator
from pantau.language.dates import clock_time, day, moment
from pantau.language.durations import short_duration
from pantau.language.labels import label
from pantau.language.numbers import decimal
from pantau.language.shortfall import shortfall_words
from pantau.language.sizes import size
from pantau.sla import error_budget

MOST_NAMES = 10


class Facts:
    """What a world says of items, in one language. Names are as the inventory has them."""

    def __init__(self, world: World, language: Language) -> None:
        self.world = world
        self.language = language
        self.say = translator(language)
        self.zone = world.inventory.timezone
        self._sites = {site.id: site for site in world.inventory.judged}
        self._outages = {outage.id: outage for outage in world.outages}

    def site(self, id: str) -> Site | None:
        """A site that is or was in the inventory."""
        return self._sites.get(id)

    def outage(self, item: Item) -> Outage | None:
        """The outage that an item is about."""
        return self._outages.get(item.outage or "")

    def is_down(self, site: str) -> bool:
        """Whether the site is down now."""
        return any(each.site == site and each.ended_at is None for each in self.world.outages)

    def is_gone(self, item: Item) -> bool:
        """Whether what was down is not in the inventory any more, so that nobody asks it."""
        outage = self.outage(item)
        if outage is None:
            return False
        inventory, link = self.world.inventory, upstream_id(outage.site)
        if link is not None:
            return link not in inventory.upstreams
        return all(site.id != outage.site for site in inventory.sites)

    def shortfalls(self, item: Item) -> Iterator[str]:
        """Since when a site is degraded, what it falls short of, and whom to call there."""
        yield self.since(item)
        for spell in self.world.degraded:
            if f"degraded/{spell.id}" == item.key:
                yield from (shortfall_words(short, self.language) for short in spell.shortfalls)
        contact = self.contact(item.sites[0])
        if contact is not None:
            yield contact

    def words(self, item: Item) -> dict[str, str]:
        """What the sentence of an item needs beside, in this language."""
        return {
            name: each.said(self.say) if isinstance(each, Sentence) else each
            for name, each in item.words.items()
        }

    def worded(self, name: str, ours: str, /, **values: str) -> str:
        """The inventory's own text of that name, else ``ours`` in this language."""
        return worded(self.world.alerting, self.language, name, ours, **values)

    def severity(self, kind: AlertKind) -> AlertSeverity:
        """How much the rules say that a kind matters."""
        return self.world.alerting.rules[kind].severity

    def place(self, id: str) -> str:
        """A site's name and where it is: ``Kantor Desa Lolo (Kuaro)``; a shared link's name."""
        site = self.site(id)
        link = self.world.inventory.upstreams.get(upstream_id(id) or "")
        if link is not None:
            return link.name
        return f"{site.name} ({site.kecamatan})" if site else id

    def moment(self, at: int) -> str:
        """Day and time: ``25 Nov 2026 08.00 WITA``."""
        return moment(at, self.zone, self.language)

    def day(self, iso: str) -> str:
        """``30 Nov 2026``."""
        return day(date.fromisoformat(iso), self.language)

    def duty_state(self, state: str) -> str:
        """How far a duty of an agreement is: ``In progress``."""
        return label(DutyState(state), self.language)

    def span(self, begin: int, end: int) -> str:
        """``25 Nov 2026, 08.00 WITA – 09.05 WITA``, with both days where they differ."""
        first, last = (to_datetime(at, self.zone).date() for at in (begin, end))
        if first != last:
            return f"{self.moment(begin)} – {self.moment(end)}"
        times = " – ".join(clock_time(at, self.zone, self.language) for at in (begin, end))
        return f"{day(first, self.language)}, {times}"

    def length(self, begin: int, end: int) -> str:
        """``1 j 5 mnt``."""
        return short_duration(max(0, (end - begin) // SECOND), self.language)

    def since(self, item: Item) -> str:
        """Since when it lasts, and how long that is."""
        return self.say(
            "Since {time} ({length})",
            time=self.moment(item.begin),
            length=self.length(item.begin, self.world.now),
        )

    def last_backup(self, at: str) -> str:
        """When the last sound backup was made; ``at``: microseconds UTC, or empty."""
        if not at:
            return self.say("There is no sound backup yet")
        return self.say("Last sound backup: {time}", time=self.moment(int(at)))

    def room(self, words: Mapping[str, str]) -> Iterator[str]:
        """What is free of the disk, and for how long that lasts where it is known."""
        free = size(int(words["free"]), self.language)
        share = decimal(Decimal(words["percent"] or "0"), self.language)
        yield self.say("{size} free, {share} %", size=free, share=share)
        if words["left"]:
            yield self.say.plural(
                "enough for {n} day at the growth of the last weeks",
                "enough for {n} days at the growth of the last weeks",
                int(words["left"]),
            )

    def certificate(self, item: Item) -> str:
        """Of which probe, and until when it holds."""
        words = self.words(item)
        ends = self.day(words["end"])
        if int(words["days"]) < 0:
            return self.say("{probe}: ended on {day}", probe=words["probe"], day=ends)
        return self.say("{probe}: valid until {day}", probe=words["probe"], day=ends)

    def lasted(self, item: Item) -> str:
        """From when to when it lasted."""
        end = self.world.now if item.end is None else item.end
        return self.say(
            "Lasted {length}: {span}",
            length=self.length(item.begin, end),
            span=self.span(item.begin, end),
        )

    def cause(self, item: Item) -> str | None:
        """What is held to be the cause, where anybody said, else what is suggested."""
        outage = self.outage(item)
        if outage is None:
            return None
        if outage.cause is Cause.UNKNOWN:
            suggested = self.world.suggested.get(outage.id)
            if suggested is None or suggested.cause is Cause.UNKNOWN:
                return None
            return suggestion_line(suggested, self.language)
        return self.say("Cause: {cause}", cause=label(outage.cause, self.language))

    def ticket(self, item: Item) -> str | None:
        """The provider's ticket, or that there is none."""
        outage = self.outage(item)
        if outage is None:
            return None
        if outage.ticket:
            return self.say("Ticket: {number}", number=outage.ticket)
        return self.say("No ticket yet")

    def in_hand(self, items: Sequence[Item]) -> str:
        """Who has answered first, or that nobody has."""
        answers = [
            answer
            for item in items
            if item.outage and (answer := self.world.answers.get(item.outage))
        ]
        if not answers:
            return self.say("Nobody has taken it in hand yet")
        first = min(answers, key=lambda answer: answer.at)
        return self.say("In hand: {who}", who=first.who)

    def contact(self, id: str) -> str | None:
        """Whom to call there."""
        site = self.site(id)
        if site is None or site.contact is None:
            return None
        said = ", ".join(part for part in (site.contact.name, site.contact.phone) if part)
        return self.say("Contact: {contact}", contact=said)

    def budget(self, id: str) -> str | None:
        """What is left of the site's error budget this month; None where it has none."""
        rows = self.world.ledger.month.sites if self.world.ledger else ()
        for row in rows:
            left = error_budget(row) if row.site == id else None
            if left is None or row.objective is None:
                continue
            objective = f"{decimal(row.objective, self.language)} %"
            if left < 0:
                over = short_duration(-left, self.language)
                return self.say(
                    "Objective {objective} broken, by {over}", objective=objective, over=over
                )
            return self.say(
                "Budget left this month: {left} (objective {objective})",
                left=short_duration(left, self.language),
                objective=objective,
            )
        return None

    def names(self, sites: Sequence[str]) -> list[str]:
        """How many in each kecamatan, and the first of them by name."""
        known = [site for site in map(self.site, sites) if site]
        by_kecamatan = Counter(site.kecamatan for site in known)
        counted = ", ".join(f"{name} {n}" for name, n in sorted(by_kecamatan.items()))
        lines = [counted] if len(by_kecamatan) > 1 else []
        lines += [f"- {site.name}" for site in known[:MOST_NAMES]]
        if len(known) > MOST_NAMES:
            lines.append(self.say("and {n} more", n=len(known) - MOST_NAMES))
        return lines

    def ready(self, item: Item, many: str) -> str:
        """A text to send on to the provider's desk. ``many``: what is down, where it is no site."""
        site = self.site(item.sites[0]) if len(item.sites) == 1 and not many else None
        if site is not None:
            return please_repair(self.world.alerting, site, item.begin, self.zone, self.language)
        what, when = many or self.place(item.sites[0]), self.moment(item.begin)
        ours = to_say("Please repair: {what}, down since {time}.")
        return self.worded("ready", ours, what=what, name=what, kecamatan="", line="", time=when)
