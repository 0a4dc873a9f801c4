"""Times as people type them into a page."""

from datetime import datetime

from dashboard.scene import Scene
from pantau.facts.instant import from_datetime

_FORMS = ("%Y-%m-%d %H:%M", "%Y-%m-%d %H.%M", "%d/%m/%Y %H:%M", "%d/%m/%Y %H.%M")


def typed_time(text: str, scene: Scene) -> int | str | None:
    """The instant (microseconds UTC) of a local time; None for nothing; a sentence if wrong."""
    typed = text.strip()
    if not typed:
        return None
    for form in _FORMS:
        try:
            parsed = datetime.strptime(typed, form).replace(tzinfo=scene.zone)
        except ValueError:
            continue
        return from_datetime(parsed)
    return scene.say(
        "'{text}' is no time; write it like 2026-11-26 09:15 or 26/11/2026 09.15", text=typed
    )
