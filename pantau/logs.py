"""What Pantau's processes say while they run: one line an event, on standard error.

``DATE LEVEL LOGGER: WHAT``, dated in UTC. What strangers say may stand in WHAT: nothing in it can
begin a line or steer a terminal. With PANTAU_LOG=json a line is a JSON object. Where the service
manager's journal reads along, each line bears its level as the journal knows it (sd-daemon(3)).
docs/logs.md lists the levels and every event.
"""

import json
import logging
import os
import sys
import time
from collections.abc import Mapping

_PRIORITIES = ((logging.ERROR, 3), (logging.WARNING, 4), (logging.INFO, 6), (0, 7))
_FURTHER = "\n    | "


class LogLine(logging.Formatter):
    """Makes the line. ``prioritised``: for the journal; ``as_json``: for a program."""

    converter = time.gmtime  # type: ignore[assignment]

    def __init__(self, *, prioritised: bool = False, as_json: bool = False) -> None:
        super().__init__(datefmt="%Y-%m-%dT%H:%M:%SZ")
        self._prioritised, self._as_json = prioritised, as_json

    def format(self, record: logging.LogRecord) -> str:
        """A record as a line; the lines of a traceback are set in behind it."""
        at, level, source = self.formatTime(record, self.datefmt), record.levelname, record.name
        what, trace = record.getMessage(), self._trace(record)
        if self._as_json:
            said = {"at": at, "level": level.lower(), "from": source, "what": what}
            line = json.dumps(said | ({"trace": trace} if trace else {}))
        else:
            lines = [f"{at} {level} {source}: {what}", *trace.splitlines()]
            line = _FURTHER.join(map(visible, lines))
        return f"<{_priority(record.levelno)}>{line}" if self._prioritised else line

    def _trace(self, record: logging.LogRecord) -> str:
        return self.formatException(record.exc_info) if record.exc_info else ""


def visible(text: str) -> str:
    """``text`` in which nothing steers a terminal or begins a line: escaped as in ``\\x1b``."""
    return "".join(
        each if each.isprintable() else each.encode("unicode_escape").decode() for each in text
    )


def log_to_stderr(logger: str = "") -> None:
    """Let ``logger`` (all of them, if none is named) speak from level INFO on."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        LogLine(prioritised=_is_journal(os.environ), as_json=os.environ.get("PANTAU_LOG") == "json")
    )
    logging.getLogger(logger).addHandler(handler)
    logging.getLogger(logger).setLevel(logging.INFO)


def _is_journal(environment: Mapping[str, str]) -> bool:
    """Whether standard error is what the journal reads: systemd names it by device and inode."""
    try:
        found = os.fstat(2)
    except OSError:
        return False
    return environment.get("JOURNAL_STREAM") == f"{found.st_dev}:{found.st_ino}"


def _priority(level: int) -> int:
    return next(number for least, number in _PRIORITIES if level >= least)
