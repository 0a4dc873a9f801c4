"""Every mistake has its file and its exact message: broken/<mistake>.yaml and .txt."""

from pathlib import Path

import pytest

from pantau.inventory import Severity, parse_inventory, read_inventory

REMEDIES = (
    *("write", "remove", "did you mean", "save", "look", "align", "close", "keep", "put"),
    *("indent", "begin with", "icmp goes on", "paid twice"),
)
BROKEN = sorted((Path(__file__).parent / "broken").glob("*.yaml"))


def told(path: Path) -> list[str]:
    return [str(each) for each in parse_inventory(path.read_bytes(), path.name).problems]


@pytest.mark.parametrize("path", BROKEN, ids=lambda path: path.stem)
def test_a_mistake_gets_its_exact_message(path: Path) -> None:
    expected = path.with_suffix(".txt").read_text(encoding="utf-8").splitlines()
    assert told(path) == expected


def test_every_mistake_has_a_message_and_there_are_enough_of_them() -> None:
    assert len(BROKEN) >= 45
    assert {path.stem for path in BROKEN} == {
        path.stem for path in (Path(__file__).parent / "broken").glob("*.txt")
    }
    assert all(told(path) for path in BROKEN)


@pytest.mark.parametrize("path", BROKEN, ids=lambda path: path.stem)
def test_an_inventory_comes_out_exactly_when_nothing_is_an_error(path: Path) -> None:
    reading = parse_inventory(path.read_bytes(), path.name)
    failed = any(each.severity is Severity.ERROR for each in reading.problems)
    assert (reading.inventory is None) == failed
    assert bool(reading.errors) == failed
    assert len(reading.errors) + len(reading.warnings) == len(reading.problems)


@pytest.mark.parametrize("path", BROKEN, ids=lambda path: path.stem)
def test_a_message_says_what_to_do(path: Path) -> None:
    for line in told(path):
        assert any(remedy in line for remedy in REMEDIES), line


def test_a_missing_file_is_a_problem_and_no_traceback(tmp_path: Path) -> None:
    path = tmp_path / "inventory.yaml"
    (problem,) = read_inventory(path).problems
    assert str(problem) == (
        f"{path}:1:1: there is no such file; write it or name another with --inventory"
    )


def test_a_directory_is_a_problem_and_no_traceback(tmp_path: Path) -> None:
    (problem,) = read_inventory(tmp_path).problems
    assert problem.message == "this is a directory; name a file such as inventory.yaml"


def test_a_device_is_refused_before_it_is_read() -> None:
    (problem,) = read_inventory(Path("/dev/zero")).problems
    assert problem.message == "this is no regular file; name a file such as inventory.yaml"


def test_a_name_that_no_file_can_have_is_a_problem_and_no_traceback() -> None:
    (problem,) = read_inventory(Path("inven\0tory.yaml")).problems
    assert "look at its name and rights" in problem.message or "no such file" in problem.message


def test_a_file_too_large_is_refused_before_it_is_understood() -> None:
    (problem,) = parse_inventory(b"#" * 20_000_001, "inventory.yaml").problems
    assert problem.message == "larger than 20 MB; this is no inventory"


def test_a_byte_order_mark_and_windows_line_ends_are_fine() -> None:
    good = (Path(__file__).parents[2] / "inventory.yaml").read_bytes()
    reading = parse_inventory(b"\xef\xbb\xbf" + good.replace(b"\n", b"\r\n"), "inventory.yaml")
    assert reading.problems == ()
    assert reading.inventory is not None
    assert len(reading.inventory.sites) == 300
