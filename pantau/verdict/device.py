"""What is worth an entry in what a device says, against what it said before. Pure."""

from pantau.facts.device import TICKS_WRAP_US, Quantity, Reading, Uptime
from pantau.facts.device_entries import DeviceRestarted, Fact, PowerBack, PowerLost
from pantau.facts.instant import SECOND
from pantau.verdict.restart import began, restarted


def uptime_of(reading: Reading) -> Uptime | None:
    """A reading tells the uptime at its minute's begin; below nothing where it began within it."""
    seconds = reading.values.get(Quantity.UPTIME_S)
    if seconds is None:
        return None
    us = seconds * SECOND
    return Uptime(reading.at - min(us, 0), max(us, 0), TICKS_WRAP_US)


def noticed(
    before: Reading | None, now: Reading, seen_at: int, *, was_on_reserve: bool
) -> list[Fact]:
    """What happened until ``now``. ``seen_at``: when it was read (microseconds UTC)."""
    found: list[Fact] = []
    earlier, later = uptime_of(before) if before else None, uptime_of(now)
    if before and earlier and later and earlier.at <= later.at and restarted(earlier, later):
        ran_s = earlier.us // SECOND
        found.append(DeviceRestarted(now.site, now.probe, began(later), seen_at, before.at, ran_s))
    mains = now.values.get(Quantity.MAINS)
    if mains == 0 and not was_on_reserve:
        lasted = now.values.get(Quantity.BATTERY_S, 0) * SECOND
        left, charge = (
            now.values.get(each) for each in (Quantity.BATTERY_LEFT_MIN, Quantity.BATTERY_PERCENT)
        )
        found.append(PowerLost(now.site, now.probe, seen_at - lasted, seen_at, left, charge))
    if mains == 1 and was_on_reserve:
        found.append(PowerBack(now.site, now.probe, seen_at))
    return found
