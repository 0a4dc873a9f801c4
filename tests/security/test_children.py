"""How Pantau begins other processes: nothing of the directory that it was started in is run."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from pantau.actions.workbook import Sheet, read_workbook
from tests.actions.provider.test_reading_lists import workbook
from tests.security.sources import sources, texts


def begun() -> Iterator[tuple[Path, list[ast.expr]]]:
    """Each list or tuple, or call, that names the interpreter, from there on."""
    for path, tree in sources("sys.executable"):
        for node in ast.walk(tree):
            parts = node.args if isinstance(node, ast.Call) else getattr(node, "elts", [])
            for at, part in enumerate(parts):
                if isinstance(part, ast.Attribute) and part.attr == "executable":
                    yield path, parts[at + 1 :]


def test_no_child_imports_from_where_it_was_started() -> None:
    found = list(begun())
    assert len(found) > 10
    for path, rest in found:
        flags = [each.value for each in rest[:2] if isinstance(each, ast.Constant)]
        assert flags[:1] == ["-P"], f"{path}: begin children with -P"


def test_a_file_that_lies_beside_a_workbook_is_not_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder of downloads may hold a json.py."""
    for name in ("json.py", "pantau.py", "python_calamine.py"):
        (tmp_path / name).write_text("raise SystemExit('run')")
    monkeypatch.chdir(tmp_path)
    assert read_workbook(workbook({"a": [["x"]]})) == [Sheet("a", ((1, ("x",)),))]


def test_no_command_goes_through_a_shell() -> None:
    for path, text in texts().items():
        for word in ("shell=True", "os.system(", "os.popen(", "create_subprocess_shell"):
            assert word not in text, path


def test_each_exception_from_bandits_rules_says_why() -> None:
    for path, text in texts().items():
        for line in text.splitlines():
            if re.search(r"# noqa: S\d", line):
                assert re.search(r"# noqa: S\d{3}(, \w+)* - \S", line), f"{path}: {line.strip()}"


def test_no_option_of_the_command_takes_a_secret() -> None:
    """Everybody on a machine sees what is typed behind a command: `ps` shows it."""
    code = (
        "import click, json\n"
        "from pantau.cli.main import main\n"
        "def walk(c, ctx):\n"
        "    for p in c.params: yield from p.opts\n"
        "    if isinstance(c, click.Group):\n"
        "        for n in c.list_commands(ctx):\n"
        "            s = c.get_command(ctx, n)\n"
        "            yield from walk(s, click.Context(s, parent=ctx))\n"
        "from pantau.cli import main as module\n"
        "group = next(v for v in vars(module).values() if isinstance(v, click.Group))\n"
        "print(json.dumps(sorted(set(walk(group, click.Context(group))))))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "--inventory" in done.stdout
    for word in ("password", "secret", "token", "key", "community"):
        assert word not in done.stdout
