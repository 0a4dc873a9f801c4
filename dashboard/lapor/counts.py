"""How many reports were taken and refused since the server began: in the place of a log."""

from collections import Counter
from enum import StrEnum
from typing import Any


class Turned(StrEnum):
    """Why something that was sent to the form was not taken."""

    TOO_OFTEN = "too_often"  # from this address
    TOO_MANY = "too_many"  # from everybody
    TOO_LARGE = "too_large"
    TOO_SLOW = "too_slow"  # or gone before all of it came
    NO_FORM = "no_form"
    TRAP = "trap"
    STALE = "stale"
    UNFIT = "unfit"
    BUSY = "busy"
    NO_STORE = "no_store"


class Counts:
    """Since the server began."""

    def __init__(self) -> None:
        """Nothing came yet."""
        self.taken = 0
        self.refused: Counter[Turned] = Counter()

    def plain(self) -> dict[str, Any]:
        """For JSON: each reason, 0 too."""
        return {
            "taken": self.taken,
            "refused": {each.value: self.refused[each] for each in Turned},
        }

    def metrics(self) -> str:
        """In the text form of Prometheus: each answer, those that nobody got too."""
        answers = {"taken": self.taken, **self.plain()["refused"]}
        name = "pantau_people_form_reports_total"
        lines = [
            f"# HELP {name} What was sent to the form for people, by what became of it.",
            f"# TYPE {name} counter",
            *(f'{name}{{answer="{answer}"}} {count}' for answer, count in answers.items()),
        ]
        return "".join(f"{line}\n" for line in lines)


COUNTS = Counts()
"""Those of this server."""
