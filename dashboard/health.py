"""What the page server says of itself to a supervisor."""

import os
from typing import Any

from dashboard.lapor.counts import COUNTS
from dashboard.reading import last_commit
from dashboard.settings import from_environment
from pantau.facts.clock import SystemClock, now_us
from pantau.facts.instant import SECOND, to_iso
from pantau.facts.measured import STALE_AFTER


def health() -> dict[str, Any]:
    """That it answers is the health of the page server; the rest tells how old its data is.

    ``last_commit`` is ISO 8601 in UTC and ``last_commit_age_seconds`` its age, null where there is
    no readable store or nobody ever measured.
    """
    now = now_us(SystemClock())
    watch = last_commit(from_environment(os.environ))
    if watch is None:
        return {
            "status": "ok",
            "measuring": False,
            "last_commit": None,
            "last_commit_age_seconds": None,
            "people_reports": COUNTS.plain(),
        }
    return {
        "status": "ok",
        "measuring": watch.end is None and abs(now - watch.until) <= STALE_AFTER,
        "last_commit": to_iso(watch.until),
        "last_commit_age_seconds": (now - watch.until) / SECOND,
        "people_reports": COUNTS.plain(),
    }
