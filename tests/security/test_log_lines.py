"""What stands in a line of the log, whatever strangers said."""

import json
import logging
import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pantau.logs import LogLine, _is_journal, visible


def record(what: object, level: int = logging.WARNING, exc: BaseException | None = None) -> str:
    made = logging.LogRecord("collector.x", level, "", 1, "it said %s", (what,), None)
    made.created = 1_790_000_000.0
    if exc is not None:
        made.exc_info = (type(exc), exc, exc.__traceback__)
    return LogLine().format(made)


def test_a_line_has_time_level_and_source() -> None:
    assert record("no") == "2026-09-21T14:13:20Z WARNING collector.x: it said no"


def raised(text: str) -> ValueError:
    """With the traceback that it has when it is caught."""
    try:
        int("no number")
    except ValueError as error:
        error.args = (text,)
        return error
    raise AssertionError


HOSTILE = [
    "a\n2026-01-01T00:00:00Z ERROR pantau: forged",
    "\x1b[2J\x1b]0;title\x07",
    "\r\u2028\u2029\x85\x0b\x0c",
    "\u202eturned\u2066",
    "\udcff",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_stranger_begins_no_line_and_steers_no_terminal(text: str) -> None:
    line = record(text)
    assert len(line.splitlines()) == 1
    assert line.isprintable()
    line.encode()


@given(st.text())
def test_any_text_is_one_printable_line(text: str) -> None:
    assert visible(text).isprintable()


def test_a_traceback_is_set_in_behind_its_event() -> None:
    first, *others = record("no", exc=raised(HOSTILE[0] + HOSTILE[1])).split("\n")
    assert first.startswith("2026-09-21")
    assert others
    assert all(line.startswith("    | ") and line.isprintable() for line in others)


def test_the_journal_is_told_how_grave_it_is() -> None:
    grave = {logging.ERROR: 3, logging.WARNING: 4, logging.INFO: 6, logging.DEBUG: 7}
    for level, number in grave.items():
        made = logging.LogRecord("x", level, "", 1, "text", (), None)
        assert LogLine(prioritised=True).format(made).startswith(f"<{number}>2")
    assert not _is_journal({})
    assert not _is_journal({"JOURNAL_STREAM": "0:0"})
    found = os.fstat(2)
    assert _is_journal({"JOURNAL_STREAM": f"{found.st_dev}:{found.st_ino}"})


@pytest.mark.parametrize("text", HOSTILE)
def test_for_a_program_a_line_is_an_object(text: str) -> None:
    error = raised(text)
    caught = type(error), error, error.__traceback__
    made = logging.LogRecord("x", logging.ERROR, "", 1, "%s", (text,), caught)
    line = LogLine(as_json=True).format(made)
    assert line.isprintable()
    found = json.loads(line)
    assert (found["level"], found["from"], found["what"]) == ("error", "x", text)
    assert "ValueError" in found["trace"]
