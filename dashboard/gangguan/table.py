"""The columns of the list of outages."""

from dashboard.columns import Column
from dashboard.gangguan.rows import Row
from dashboard.scene import Scene
from pantau.facts.words import Cause, Liability
from pantau.language import label, recent, short_duration

NOTHING = "–"


def columns(here: Scene) -> tuple[Column[Row], ...]:
    """What is read at a glance; the rest stands with the chosen one."""
    say, language = here.say, here.language

    def state(row: Row) -> str:
        return f"✕ {say('Going on')}" if row.is_open else f"✓ {say('Over')}"

    def because(row: Row) -> str:
        if row.because:
            return say("with {link}", link=row.because)
        if row.below:
            return say.plural("took {n} site along", "took {n} sites along", row.below)
        return NOTHING

    def cause(row: Row) -> str:
        outage = row.outage
        if outage.cause is Cause.UNKNOWN and outage.liability is Liability.UNDECIDED:
            return NOTHING
        return f"{label(outage.cause, language)} · {label(outage.liability, language)}"

    return (
        Column(say("State"), state, width=130),
        Column(say("Site"), lambda row: row.name, width="medium"),
        Column(say("Kecamatan"), lambda row: row.kecamatan or NOTHING),
        Column(
            say("Since"),
            lambda row: recent(row.outage.started_at, here.now, here.zone, language),
            lambda row: row.outage.started_at,
            left=True,
        ),
        Column(
            say("How long"),
            lambda row: short_duration(row.seconds, language),
            lambda row: row.seconds,
            unit=say("seconds"),
        ),
        Column(say("Together with"), because),
        Column(
            say("Suggested cause"),
            lambda row: label(row.suggested, language) if row.suggested else NOTHING,
        ),
        Column(say("Cause and liability"), cause),
        # As wide as what stands in them: the table itself looks at its first rows alone.
        Column(say("Ticket"), lambda row: row.outage.ticket or NOTHING, width=115),
        Column(say("In hand"), lambda row: row.in_hand or NOTHING, width=130),
        Column(say("Provider"), lambda row: row.provider or NOTHING),
        Column("Id", lambda row: row.outage.id),
    )
