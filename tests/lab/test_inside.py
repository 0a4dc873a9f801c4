"""A lab as a process: its child started, crashed, suspended and ended; nothing outlives it."""

import os
import shutil
import signal
import sys
from pathlib import Path

import pytest

from pantau.facts.clock import SystemClock
from pantau.lab.holds import read_holds
from pantau.lab.order import Deed, Do, Order, Said, Told
from pantau.lab.outside import Lab, LabEndedError
from tests.acceptance.processes import until
from tests.lab.town import TOWN

pytestmark = pytest.mark.usefixtures("granted")

MILLI = 1_000_000
SLEEP = (str(shutil.which("sleep")), "60")


def state(pid: int) -> str:
    """The kernel's letter; empty where there is no such process."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return ""


def gone(pid: int) -> bool:
    return state(pid) in ("", "Z")


def test_an_order_and_what_is_told_travel_whole() -> None:
    order = Order(
        TOWN,
        {"answers": {}},
        SLEEP,
        environment={"A": "b"},
        deeds=(Deed(5, Do.KILL), Deed(9, Do.START)),
        again_after_s=0.5,
        began_boot_ns=7,
        handed=(3,),
        holds="x",
        told=4,
    )
    assert Order.from_argument(order.argument()) == order
    told = Told(Said.STARTED, {"pid": 1, "at_ns": 2})
    assert Told.from_line(told.line()) == told


def test_a_child_is_crashed_and_started_as_ordered() -> None:
    deeds = (Deed(300 * MILLI, Do.KILL), Deed(500 * MILLI, Do.START))
    with Lab(Order(TOWN, {}, SLEEP, deeds=deeds)) as lab:
        began = lab.until(Said.BEGAN)
        first = lab.until(Said.STARTED)
        killed = lab.until(Said.ENDED)
        second = lab.until(Said.STARTED)
        counts = lab.end()
    clock = SystemClock()
    ahead = clock.wall_ns() - clock.boot_ns()
    assert began["wall_ns"] - began["boot_ns"] == pytest.approx(ahead, abs=1_000 * MILLI)
    assert killed["code"] == -signal.SIGKILL
    assert 300 * MILLI <= killed["at_ns"] < 500 * MILLI <= second["at_ns"]
    assert first["pid"] != second["pid"]
    assert gone(first["pid"])
    assert gone(second["pid"])
    assert lab.process.returncode == 0
    assert 0 < counts["cpu_s"] < counts["ran_s"]


def test_a_child_that_dies_by_itself_is_started_again_where_that_was_ordered() -> None:
    with Lab(Order(TOWN, {}, SLEEP, again_after_s=0.05)) as lab:
        os.kill(lab.until(Said.STARTED)["pid"], signal.SIGKILL)
        ended = lab.until(Said.ENDED)
        again = lab.until(Said.STARTED)
        lab.end()
    assert again["at_ns"] - ended["at_ns"] >= 50 * MILLI


def test_a_lab_ends_as_its_child_ends() -> None:
    with Lab(Order(TOWN, {}, (sys.executable, "-c", "raise SystemExit(7)"))) as lab:
        lab.finish()
    assert lab.process.returncode == 7


def test_a_lab_ends_when_that_was_ordered() -> None:
    with Lab(Order(TOWN, {}, SLEEP, deeds=(Deed(300 * MILLI, Do.END),))) as lab:
        ended = lab.until(Said.ENDED)
        lab.finish()
    assert ended["code"] == -signal.SIGTERM
    assert ended["at_ns"] >= 300 * MILLI
    assert lab.process.returncode == 0


def test_a_suspended_child_goes_on_when_told_and_can_be_ended_meanwhile() -> None:
    deeds = (Deed(200 * MILLI, Do.SUSPEND), Deed(600 * MILLI, Do.RESUME))
    with Lab(Order(TOWN, {}, SLEEP, deeds=(*deeds, Deed(900 * MILLI, Do.SUSPEND)))) as lab:
        pid = lab.until(Said.STARTED)["pid"]
        for letter in ("T", "S", "T"):
            until(lambda letter=letter: state(pid) == letter)
        lab.end()
    assert gone(pid)


def test_what_is_handed_reaches_the_child_with_the_environment() -> None:
    ear, mouth = os.pipe()
    code = "import os; os.write(int(os.environ['MOUTH']), os.environ['WORD'].encode())"
    order = Order(
        TOWN,
        {},
        (sys.executable, "-c", code),
        environment={"MOUTH": str(mouth), "WORD": "halo"},
        handed=(mouth,),
    )
    with Lab(order) as lab:
        lab.finish()
    os.close(mouth)
    assert os.read(ear, 10) == b"halo"
    os.close(ear)


def test_the_scenario_may_have_begun_before_and_what_is_past_is_not_repeated() -> None:
    deeds = (Deed(1, Do.KILL), Deed(10**18, Do.KILL))
    with Lab(Order(TOWN, {}, SLEEP, deeds=deeds, began_boot_ns=1_000)) as lab:
        assert lab.until(Said.BEGAN)["boot_ns"] == 1_000
        started = lab.until(Said.STARTED)
        lab.end()
    assert started["at_ns"] > 1_000 * MILLI
    assert [told.said for told in lab.told] == [
        Said.READY,
        Said.BEGAN,
        Said.STARTED,
        Said.ENDED,
        Said.COUNTS,
    ]


def test_a_scenario_may_wait_for_the_first_echo(tmp_path: Path) -> None:
    command = (sys.executable, "-m", "tests.lab.asking", "echoes", '["10.64.0.1", "10.64.0.2"]')
    deeds = (Deed(0, Do.SUSPEND), Deed(100 * MILLI, Do.RESUME))
    holds = tmp_path / "holds"
    order = Order(TOWN, {}, command, deeds=deeds, with_first_echo=True, holds=str(holds))
    with (tmp_path / "output").open("wb") as output, Lab(order, output) as lab:
        started = lab.until(Said.STARTED)
        lab.finish()
    first, second = sorted(read_holds(holds), key=lambda hold: hold.at_ns)
    assert started["at_ns"] < 0 <= first.at_ns < 50 * MILLI
    assert second.at_ns > 100 * MILLI
    assert [told.said for told in lab.told].count(Said.BEGAN) == 1


def test_nothing_outlives_a_lab_that_is_killed_not_even_a_suspended_child() -> None:
    with Lab(Order(TOWN, {}, SLEEP, deeds=(Deed(100 * MILLI, Do.SUSPEND),))) as lab:
        pid = lab.until(Said.STARTED)["pid"]
        until(lambda: state(pid) == "T")
        lab.process.kill()
        until(lambda: gone(pid))
        with pytest.raises(LabEndedError, match="ended before it said 'counts'"):
            lab.finish()


def test_a_lab_ends_with_whoever_started_it() -> None:
    """``close`` lets go of the parent pipe, as the kernel does for a process that dies."""
    lab = Lab(Order(TOWN, {}, SLEEP))
    pid = lab.until(Said.STARTED)["pid"]
    lab.close()
    assert lab.process.returncode == 0
    assert gone(pid)


def test_who_waits_in_vain_is_told() -> None:
    with Lab(Order(TOWN, {}, SLEEP)) as lab:
        with pytest.raises(LabEndedError, match="did not say 'refused' in time"):
            lab.until(Said.REFUSED, patience_s=0.01)
        lab.end()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_child_and_lab_in_good_order(number: signal.Signals) -> None:
    with Lab(Order(TOWN, {}, SLEEP, again_after_s=0.0)) as lab:
        pid = lab.until(Said.STARTED)["pid"]
        lab.process.send_signal(number)
        assert lab.until(Said.ENDED)["code"] == -signal.SIGTERM
        lab.finish()
    assert lab.process.returncode == 0
    assert gone(pid)
