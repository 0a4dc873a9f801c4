"""Where secrets come from: the environment, or a file that only its owner can read.

A value is never part of a reason, a log line or a representation.
"""

import os
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from pantau.language import Sentence, to_say
from pantau.language.system_errors import said_of

_MOST_BYTES = 65_536
_OPEN = os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK  # a pipe without a writer must not hold us up


class Lack(StrEnum):
    """Why a secret cannot be had."""

    UNREADABLE = to_say("the file {path} cannot be read: {why}")
    EMPTY = to_say("{secret} is empty")
    NOT_SET = to_say("the environment variable {name} is not set")
    NO_TEXT = to_say("the file {path} is not text (UTF-8)")
    NO_FILE = to_say("{path} is not a file")
    OF_SOMEBODY_ELSE = to_say("the file {path} belongs to somebody else; it must be ours or root's")
    OPEN_TO_OTHERS = to_say("the file {path} can be read by others; run: chmod 600 {path}")
    TOO_LARGE = to_say("the file {path} is larger than 64 kB: hardly a secret")
    NO_PATH = to_say("{path} is not a path")


@dataclass(frozen=True, slots=True)
class Missing:
    """A secret cannot be had. ``why``: one line with a remedy."""

    why: Sentence

    @property
    def reason(self) -> str:
        """In English, for logs and what programs read."""
        return self.why.message


def _missing(lack: Lack, /, **values: str | Sentence) -> Missing:
    return Missing(Sentence(lack.value, **values))


def reveal(written: str, environment: Mapping[str, str]) -> str | Missing:
    """What ``env:NAME`` or ``file:PATH`` stands for; any other text stands for itself.

    Blanks and line ends around the secret are dropped. Read anew each time: a secret that was
    changed holds from the next message on.
    """
    place, colon, name = written.partition(":")
    if not colon or place not in {"env", "file"}:
        return written
    found = _from_environment(name, environment) if place == "env" else _from_file(name)
    if isinstance(found, Missing):
        return found
    return found.strip() or _missing(Lack.EMPTY, secret=written)


def reveal_all(
    settings: Mapping[str, str], environment: Mapping[str, str]
) -> Mapping[str, str] | Missing:
    """All settings of a receiver, or the first that is missing."""
    revealed = {}
    for key, written in settings.items():
        value = reveal(written, environment)
        if isinstance(value, Missing):
            return value
        revealed[key] = value
    return revealed


def _from_environment(name: str, environment: Mapping[str, str]) -> str | Missing:
    value = environment.get(name)
    if value is None:
        return _missing(Lack.NOT_SET, name=name)
    return value


def _from_file(path: str) -> str | Missing:
    """What is looked at is what was opened: nobody can put another file there in between."""
    try:
        descriptor = os.open(path, _OPEN)
    except ValueError:
        return _missing(Lack.NO_PATH, path=path)
    except OSError as problem:
        return _missing(Lack.UNREADABLE, path=path, why=said_of(problem))
    try:
        if refusal := _refusal(path, os.fstat(descriptor)):
            return refusal
        content = os.read(descriptor, _MOST_BYTES)
    except OSError as problem:
        return _missing(Lack.UNREADABLE, path=path, why=said_of(problem))
    finally:
        os.close(descriptor)
    try:
        return content.decode()
    except UnicodeDecodeError:
        return _missing(Lack.NO_TEXT, path=path)


def _refusal(path: str, about: os.stat_result) -> Missing | None:
    if not stat.S_ISREG(about.st_mode):
        return _missing(Lack.NO_FILE, path=path)
    if about.st_uid not in {os.geteuid(), 0}:
        return _missing(Lack.OF_SOMEBODY_ELSE, path=path)
    if about.st_mode & 0o077:
        return _missing(Lack.OPEN_TO_OTHERS, path=path)
    if about.st_size > _MOST_BYTES:
        return _missing(Lack.TOO_LARGE, path=path)
    return None
