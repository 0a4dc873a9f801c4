"""Who is on call otherwise than the inventory says: swaps, substitutes, and whole lists."""

from collections.abc import Sequence

from pantau.actions.acting import Act, Actor, Refused, may
from pantau.actions.spans import read_instant
from pantau.actions.table import Columns, Row, RowProblem, did_you_mean, nearest, read_table
from pantau.facts.instant import to_datetime
from pantau.facts.oncall import PlannedShift, ShiftsPlanned
from pantau.inventory.model import Inventory
from pantau.language import Sentence, to_say
from pantau.store import Store

_COLUMNS = Columns(("from", "to", "person"), ())
_MOST = 2_000


def plan_shifts(
    store: Store,
    actor: Actor,
    inventory: Inventory,
    rota: str,
    shifts: Sequence[PlannedShift],
    reason: str,
) -> str | Refused:
    """Put people on call for a time, whatever was planned before; returns an id, like "J17".

    ``shifts``: of ``read_shift`` or ``read_shifts_csv``. What lies before now is cut off: who was
    on call is never rewritten.
    """
    refused = may(actor, Act.SHIFTS, reason=reason) or rota_fault(inventory, rota)
    if refused:
        return refused
    if not shifts:
        return Refused(to_say("this names no shift; write who is on call from when to when"))
    planned: list[PlannedShift] = []
    for shift in sorted(shifts, key=lambda each: each.begin):
        if shift.person not in inventory.alerting.people:
            return Refused(
                to_say("person '{name}' is not in the inventory; write the id of one"),
                name=shift.person,
            )
        if shift.end <= actor.at:
            return Refused(to_say("a shift is over already; who was on call is never rewritten"))
        if planned and shift.begin < planned[-1].end:
            return Refused(to_say("two shifts overlap; let one begin where the other ends"))
        planned.append(PlannedShift(max(shift.begin, actor.at), shift.end, shift.person))
    with store.pen(at=actor.at, author=actor.name, via=actor.via) as pen:
        fact = ShiftsPlanned(rota, tuple(planned), reason.strip(), actor.role)
        return f"J{pen.record(fact).seq}"


def rota_fault(inventory: Inventory, rota: str) -> Refused | None:
    """Why there is no such rota, or None."""
    known = tuple(inventory.alerting.rotas)
    if rota in known:
        return None
    none = Sentence(to_say("; it has none"))
    return Refused(
        to_say("rota '{rota}' is not in the inventory{near}"),
        rota=rota,
        near=nearest(rota, known) if known else none,
    )


def person_named(inventory: Inventory, name: str) -> str | Refused:
    """The id of a person of the inventory who is named by id, or by a name that one alone bears."""
    people = inventory.alerting.people
    if name in people:
        return name
    wanted = " ".join(name.casefold().split())
    called = [
        each.id for each in people.values() if " ".join(each.name.casefold().split()) == wanted
    ]
    if len(called) == 1:
        return called[0]
    if called:
        return Refused(
            to_say("several people are called '{name}': {ids}; write the id"),
            name=name,
            ids=tuple(called),
        )
    otherwise = Sentence(to_say("; write the id of one of its people"))
    return Refused(
        to_say("person '{name}' is not in the inventory{near}"),
        name=name,
        near=did_you_mean(name, tuple(people)) or otherwise,
    )


def read_shifts_csv(
    data: bytes, file: str, inventory: Inventory, now: int
) -> list[PlannedShift] | list[RowProblem]:
    """Read ``from,to,person``; one bad row is enough for nothing to be planned.

    Times without an offset are in the inventory's zone, the end does not belong to the shift. A
    shift that is over by ``now`` (microseconds UTC) or overlaps another one of the file is refused.
    """
    rows, problems = read_table(data, file, _COLUMNS)
    if not problems and not rows:
        empty = Sentence(to_say("the file holds no shift; write one a line"))
        problems = [RowProblem(file, 1, empty)]
    if len(rows) > _MOST:
        many = Sentence(to_say("more than {most} shifts; split the file"), most=_MOST)
        return [RowProblem(file, rows[_MOST].line, many)]
    read = []
    for row in rows:
        found = _read_row(row, inventory, now)
        if isinstance(found, PlannedShift):
            read.append((row.line, found))
        else:
            problems += [RowProblem(file, row.line, fault) for fault in found]
    problems += [
        RowProblem(
            file,
            line,
            Sentence(to_say("begins before the shift of line {line} ends; part them"), line=other),
        )
        for line, other in _overlaps(read)
    ]
    if problems:
        return sorted(problems, key=lambda problem: problem.line)
    return [shift for _, shift in read]


def _read_row(row: Row, inventory: Inventory, now: int) -> PlannedShift | list[Sentence]:
    """A row's shift, or all that is wrong with it."""
    begin, end = row.values["from"], row.values["to"]
    read = [
        read_instant(column, row.values[column], inventory.timezone) for column in ("from", "to")
    ]
    faults = [each for each in read if isinstance(each, Sentence)]
    times = [each for each in read if isinstance(each, int)]
    person = person_named(inventory, row.values["person"])
    if isinstance(person, Refused):
        faults.append(person)
    if len(times) == 2 and times[1] <= times[0]:
        faults.append(
            Sentence(to_say("to '{end}' is not after from '{begin}'"), end=end, begin=begin)
        )
    elif len(times) == 2 and times[1] <= now:
        past = to_datetime(now, inventory.timezone).isoformat(timespec="minutes")
        faults.append(
            Sentence(
                to_say("to '{end}' is past (it is {now}); take the row out"), end=end, now=past
            )
        )
    if faults or isinstance(person, Refused):
        return faults
    return PlannedShift(times[0], times[1], person)


def _overlaps(read: Sequence[tuple[int, PlannedShift]]) -> list[tuple[int, int]]:
    """Lines of shifts that begin before an earlier one ends, each with that one's line."""
    found = []
    last: tuple[int, PlannedShift] | None = None
    for line, shift in sorted(read, key=lambda each: each[1].begin):
        if last is not None and shift.begin < last[1].end:
            found.append((line, last[0]))
        if last is None or shift.end > last[1].end:
            last = (line, shift)
    return found
