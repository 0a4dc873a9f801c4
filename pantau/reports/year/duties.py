"""What the agreement promises beyond lines, and how far it was."""

from pantau.language import full_day, label
from pantau.reports.cell import Count, Day
from pantau.reports.content import Align, Block, Column, Heading, Paragraph, Table
from pantau.reports.year.telling import Telling


def duties_part(telling: Telling) -> tuple[Block, ...]:
    """The duties due in the year or before it and still open; nothing where none is promised."""
    say, facts = telling.say, telling.facts
    found = [
        each
        for each in facts.duties
        if each.duty.due.year == facts.year or (each.duty.due.year < facts.year and each.is_open)
    ]
    if not found:
        return ()
    late = sum(bool(each.late_days) for each in found)
    done = sum(not each.is_open for each in found)
    right = Align.RIGHT
    columns = (
        Column("n", say("No."), right, 0.5),
        Column("duty", say("Duty"), wide=3),
        Column("by", say("By"), wide=1.2),
        Column("due", say("Due"), wide=1.2),
        Column("state", say("State"), wide=1.2),
        Column("on", say("Since"), wide=1.2),
        Column("late", say("Days late"), right, 0.8),
        Column("note", say("Note"), wide=2.5),
        Column("evidence", say("Evidence"), wide=1.5),
    )
    rows = []
    for number, each in enumerate(found, start=1):
        data = each.said[-1].data() if each.said else {}
        evidence = data.get("evidence") or {}
        rows.append(
            (
                Count(number),
                each.duty.what,
                each.duty.by,
                Day(each.duty.due),
                label(each.state, telling.language),
                Day(each.on),
                Count(each.late_days or None),
                str(data.get("note", "")),
                str(evidence.get("name", "")),
            )
        )
    return (
        Heading(say("Duties of the agreement")),
        Paragraph(
            say(
                "Of {all} duties beyond lines {done} were settled and {late} were late, as of "
                "{day}.",
                all=telling.shown(Count(len(found))),
                done=telling.shown(Count(done)),
                late=telling.shown(Count(late)),
                day=full_day(facts.inventory.local_day(facts.now), telling.language),
            )
        ),
        Table(
            key="kewajiban",
            caption=say("Duties of the agreement"),
            columns=columns,
            rows=tuple(rows),
            empty=say("There is none."),
        ),
    )
