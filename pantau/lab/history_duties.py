"""How far the duties of a simulated agreement are: told by the office when something moved."""

from collections.abc import Iterator
from datetime import date, timedelta

from pantau.facts.region import DutyState
from pantau.inventory.contracts import Duty
from pantau.inventory.model import Inventory
from pantau.lab.history_acts import Act, Paper, StateDuty
from pantau.lab.history_office import HEAD, Desk

_BEGUN_BEFORE, _DONE_AFTER = timedelta(days=25), timedelta(days=5)


def duties(inventory: Inventory) -> Iterator[Act]:
    """The acts about them, in no order: every second one is done some days late."""
    desk = Desk(inventory.timezone)
    promised = [each for one in inventory.contracts.values() for each in one.duties]
    for number, duty in enumerate(promised):
        begun = desk.at(duty.due - _BEGUN_BEFORE, 10)
        yield Act(
            begun, HEAD, StateDuty(duty.id, DutyState.IN_PROGRESS, "Rapat awal dengan penyedia")
        )
        if number % 2 == 0:
            done = duty.due + _DONE_AFTER
            yield Act(desk.at(done, 14), HEAD, _done(duty, done))


def _done(duty: Duty, day: date) -> StateDuty:
    text = f"SIMULASI\nBerita acara: {duty.what}\nSelesai {day:%d-%m-%Y}\n"
    paper = Paper(f"berita-acara-{duty.id}.txt", text)
    return StateDuty(duty.id, DutyState.DONE, "Diserahterimakan dengan berita acara", paper)
