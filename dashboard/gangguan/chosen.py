"""One outage with what is known and was said of it, as HTML."""

from dashboard.gangguan.claim_page import some_of
from dashboard.gangguan.own_address import own_address
from dashboard.gangguan.reading import Told
from dashboard.links import page_url
from dashboard.live import SIGNS
from dashboard.markup import Html, element, joined
from dashboard.scene import Scene
from pantau.actions.cause_words import evidence_lines, suggestion_line
from pantau.facts.journal import Entry
from pantau.facts.kinds import EntryKind
from pantau.facts.measured import upstream_id
from pantau.facts.said import Objection, Proposal
from pantau.facts.words import Cause, Liability, State
from pantau.language import duration, label, moment


def chosen(told: Told, here: Scene) -> Html:
    """Head, facts at the left, what people said at the right."""
    return element(
        "section",
        _head(told, here),
        element(
            "div",
            element("dl", *_facts(told, here), class_="p-facts"),
            *_suggested(told, here),
            element("div", *_said(told, here), class_="p-told"),
            class_="p-case",
        ),
        class_="p-panel",
    )


def _head(told: Told, here: Scene) -> Html:
    row, say = told.row, here.say
    name = element("strong", row.name)
    if upstream_id(row.outage.site) is None:
        url = page_url("titik", here.language, site=row.outage.site)
        name = element("a", row.name, href=url, class_="p-go")
    state = State.DOWN if row.is_open else State.UP
    words = say("Going on") if row.is_open else say("Over")
    return element(
        "h2",
        element("span", f"{SIGNS[state]} {words}", class_=f"p-mark p-{state.value}"),
        " ",
        name,
        " ",
        own_address(row.outage.id, here),
    )


def _facts(told: Told, here: Scene) -> list[Html]:
    row, say, language = told.row, here.say, here.language
    outage = row.outage
    facts = [
        (say("Begin"), moment(outage.started_at, here.zone, language)),
        (
            say("End"),
            "–" if outage.ended_at is None else moment(outage.ended_at, here.zone, language),
        ),
        (say("How long"), duration(row.seconds, language)),
        (say("Together with"), row.because or "–"),
        (say("Cause"), label(outage.cause, language)),
        (say("Liability"), label(outage.liability, language)),
        (say("In hand"), row.in_hand or say("nobody yet")),
        (say("Ticket"), _ticket(told, here)),
    ]
    if told.below:
        names = [each.name for each in told.below]
        facts.insert(4, (say("Went down with it"), some_of(names, here)))
    if outage.import_id:
        facts.append((say("Source"), say("import {id}", id=outage.import_id)))
    if outage.voided:
        facts.append((say("State"), say("voided: it did not happen, its time is unknown")))
    return [joined(element("dt", title), element("dd", value)) for title, value in facts if value]


def _suggested(told: Told, here: Scene) -> list[Html]:
    """What the collector suggests, and on what it rests: for whoever is about to classify."""
    found = told.suggested
    if found is None:
        return []
    lines = evidence_lines(found, here.zone, here.language)
    return [
        element(
            "div",
            element("h3", suggestion_line(found, here.language)),
            element("ul", *(element("li", line) for line in lines)),
            element("p", here.say("Suggested by the collector: you decide."), class_="p-soft"),
            class_="p-told",
        )
    ]


def _ticket(told: Told, here: Scene) -> str:
    number = told.row.outage.ticket
    if number is None:
        return here.say("none yet")
    data = told.ticket.data() if told.ticket else {}
    times = (
        (here.say("reported"), data.get("reported_at")),
        (here.say("closed"), data.get("closed_at")),
    )
    said = [
        f"{words} {moment(at, here.zone, here.language)}" for words, at in times if at is not None
    ]
    return " · ".join((number, *said))


def _said(told: Told, here: Scene) -> list[Html]:
    """Entries of the journal about it, then what is proposed for it."""
    lines = [_entry(each, here) for each in told.entries]
    lines += [_proposal(each, here) for each in (*told.voids, *told.touching)]
    lines += [_objection(each, here) for each in told.objections]
    title = element("h3", here.say("What was said about it"))
    if not lines:
        return [title, element("p", here.say("Nothing yet."), class_="p-soft")]
    return [title, element("ul", *lines)]


def _entry(entry: Entry, here: Scene) -> Html:
    data, say, language = entry.data(), here.say, here.language
    match entry.kind:
        case EntryKind.ACKNOWLEDGED:
            words = say("took it in hand")
        case EntryKind.OUTAGE_CLASSIFIED:
            cause = label(Cause(data["cause"]), language)
            words = f"{cause} · {label(Liability(data['liability']), language)}"
        case EntryKind.VOID_PROPOSED:
            words = say("says that it did not happen")
        case _:
            words = say("noted")
    text = data.get("text") or data.get("reason") or ""
    return _line(entry, f"{words}: {text}" if text else words, here)


def _line(entry: Entry, words: str, here: Scene) -> Html:
    when = moment(entry.at, here.zone, here.language)
    return element(
        "li", element("span", words), element("small", f"{entry.author}, {when}", class_="p-soft")
    )


def _proposal(each: Proposal, here: Scene) -> Html:
    data = each.proposed.data()
    standing = label(each.standing, here.language)
    words = f"{each.id} {standing}: {data['reason']}"
    url = page_url("gangguan", here.language, bagian="pengecualian", id=each.id)
    link = element("a", words, href=url, class_="p-go")
    when = moment(each.proposed.at, here.zone, here.language)
    by = element("small", f"{each.proposed.author}, {when}", class_="p-soft")
    return element("li", link, by)


def _objection(each: Objection, here: Scene) -> Html:
    settled = each.settlement
    standing = here.say("Not answered") if settled is None else label(settled, here.language)
    words = f"{each.id} {here.say('Objection')}, {standing}: {each.objected.data()['reason']}"
    url = page_url("gangguan", here.language, bagian="keberatan", id=each.id)
    when = moment(each.objected.at, here.zone, here.language)
    by = element("small", f"{each.objected.author}, {when}", class_="p-soft")
    return element("li", element("a", words, href=url, class_="p-go"), by)
