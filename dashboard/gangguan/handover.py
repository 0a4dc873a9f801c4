"""What the next shift must know, as a text to copy: pure, but for words."""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.gangguan.maintenance import Phase, phase, scope_words
from dashboard.gangguan.rows import Row
from dashboard.scene import Scene
from pantau.facts.instant import DAY, to_datetime
from pantau.facts.said import Maintenance, Objection
from pantau.language import clock_time, long_day, moment, number, recent, short_duration

_MOST = 40


@dataclass(frozen=True, slots=True)
class Shift:
    """What is known at its end. ``begin``: microseconds UTC; ``rows``: outages since then."""

    begin: int
    rows: Sequence[Row]
    works: Sequence[Maintenance]
    objections: Sequence[Objection]


def handover(shift: Shift, scene: Scene) -> str:
    """Plain text: it goes into a chat or onto paper."""
    say, language = scene.say, scene.language
    going_on = [row for row in shift.rows if row.is_open]
    over = [row for row in shift.rows if not row.is_open]
    works = [
        each
        for each in shift.works
        if phase(each, scene.now) in {Phase.RUNNING, Phase.COMING}
        and each.announced.data()["begin"] < scene.now + 2 * DAY
    ]
    unanswered = [each for each in shift.objections if each.answered is None]
    today = long_day(to_datetime(scene.now, scene.zone).date(), language)
    lines = [
        say("HAND-OVER {day}, {time}", day=today, time=clock_time(scene.now, scene.zone, language)),
        say("Shift since {time}", time=moment(shift.begin, scene.zone, language)),
        "",
        *_part(say("Going on"), [_going_on(row, scene) for row in going_on], scene),
        *_part(say("Over in this shift"), [_over(row, scene) for row in over], scene),
        *_part(say("Work within two days"), [_work(each, scene) for each in works], scene),
        *_part(
            say("Objections without an answer"),
            [f"{each.id}: {each.objected.data()['reason']}" for each in unanswered],
            scene,
        ),
    ]
    return "\n".join(lines).rstrip()


def _part(title: str, lines: Sequence[str], scene: Scene) -> list[str]:
    """A heading with its number and a line each; what is too long says so."""
    head = f"{title} ({number(len(lines), scene.language)})"
    if not lines:
        return [head, "-", ""]
    rest = len(lines) - _MOST
    more = [scene.say.plural("… and {n} more", "… and {n} more", rest)] if rest > 0 else []
    return [head, *(f"- {line}" for line in lines[:_MOST]), *more, ""]


def _going_on(row: Row, scene: Scene) -> str:
    say = scene.say
    since = recent(row.outage.started_at, scene.now, scene.zone, scene.language)
    parts = [
        f"{row.name}{f' ({row.kecamatan})' if row.kecamatan else ''}",
        say("since {time}", time=since),
        say("with {link}", link=row.because) if row.because else "",
        say("in hand: {who}", who=row.in_hand) if row.in_hand else say("in hand: nobody yet"),
        say("ticket {number}", number=row.outage.ticket) if row.outage.ticket else "",
    ]
    return ", ".join(part for part in parts if part)


def _over(row: Row, scene: Scene) -> str:
    since = recent(row.outage.started_at, scene.now, scene.zone, scene.language)
    parts = [row.name, f"{since}, {short_duration(row.seconds, scene.language)}"]
    if row.because:
        parts.append(scene.say("with {link}", link=row.because))
    return ", ".join(parts)


def _work(each: Maintenance, scene: Scene) -> str:
    data = each.announced.data()
    begin = moment(data["begin"], scene.zone, scene.language)
    return f"{begin}: {scope_words(each, scene.say)}, {data['reason']}"
