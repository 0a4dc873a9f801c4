"""What stands around the page: settings, flags, health, the parent's pipe, markup."""

import os
import signal
import subprocess
import sys
from pathlib import Path
from threading import Event

import pytest
from hypothesis import given
from hypothesis import strategies as st
from prometheus_client.parser import text_string_to_metric_families

from dashboard import parent
from dashboard.flags import ENTRY, STREAMLIT_FLAGS, streamlit_command
from dashboard.health import health
from dashboard.lapor.counts import COUNTS, Counts, Turned
from dashboard.markup import Html, element, joined
from dashboard.parent import end_with_parent
from dashboard.settings import Settings, from_environment
from pantau.facts.instant import MINUTE
from tests.dashboard.world import World

ROOT = Path(__file__).parents[2]


def test_settings_come_from_the_environment_and_have_the_command_lines_defaults() -> None:
    assert from_environment({}) == Settings(Path("data"), Path("inventory.yaml"))
    assert from_environment({"PANTAU_DATA": "/d", "PANTAU_INVENTORY": "/i"}) == Settings(
        Path("/d"), Path("/i")
    )


def test_the_command_shows_people_no_traceback_and_calls_nobody() -> None:
    command = streamlit_command("127.0.0.1", 8501)
    assert command[:6] == [sys.executable, "-P", "-m", "streamlit", "run", str(ENTRY)]
    assert ENTRY.exists()
    for flag in (
        "--client.showErrorDetails=none",
        "--browser.gatherUsageStats=false",
        "--server.address=127.0.0.1",
        "--server.port=8501",
    ):
        assert flag in command
    assert set(STREAMLIT_FLAGS) <= set(command)


def test_no_file_of_the_dashboard_hides_a_module_of_the_same_name() -> None:
    names = {path.stem for path in ENTRY.parent.glob("*.py")} - {"__init__"}
    ours = {"alerts", "collector", "dashboard", "pantau", "tests"}
    assert names & (ours | sys.stdlib_module_names) == set()


def test_health_tells_the_age_of_the_data(world: World) -> None:
    nothing = {
        "status": "ok",
        "measuring": False,
        "last_commit": None,
        "last_commit_age_seconds": None,
        "people_reports": COUNTS.plain(),
    }
    assert health() == nothing
    world.began()
    world.committed()
    said = health()
    assert (said["status"], said["measuring"]) == ("ok", True)
    assert 0 <= said["last_commit_age_seconds"] < 20


def test_what_became_of_the_form_s_reports_is_counted_for_prometheus() -> None:
    counts = Counts()
    counts.taken, counts.refused[Turned.TRAP] = 3, 2
    (family,) = text_string_to_metric_families(counts.metrics())
    shown = {each.labels["answer"]: each.value for each in family.samples}
    assert shown == {"taken": 3, **{each.value: 0 for each in Turned}, "trap": 2}
    assert family.samples[0].name in (ROOT / "docs" / "people.md").read_text("utf-8")


def test_health_of_a_page_server_is_not_that_of_a_silent_collector(world: World) -> None:
    world.began()
    world.committed(ago=MINUTE)
    said = health()
    assert (said["status"], said["measuring"]) == ("ok", False)
    assert said["last_commit_age_seconds"] >= 60


def test_a_child_ends_when_the_parents_pipe_closes() -> None:
    reading, writing = os.pipe()
    ended = Event()
    assert end_with_parent({parent.PIPE: str(reading)}, ended.set)
    os.write(writing, b"alive")
    assert not ended.wait(0.05)
    os.close(writing)
    assert ended.wait(5)
    os.close(reading)


def test_without_a_pipe_nothing_is_watched() -> None:
    assert not end_with_parent({})
    with pytest.raises(ValueError, match="PANTAU_PARENT_PIPE='three' is not the number"):
        end_with_parent({parent.PIPE: "three"})


def test_a_pipe_that_is_not_there_counts_as_closed() -> None:
    ended = Event()
    assert end_with_parent({parent.PIPE: "987654"}, ended.set)
    assert ended.wait(5)


def test_a_real_child_is_stopped_in_good_order() -> None:
    code = (
        "import os; from threading import Event; from dashboard.parent import end_with_parent;"
        "end_with_parent(os.environ); print('ready', flush=True); Event().wait(30)"
    )
    reading, writing = os.pipe()
    child = subprocess.Popen(
        [sys.executable, "-c", code],
        env={**os.environ, parent.PIPE: str(reading)},
        pass_fds=[reading],
        stdout=subprocess.PIPE,
    )
    os.close(reading)
    assert child.stdout is not None
    assert child.stdout.readline() == b"ready\n"
    os.close(writing)
    assert child.wait(10) == -signal.SIGTERM
    child.stdout.close()


def test_markup_escapes_everything_that_it_did_not_make() -> None:
    made = element("p", "<b>", element("i", '"'), class_="a'b", title=None, data_tip="<>")
    assert made == ('<p class="a&#x27;b" data-tip="&lt;&gt;">&lt;b&gt;<i>&quot;</i></p>')
    assert joined("&", Html("<hr>")) == "&amp;<hr>"


@given(st.text())
def test_no_text_becomes_a_tag_or_leaves_its_attribute(text: str) -> None:
    made = element("p", text, title=text)
    assert made.count("<") == made.count(">") == 2
    assert made.count('"') == 2
