"""Who works in the office of a simulated regency, and on which days. All names are invented."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from pantau.facts.instant import from_datetime, to_datetime
from pantau.facts.measured import Interval
from pantau.facts.words import Role
from pantau.inventory.model import Inventory
from pantau.lab.history import Past, month_begins


@dataclass(frozen=True, slots=True)
class Person:
    """``via`` looks like a system user and host, and says that all of it is simulated."""

    name: str
    role: Role
    via: str


TECHNICIANS = (
    Person("Rina Wulandari", Role.TECHNICIAN, "rina@simulasi"),
    Person("Fajar Maulana", Role.TECHNICIAN, "fajar@simulasi"),
)
HEAD = Person("Siti Norhayati", Role.MANAGER, "siti@simulasi")
"""Decides about exclusions and answers objections."""
OFFICIAL = Person("Hendra Gunawan", Role.MANAGER, "hendra@simulasi")
"""Closes months and signs what is paid."""
PROVIDER = Person("Dewi Anggraini (penyedia)", Role.PROVIDER, "dewi@simulasi")


@dataclass(frozen=True, slots=True)
class Month:
    """A calendar month of the past. ``age``: 0 is the running one, 1 the last that is over."""

    name: str
    span: Interval
    age: int

    def holds(self, begin: int, end: int) -> bool:
        """Whether [begin, end) lies wholly in it, and does not touch the next one."""
        return self.span.begin <= begin and end < self.span.end


def months_of(past: Past, inventory: Inventory) -> list[Month]:
    """All of them, in order."""
    zone, count = inventory.timezone, 1
    while (begins := month_begins(inventory, past.until, count))[0] > past.begin:
        count += 1
    ends = [*begins[1:], past.until]
    return [
        Month(f"{to_datetime(begin, zone):%Y-%m}", Interval(begin, end), count - number)
        for number, (begin, end) in enumerate(zip(begins, ends, strict=True), 1)
    ]


@dataclass(frozen=True, slots=True)
class Desk:
    """The days on which somebody sits there: Monday to Friday, holidays as well."""

    zone: ZoneInfo

    def at(self, day: date, hour: int, minute: int = 0) -> int:
        """A time of a day as instant; ``minute`` may be 60 and more."""
        begin = datetime.combine(day, time(hour), tzinfo=self.zone)
        return from_datetime(begin + timedelta(minutes=minute))

    def day(self, instant: int) -> date:
        """The day of an instant."""
        return to_datetime(instant, self.zone).date()

    def after(self, instant: int, days: int = 1) -> date:
        """The working day that comes as number ``days`` after that of ``instant``."""
        found = self.day(instant)
        for _ in range(days):
            found += timedelta(days=1)
            while found.weekday() >= 5:
                found += timedelta(days=1)
        return found

    def before(self, instant: int, days: int) -> date:
        """The working day that comes as number ``days`` before that of ``instant``."""
        found = self.day(instant)
        for _ in range(days):
            found -= timedelta(days=1)
            while found.weekday() >= 5:
                found -= timedelta(days=1)
        return found

    def of_month(self, begin: int, number: int) -> date:
        """The working day ``number`` (from 1) of the month that begins at ``begin``."""
        return self.after(begin - 1, number)
