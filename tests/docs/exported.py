"""Every metric that the exporter can show, read out of its source: most appear only at times."""

import ast
import pkgutil
import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from types import ModuleType

from collector import exporter

_MAKERS = {
    "GaugeMetricFamily": "gauge",
    "CounterMetricFamily": "counter",
    "_gauge": "gauge",
    "_counter": "counter",
}
# The longest ending first: a time stamp is no length of time.
_UNITS = (
    ("_timestamp_seconds", "seconds since 1970, UTC"),
    ("_bytes_per_second", "bytes a second"),
    ("_seconds", "seconds"),
    ("_bytes", "bytes"),
    ("_ratio", "0 to 1"),
    ("_celsius", "°C"),
    ("_volts", "volts"),
    ("_days_left", "days"),
)


@dataclass(frozen=True, slots=True)
class Exported:
    """One family of metrics. ``name``: as Prometheus shows it."""

    name: str
    kind: str
    text: str
    labels: tuple[str, ...]

    @property
    def unit(self) -> str:
        """By the ending of the name; a number or a yes has none."""
        return next((unit for end, unit in _UNITS if self.name.endswith(end)), "")


def exported() -> list[Exported]:
    """By subject, in the order of the source."""
    names = [each.name for each in pkgutil.iter_modules(exporter.__path__, "collector.exporter.")]
    return [each for name in names for each in _of_module(import_module(name))]


def _of_module(module: ModuleType) -> Iterator[Exported]:
    assert module.__file__ is not None
    tree = ast.parse(Path(module.__file__).read_text("utf-8"))
    calls = [each for each in ast.walk(tree) if isinstance(each, ast.Call)]
    made = [each for each in calls if getattr(each.func, "id", None) in _MAKERS]
    # Where a family gets its name from a table, all names of the table have its labels.
    shared = [_labels(each, module) for each in made if isinstance(each.args[0], ast.Name)]
    found = [
        (each.lineno, _MAKERS[each.func.id], each.args, _labels(each, module)) for each in made
    ]  # type: ignore[attr-defined]
    tables = [each for each in ast.walk(tree) if isinstance(each, ast.Tuple)]
    found += [(each.lineno, "gauge", each.elts, labels) for each in tables for labels in shared]
    for _, kind, words, labels in sorted(found, key=lambda each: each[0]):
        match words:
            case [ast.Constant(str(name)), ast.Constant(str(text)), *_] if name[:7] == "pantau_":
                yield Exported(name + "_total" * (kind == "counter"), kind, text, labels)


def _labels(call: ast.Call, module: ModuleType) -> tuple[str, ...]:
    """Labels are lists of words and of constants of the module: nothing of a call in them."""
    for keyword in call.keywords:
        if keyword.arg == "labels":
            source = ast.unparse(keyword.value)
            assert re.fullmatch(r"[\w\[\]*, ']+", source), source
            return tuple(eval(source, dict(vars(module))))  # noqa: S307 - our own source
    return ()
