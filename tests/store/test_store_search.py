"""Looking for entries, the newest first."""

from pathlib import Path

import pytest

from pantau.facts.instant import HOUR
from pantau.facts.kinds import EntryKind
from pantau.facts.people import Noted
from pantau.facts.words import Role
from pantau.store import Store, Wanted, search

BEGIN = 1_790_000_000_000_000
TEXTS = ('kabel "putus"', "100% padam", "a_b", "AC rusak", "axb")


@pytest.fixture
def store(tmp_path: Path) -> Store:
    made = Store.open(tmp_path)
    for number, text in enumerate(TEXTS):
        author = "rina" if number % 2 else "Budi"
        fact = Noted(f"s-{number}", text, Role.TECHNICIAN, None)
        made.record([fact], at=BEGIN + number * HOUR, author=author, via="test")
    return made


def found(store: Store, wanted: Wanted, **how: int) -> list[int]:
    return [each.seq for each in store.find(wanted, **how).entries]


def test_the_newest_come_first(store: Store) -> None:
    assert found(store, Wanted()) == [5, 4, 3, 2, 1]


@pytest.mark.parametrize(
    ("wanted", "numbers"),
    [
        (Wanted(author="BUD"), [5, 3, 1]),
        (Wanted(subject=" s-2 "), [3]),
        (Wanted(words='"putus"'), [1]),
        (Wanted(words="100%"), [2]),
        (Wanted(words="%"), [2]),
        (Wanted(words="a_b"), [3]),
        (Wanted(words="ac RUSAK"), [4]),
        (Wanted(kinds=frozenset({EntryKind.NOTED}), author="rina"), [4, 2]),
        (Wanted(kinds=frozenset({EntryKind.DECIDED})), []),
        (Wanted(begin=BEGIN + HOUR, end=BEGIN + 3 * HOUR), [3, 2]),
        (Wanted(begin=BEGIN + 9 * HOUR), []),
        (Wanted(end=BEGIN), []),
    ],
)
def test_all_that_is_asked_must_hold(store: Store, wanted: Wanted, numbers: list[int]) -> None:
    assert found(store, wanted) == numbers


@pytest.mark.parametrize("at_once", [1, 2, 3, 20])
def test_pages_follow_each_other_without_a_hole(
    store: Store, monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    monkeypatch.setattr(search, "AT_ONCE", at_once)
    before, numbers = None, []
    for _ in range(4):
        page = store.find(Wanted(), before=before, most=2)
        numbers += [each.seq for each in page.entries]
        before = page.older
        if before is None:
            break
    assert numbers == [5, 4, 3, 2, 1]
    assert before is None


def test_an_empty_journal_holds_nothing(tmp_path: Path) -> None:
    with Store.open(tmp_path / "new") as store:
        assert store.find(Wanted(begin=1, end=2)) == search.Found((), None)
