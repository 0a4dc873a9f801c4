"""The page of events and the code say the same."""

import re
from pathlib import Path

from tests.security.events import Event, events

PAGE = Path(__file__).parents[2] / "docs/logs.md"
_ROW = re.compile(r"\| ([a-z_.]+) \| `(.+?)` \|")


def told() -> set[Event]:
    found, level = set(), ""
    for line in PAGE.read_text("utf-8").splitlines():
        if line.startswith("### "):
            level = line.removeprefix("### ")
        elif row := _ROW.match(line):
            found.add(Event(level, row[1], row[2]))
    return found


def test_the_page_names_every_event_and_no_other() -> None:
    said = {each for each in events() if each.level != "debug"}
    assert len(said) > 50
    assert told() == said


def test_every_error_says_what_to_do() -> None:
    part = PAGE.read_text("utf-8").partition("### error")[2].partition("### warning")[0]
    rows = [line for line in part.splitlines() if _ROW.match(line)]
    assert rows
    assert all(len(line.split(" | ")[2].strip(" |")) > 5 for line in rows)
