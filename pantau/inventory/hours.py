"""Which hours a calendar has on a day."""

from datetime import date

from pantau.inventory.days_off import days_off
from pantau.inventory.service_hours import Calendar, Hours


def hours_on(calendar: Calendar, day: date) -> Hours:
    """The service hours of one local day."""
    for special in calendar.days:
        if special.day == day:
            return special.hours
    country = calendar.holidays
    if country and day in days_off(country, day.year, joint_leave=calendar.joint_leave):
        return ()
    for season in calendar.seasons:
        if season.start <= day <= season.end:
            return season.weekly[day.weekday()]
    return calendar.weekly[day.weekday()]
