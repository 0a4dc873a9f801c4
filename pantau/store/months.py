"""The UTC months in which samples are kept, and what their files are called."""

import re
from datetime import UTC, datetime, timedelta

from pantau.facts.instant import from_datetime, to_datetime

SAMPLES = "samples"
FILE_NAME = re.compile(r"\d{4}-(0[1-9]|1[0-2])\.sqlite")


def month_of(at: int) -> str:
    """The UTC month of an instant, as "2026-10"."""
    moment = to_datetime(at)
    return f"{moment.year:04d}-{moment.month:02d}"


def month_window(month: str) -> tuple[int, int]:
    """Begin and end of a UTC month ("2026-10")."""
    begin = datetime(int(month[:4]), int(month[5:]), 1, tzinfo=UTC)
    end = (begin + timedelta(days=32)).replace(day=1)
    return from_datetime(begin), from_datetime(end)
