"""What ``make check`` leaves to ``make test``: the files of tests/slow.txt, and all in a browser.

After a run those files are named that cost more than they may and are not in the list yet.
"""

import os
from collections import defaultdict
from collections.abc import Generator
from fnmatch import fnmatch
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LIST = Path(__file__).with_name("slow.txt")
MOST_SECONDS = 8  # of a processor, for all tests of a file
_COST = "processor_seconds"

_spent: dict[str, float] = defaultdict(float)


def patterns() -> list[str]:
    """The files that are named, as shells name them."""
    lines = LIST.read_text("utf-8").splitlines()
    return [line.split()[0] for line in lines if line.strip() and not line.startswith("#")]


def is_slow(file: str) -> bool:
    """``file``: below the root, with slashes."""
    return any(fnmatch(file, pattern) for pattern in patterns())


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark them, wherever pytest was started."""
    files = {item.path for item in items}
    slow = {path for path in files if is_slow(path.relative_to(ROOT).as_posix())}
    for item in items:
        if item.path in slow or item.get_closest_marker("browser"):
            item.add_marker("slow")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_setup(item: pytest.Item) -> Generator[None, object, object]:
    """From here on it is this test's cost, fixtures too."""
    item.stash[_BEGAN] = _processor_seconds()
    return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """The last report of a test takes its cost to whoever gathers them."""
    report = yield
    if report.when == "teardown" and _BEGAN in item.stash:
        cost = _processor_seconds() - item.stash[_BEGAN]
        report.user_properties.append((_COST, cost))
    return report


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """In the process that gathers."""
    if report.when == "teardown":
        _spent[report.location[0]] += sum(
            float(str(cost)) for name, cost in report.user_properties if name == _COST
        )


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Name the files that cost too much, the dearest first."""
    for file, cost in sorted(_spent.items(), key=lambda each: -each[1]):
        if cost > MOST_SECONDS and not is_slow(file):
            terminalreporter.write_line(f"{file}: {cost:.0f} s of a processor; see tests/slow.txt")


_BEGAN = pytest.StashKey[float]()


def _processor_seconds() -> float:
    """Ours, and our children's that have ended."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system
