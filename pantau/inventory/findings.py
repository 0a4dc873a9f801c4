"""Collects what is wrong, and finds the words for where it stands."""

from collections.abc import Callable
from typing import TypeAlias

from pantau.inventory.problem import Problem, Severity
from pantau.inventory.source import Path, Place, Source
from pantau.inventory.wording import shown
from pantau.language import Sentence, to_say


class Findings:
    """The problems of one file. Checks name a path; line and column come from the source."""

    def __init__(self, file: str, source: Source) -> None:
        self.file = file
        self.source = source
        self._problems: list[Problem] = []
        self._faulty: set[Place] = set()

    def error(self, path: Path, why: Sentence, *, key: bool = False) -> None:
        """Note a mistake at the value of ``path``, or at its key."""
        self._add(Severity.ERROR, path, why, key=key)

    def warning(self, path: Path, why: Sentence, *, key: bool = False) -> None:
        """Note what is probably not meant."""
        self._add(Severity.WARNING, path, why, key=key)

    def fault(self, path: Path, place: Place, why: Sentence) -> None:
        """Note a mistake of the notation, at a place of its own; nothing else is said of it."""
        thing, _ = self._where(path)
        self._faulty.add(place)
        self._problems.append(Problem(self.file, *place, Severity.ERROR, thing, why))

    @property
    def failed(self) -> bool:
        """Whether any problem is an error."""
        return any(each.severity is Severity.ERROR for each in self._problems)

    def problems(self) -> tuple[Problem, ...]:
        """All of them in the order of the file, each once."""
        unique = dict.fromkeys(self._problems)
        return tuple(
            sorted(unique, key=lambda each: (each.line, each.column, each.where, each.message))
        )

    def _add(self, severity: Severity, path: Path, why: Sentence, *, key: bool) -> None:
        thing, rest = self._where(path)
        label = "" if key else self._label(path, rest)
        line, column = self.source.place(path, key=key)
        if (line, column) in self._faulty:
            return  # what was read there is not what was meant
        if label:
            why = Sentence(to_say("{label}: {why}"), label=label, why=why)
        self._problems.append(Problem(self.file, line, column, severity, thing, why))

    def _label(self, path: Path, rest: Path) -> str:
        words = ""
        for step in rest:
            if isinstance(step, int):
                words += f" {step + 1}"
            else:
                words += f", {_word(step)}" if words else _word(step)
        value = self.source.at(path)
        if not words or not isinstance(value, str) or _private(path, value):
            return words
        return f"{words} {shown(value)}"

    def _where(self, path: Path) -> tuple[Sentence | None, Path]:
        """Split a path into the thing that people know by name, and the rest."""
        for length in (2, 3):
            for pattern, text, name in _THINGS:
                if len(pattern) == length and _matches(pattern, path[:length]):
                    thing = Sentence(text, name=name(self, path))
                    return self._inside(thing, path, length)
        if path and path[0] in ("defaults", "vantage", "alerts") and len(path) > 1:
            return Sentence(to_say("{name}"), name=str(path[0])), path[1:]
        return None, path

    def _inside(self, thing: Sentence, path: Path, used: int) -> tuple[Sentence, Path]:
        if path[0] == "contracts":
            if _matches(("amendments", int), path[used : used + 2]):
                named = self._named(path[: used + 2], "from")
                thing = Sentence(to_say("{thing}, amendment {name}"), thing=thing, name=named)
                used += 2
            if _matches(("tiers", str), path[used : used + 2]):
                named = shown(path[used + 1])
                thing = Sentence(to_say("{thing}, tier {name}"), thing=thing, name=named)
                used += 2
        if path[0] == "sites" and _matches(("changes", int), path[used : used + 2]):
            named = self._named(path[: used + 2], "from")
            thing = Sentence(to_say("{thing}, change {name}"), thing=thing, name=named)
            used += 2
        return thing, path[used:]

    def _named(self, path: Path, key: str) -> str | Sentence:
        """The thing's own name where it has one, else its place in the list."""
        name = self.source.at((*path, key))
        number = path[-1]
        if isinstance(name, str) and name:
            return shown(name)
        if isinstance(number, int):
            return Sentence(to_say("no. {number}"), number=number + 1)
        return shown(number)


def may_hold_secrets(path: Path) -> bool:
    """Whether a path lies in a block whose values nobody may read in a message."""
    return path[:1] == ("credentials",) or path[:2] in (("alerts", "receivers"), ("pages", "oidc"))


def _private(path: Path, value: str) -> bool:
    """Whether a value may be a secret or somebody's number, so that no message repeats it."""
    if "://" in value and "@" in value:
        return True  # may hold a password
    match path:
        case ("alerts", "receivers", _, key, *_):
            return key not in ("kind", "language", "a_minute", "fallback", "tls")
        case ("credentials", _, key, *_):
            return key not in ("user", "authentication", "privacy")
        case ("pages", "oidc", key, *_):
            return key == "client_secret"
        case ("villages", _, "kim", key, *_):
            return key == "phone"
        case ("alerts", "people", _, key, *_):
            return key in ("phone", "telegram")
        case ("alerts", "dead_man", key, *_):
            return key == "url"
    return False


def _word(step: str) -> str:
    plain = step.replace("-", "").replace("_", "")
    return step if plain.isascii() and plain.isalnum() and len(step) <= 64 else shown(step)


def _matches(pattern: tuple[object, ...], path: Path) -> bool:
    return len(pattern) == len(path) and all(
        isinstance(step, want) if isinstance(want, type) else step == want
        for want, step in zip(pattern, path, strict=True)
    )


_Namer: TypeAlias = Callable[[Findings, Path], str | Sentence]
_THINGS: tuple[tuple[tuple[object, ...], str, _Namer], ...] = (
    (("sites", int), to_say("site {name}"), lambda self, path: self._named(path[:2], "id")),
    (("upstreams", str), to_say("upstream {name}"), lambda _, path: shown(path[1])),
    (("calendars", str), to_say("calendar {name}"), lambda _, path: shown(path[1])),
    (("contracts", str), to_say("contract {name}"), lambda _, path: shown(path[1])),
    (("villages", str), to_say("village {name}"), lambda _, path: shown(path[1])),
    (("credentials", str), to_say("credentials {name}"), lambda _, path: shown(path[1])),
    (
        ("vantage", "references", int),
        to_say("reference {name}"),
        lambda self, path: self._named(path[:3], "name"),
    ),
    (("alerts", "receivers", str), to_say("receiver {name}"), lambda _, path: shown(path[2])),
    (("alerts", "people", str), to_say("person {name}"), lambda _, path: shown(path[2])),
    (("alerts", "rotas", str), to_say("rota {name}"), lambda _, path: shown(path[2])),
    (("alerts", "rules", str), to_say("alert rule {name}"), lambda _, path: shown(path[2])),
    (
        ("alerts", "routes", int),
        to_say("alert route {name}"),
        lambda self, path: self._named(path[:3], "name"),
    ),
    (("defaults", "kinds", str), to_say("defaults of kind {name}"), lambda _, path: shown(path[2])),
    (
        ("defaults", "kecamatan", str),
        to_say("defaults of kecamatan {name}"),
        lambda _, path: shown(path[2]),
    ),
)
