"""A paper is made in a process of its own, which gives way, can be ended, and outlives nobody."""

import os
import select
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from pantau.actions.acting import Actor
from pantau.actions.papers import Order, kept_papers
from pantau.facts.papers import Attached, PaperFormat, PaperKind, PaperStep, Wanted
from pantau.facts.words import MonthState, Role
from pantau.reports.job import (
    Failed,
    JobOrder,
    Made,
    answer_from_json,
    answer_to_json,
    order_from_json,
    order_to_json,
)
from pantau.reports.workshop import MOST_AT_ONCE, Job, Workshop
from pantau.store import Store
from tests.cli.story import Desk, live_through_march
from tests.sla.build import at

BUDI = Actor("Budi", "web session 1", Role.MANAGER, at("2025-04-03"))
MARCH = Wanted(PaperKind.MONTHLY, "2025-03", PaperFormat.CSV, "id")
PATIENCE_S = 30
ODD = str(Path(__file__).with_name("odd_worker.py"))


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    desk = Desk.at(tmp_path_factory.mktemp("march"))
    live_through_march(desk.data)
    return desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk.at(tmp_path)


@pytest.fixture
def started() -> Iterator[list[Job]]:
    """Jobs to be ended whatever a test comes to."""
    jobs: list[Job] = []
    yield jobs
    for job in jobs:
        job.cancel()


def ordered(desk: Desk, form: PaperFormat = PaperFormat.PDF, actor: Actor = BUDI) -> JobOrder:
    wanted = Wanted(PaperKind.MONTHLY, "2025-03", form, "id")
    return JobOrder(desk.data, desk.inventory, actor, Order(wanted), None, "en")


def odd(desk: Desk, kind: str, *more: str) -> Job:
    return Job(ordered(desk), worker=(sys.executable, ODD, kind, *more))


def outcome(job: Job) -> Made | Failed:
    assert job.wait(PATIENCE_S)
    ended = job.progress.ended
    assert ended is not None
    return ended


def waits_for(path: Path) -> int:
    """The process number that the endless one writes down."""
    deadline = time.monotonic() + PATIENCE_S
    while not path.exists() or not path.read_text():
        assert time.monotonic() < deadline
        select.select([], [], [], 0.01)
    return int(path.read_text())


def comes_to(job: Job, step: PaperStep) -> None:
    """What the process said before it wrote its number is read by a thread of ours, soon after."""
    deadline = time.monotonic() + PATIENCE_S
    while job.progress.step is not step:
        assert time.monotonic() < deadline
        select.select([], [], [], 0.01)


def ends(process: int) -> bool:
    """Whether it ends before our patience does."""
    try:
        handle = os.pidfd_open(process)
    except ProcessLookupError:
        return True
    try:
        return bool(select.select([handle], [], [], PATIENCE_S)[0])
    finally:
        os.close(handle)


def test_a_draft_comes_back_whole_and_leaves_no_file(lived: Desk) -> None:
    job = Job(ordered(lived, PaperFormat.CSV))
    made = outcome(job)
    assert isinstance(made, Made), made
    assert (made.file.name, made.state, made.kept) == (
        "laporan-sla-2025-03-draf.csv",
        MonthState.DRAFT,
        False,
    )
    assert len(job.content) == made.file.size
    assert b"kantor" in job.content
    assert (job.progress.step, job.progress.share) == (PaperStep.DONE, 1.0)


def test_who_asked_is_who_the_journal_names(tmp_path: Path) -> None:
    desk = Desk.at(tmp_path)
    live_through_march(desk.data)
    assert desk.run("close", "--month", "2025-03", "--as-is", "diterima").exit_code == 0
    job = Job(ordered(desk, PaperFormat.CSV), content=False)
    made = outcome(job)
    assert isinstance(made, Made)
    assert (made.kept, job.content) == (True, b"")
    with Store.open(desk.data, readonly=True) as store:
        with store.view() as view:
            (kept,) = kept_papers(view)
        assert (kept.entry.author, kept.entry.via) == ("Budi", "web session 1")
        assert len(store.kept(made.file.digest)) == made.file.size


def test_what_is_refused_is_said_in_the_viewers_language(lived: Desk) -> None:
    actor = Actor("Tamu", "web session 2", Role.VIEWER, BUDI.at)
    said = outcome(Job(ordered(lived, PaperFormat.CSV, actor)))
    assert isinstance(said, Failed)
    assert "may not do this (make papers)" in said.reason


def test_without_a_store_or_an_inventory_it_says_so(desk: Desk, tmp_path: Path) -> None:
    said = outcome(Job(ordered(desk, PaperFormat.CSV)))
    assert said == Failed("no inventory is in force yet; start it with: pantau run")
    (tmp_path / "file").write_text("")
    nowhere = Desk(tmp_path, tmp_path / "file", desk.inventory)
    assert isinstance(outcome(Job(ordered(nowhere, PaperFormat.CSV))), Failed)


def test_a_fault_of_ours_is_an_answer_and_no_silence(lived: Desk) -> None:
    said = outcome(odd(lived, "broken"))
    assert said == Failed(
        "this is a fault of Pantau (RuntimeError); the log of the page server says more"
    )
    assert outcome(odd(lived, "dying")) == Failed("the process that made it ended with code 9")


def test_it_gives_way_to_all_others(lived: Desk) -> None:
    job = odd(lived, "polite")
    assert isinstance(outcome(job), Made)
    assert job.content == str(min(os.nice(0) + 10, 19)).encode()


def test_it_can_be_ended(lived: Desk, tmp_path: Path, started: list[Job]) -> None:
    job = odd(lived, "endless", str(tmp_path / "pid"))
    started.append(job)
    process = waits_for(tmp_path / "pid")
    comes_to(job, PaperStep.GATHERING)
    assert job.progress.share == 0.25
    assert not job.wait(0)
    job.cancel()
    assert (outcome(job), job.cancelled) == (Failed(""), True)
    assert ends(process)


def test_it_ends_with_whoever_started_it(lived: Desk, tmp_path: Path) -> None:
    script = str(Path(__file__).with_name("parent.py"))
    line = order_to_json(ordered(lived))
    with subprocess.Popen(
        [sys.executable, script, line, str(tmp_path / "pid")], stdout=subprocess.PIPE
    ) as parent:
        process = waits_for(tmp_path / "pid")
        parent.kill()
    assert ends(process)


def test_few_are_made_at_a_time(lived: Desk, tmp_path: Path, started: list[Job]) -> None:
    workshop = Workshop((sys.executable, ODD, "endless", str(tmp_path / "pid")))
    for _ in range(MOST_AT_ONCE):
        job = workshop.start(ordered(lived))
        assert job is not None
        started.append(job)
    assert workshop.start(ordered(lived)) is None
    started[0].cancel()
    assert started[0].wait(PATIENCE_S)
    next_one = workshop.start(ordered(lived))
    assert next_one is not None
    started.append(next_one)


def test_a_worker_that_cannot_be_started_raises_and_leaves_nothing(lived: Desk) -> None:
    with pytest.raises(OSError, match="nowhere"):
        Job(ordered(lived), worker=("/nowhere/python",))


def test_a_worker_that_talks_nonsense_has_failed(lived: Desk) -> None:
    for words in ("print('{}')", "print('kacau')", "print('[1]')"):
        assert isinstance(
            outcome(Job(ordered(lived), worker=(sys.executable, "-c", words))), Failed
        )


def test_orders_and_answers_come_through_as_they_were(lived: Desk) -> None:
    wanted = Wanted(PaperKind.EVIDENCE, "2025-03", PaperFormat.ZIP, "en", ("a", "b"), "4\n1", "O1")
    order = JobOrder(lived.data, lived.inventory, BUDI, Order(wanted, 2, itself=True), Path("x"))
    line = order_to_json(order)
    assert "\n" not in line
    assert order_from_json(line) == order
    made = Made(Attached("a.zip", "0" * 64, 3), MonthState.CLOSED, 2, kept=True)
    for answer in (PaperStep.WRITING, made, Failed("tidak\nbisa")):
        said = answer_to_json(answer)
        assert "\n" not in said
        assert answer_from_json(said) == answer
