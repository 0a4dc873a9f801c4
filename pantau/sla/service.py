"""Service hours as seconds: when the provider owes the service at all."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from pantau.facts.instant import SECOND, from_datetime, to_datetime
from pantau.inventory.hours import hours_on
from pantau.inventory.service_hours import ALWAYS, Calendar
from pantau.sla.interval import Span, Spans, clip, union

_DAY_MINUTES = 24 * 60


class ServiceTime:
    """The service time of an inventory's calendars, each span worked out once."""

    def __init__(self, calendars: Mapping[str, Calendar], zone: ZoneInfo) -> None:
        self._calendars = calendars
        self._zone = zone
        self._known: dict[tuple[str, Span], Spans] = {}

    def spans(self, hours: str, window: Span) -> Spans:
        """The seconds of ``window`` that are service time under ``hours``, the name of a calendar
        or ALWAYS. Raises KeyError for a name that no calendar has."""
        found = self._known.get((hours, window))
        if found is None:
            calendar = None if hours == ALWAYS else self._calendars[hours]
            found = self._known[hours, window] = service_spans(calendar, window, self._zone)
        return found


def service_spans(calendar: Calendar | None, window: Span, zone: ZoneInfo) -> Spans:
    """The seconds of ``window`` that are service time; all of them without a calendar (24x7).

    A calendar's hours are wall time in ``zone``: where a clock is put forward or back inside of
    them, their length in seconds changes with it.
    """
    if calendar is None:
        return [window] if window[0] < window[1] else []
    first = to_datetime(window[0] * SECOND, zone).date()
    last = to_datetime(window[1] * SECOND, zone).date()
    days = (first + timedelta(days=number) for number in range((last - first).days + 1))
    spans = [
        (_second(day, begin, zone), _second(day, end, zone))
        for day in days
        for begin, end in hours_on(calendar, day)
    ]
    return clip(union(spans), window)


def _second(day: date, minutes: int, zone: ZoneInfo) -> int:
    if minutes == _DAY_MINUTES:
        day, minutes = day + timedelta(days=1), 0
    moment = datetime.combine(day, time(*divmod(minutes, 60)), tzinfo=zone)
    return from_datetime(moment) // SECOND
