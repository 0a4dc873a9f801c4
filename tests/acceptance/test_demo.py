"""``pantau demo`` as people start it, with a little history: alive, and gone without a trace."""

import os
import re
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from pantau.facts.clock import SystemClock, now_us
from pantau.facts.instant import DAY
from pantau.inventory import read_inventory
from pantau.lab.namespace import refusal
from pantau.store import Store, verify
from tests.acceptance.processes import Process, free_port, get, get_json, gone, until

pytestmark = pytest.mark.timeout(120)
SHIPPED = Path(__file__).parents[2] / "inventory.yaml"
KEPT = ("opd-dkisp", "kec-long-ikis", "kecamatan: Muara Samu")


def few_sites() -> str:
    """The shipped file with the smallest kecamatan alone: hubs, references and contracts stay."""
    lines = SHIPPED.read_text().splitlines(keepends=True)
    return "".join(
        line for line in lines if "  - {id: " not in line or any(word in line for word in KEPT)
    )


class Shown:
    """A demo with few sites, two months of journal and a day of samples."""

    def __init__(self, folder: Path, *more: str) -> None:
        self.scratch = folder / "scratch"
        self.scratch.mkdir()
        inventory = folder / "inventory.yaml"
        inventory.write_text(few_sites())
        found = read_inventory(inventory).inventory
        assert found is not None
        self.sites = {site.id for site in found.sites}
        self.process = Process(
            *("demo", "--inventory", str(inventory), "--months", "2", "--days", "1"),
            *("--metrics", f"127.0.0.1:{free_port()}", "--pages", f"127.0.0.1:{free_port()}"),
            *("--lang", "en", *more),
            environment={"TMPDIR": str(self.scratch)},
        )

    def said(self, word: str) -> str:
        """What stands behind a word on the console."""
        return self.process.saw(f"{word}: ", timeout=60).partition(": ")[2]

    def states(self) -> dict[str, float]:
        """By site, what the collector's metrics say: 1 up, 0 down; absent while unknown."""
        line = re.compile(r'^pantau_site_up\{.*site="([^"]+)".*\} (\S+)$', re.MULTILINE)
        return {site: float(value) for site, value in line.findall(self.metrics())}

    def metrics(self) -> str:
        return get(self.said("Metrics"))[1]

    def processes(self) -> list[int]:
        """All that descend from the demo, however far."""
        found: list[int] = []
        left = [self.process.popen.pid]
        while left:
            pid = left.pop()
            children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
            left += map(int, children)
            found += map(int, children)
        return found


@pytest.fixture
def shown(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Shown]:
    demo = Shown(tmp_path, *getattr(request, "param", ()))
    try:
        yield demo
    finally:
        demo.process.end()


@pytest.mark.parametrize("shown", [("--loopback",)], indirect=True)
def test_a_demo_without_a_lab_shows_itself_and_leaves_nothing_behind(shown: Shown) -> None:
    pages = shown.said("Pages")
    assert "pantau_simulation 1.0" in shown.metrics()
    until(lambda: shown.states() == dict.fromkeys(shown.sites, 1.0))
    until(lambda: get_json(pages + "/healthz")[1]["measuring"])

    shown.process.saw("Samples of 1 days are there.")
    data = Path(shown.said("Data"))
    assert verify(data).faults == ()
    with Store.open(data, readonly=True) as store:
        now = now_us(SystemClock())
        assert len(store.outages(now - 40 * DAY, now)) > 20
        assert len(store.samples("pkm-muser", now - DAY, now)) > 1300

    children = shown.processes()
    assert len(children) >= 2
    assert shown.process.end(signal.SIGINT) == 0
    assert all(gone(child) for child in children)
    assert list(shown.scratch.iterdir()) == []
    assert not any("Traceback" in line for line in shown.process.lines)


def test_in_the_lab_sites_fail_by_the_script_and_a_kill_ends_all(shown: Shown) -> None:
    why = refusal()
    if why is not None:
        if os.environ.get("PANTAU_REQUIRE_LAB") == "1":
            pytest.fail(why)
        pytest.skip(why)
    shown.said("Pages")
    # Two are out from the first minute; all others answer.
    until(lambda: sorted(shown.states().values()) == [0.0, 0.0] + [1.0] * (len(shown.sites) - 2))
    children = shown.processes()
    assert len(children) >= 3
    shown.process.end(signal.SIGKILL)
    until(lambda: all(gone(child) for child in children))


def test_ctrl_c_while_history_is_made_leaves_nothing_either(shown: Shown) -> None:
    shown.process.saw("Making 2 months of history")
    until(shown.processes)
    children = shown.processes()
    assert shown.process.end(signal.SIGINT) == 0
    assert all(gone(child) for child in children)
    assert list(shown.scratch.iterdir()) == []
