"""What the pages of docs/ and the README tell people to type."""

import re
import shlex
from dataclasses import dataclass
from itertools import dropwhile, takewhile
from pathlib import Path

from tests.cli.story import commands

ROOT = Path(__file__).parents[2]
PAGES = sorted([*(ROOT / "docs").glob("*.md"), ROOT / "README.md", ROOT / "CONTRIBUTING.md"])
NAMES = {name.partition(" ")[0] for name in commands()}
_BLOCK = re.compile(r"^```(\w*)\n(.*?)^```", re.MULTILINE | re.DOTALL)
_TYPED = re.compile(r"(sudo |pantau |make |git |\.venv/|python |sqlite3 |sysctl |setcap )")


@dataclass(frozen=True, slots=True)
class Line:
    """One command as it is typed. ``page``: its name; comments and prose behind it are gone."""

    page: str
    words: tuple[str, ...]

    @property
    def pantau(self) -> list[str] | None:
        """What stands behind ``pantau``; None where the line does not call it."""
        for at, word in enumerate(self.words[:-1]):
            if Path(word).name == "pantau" and self.words[at + 1] in NAMES:
                return list(self.words[at + 1 :])
        return None


def lines(page: Path) -> list[Line]:
    """Every command of a page, in its order."""
    found = []
    for kind, block in _BLOCK.findall(page.read_text("utf-8")):
        if kind in {"sh", "console"} or (kind == "" and _TYPED.match(block)):
            for row in block.replace("\\\n", " ").splitlines():
                typed = re.split(r"\s{4,}|\s+# ", row.strip())[0] if kind == "" else row
                if words := _one_command(shlex.split(typed, comments=True)):
                    found.append(Line(page.name, words))
    return found


def _one_command(words: list[str]) -> tuple[str, ...]:
    """Without the settings before it, and without what is done where it fails."""
    typed = [*dropwhile(re.compile(r"[A-Z_]+=").match, words)]
    return tuple(takewhile(lambda word: word != "||", typed))


def every_line() -> list[Line]:
    """Of all pages."""
    return [line for page in PAGES for line in lines(page)]
