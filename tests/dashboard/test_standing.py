"""Files that stay open between looks: the same reader, and never an old answer."""

import shutil
from pathlib import Path

import apsw
import pytest

from dashboard.standing import Standing
from pantau.facts.people import Noted
from pantau.facts.words import Role
from pantau.store import Store, StoreError, StoreMissing, StoreTooNew

T0 = 1_760_000_000_000_000


def opened(data: Path) -> Store:
    return Store.open(data, readonly=True, busy_ms=500)


@pytest.fixture
def kept() -> Standing[Store]:
    return Standing(opened)


def filled(data: Path, notes: int) -> None:
    with Store.open(data) as store:
        for number in range(notes):
            note(store, str(number))


def note(store: Store, text: str) -> None:
    store.record([Noted("sekda", text, Role.MANAGER)], at=T0, author="ani", via="test")


def test_the_same_reader_answers_and_sees_what_was_written_since(
    tmp_path: Path, kept: Standing[Store]
) -> None:
    with Store.open(tmp_path) as store:
        note(store, "one")
        with kept.of(tmp_path) as reader:
            assert reader.head()[0] == 1
        note(store, "two")
        with kept.of(tmp_path) as again:
            assert again.head()[0] == 2
        assert again is reader


def test_a_store_that_was_brought_back_is_seen_at_the_next_look(
    tmp_path: Path, kept: Standing[Store]
) -> None:
    here, other = tmp_path / "here", tmp_path / "other"
    filled(here, 1)
    filled(other, 3)
    with kept.of(here) as reader:
        assert reader.head()[0] == 1
    shutil.rmtree(here)
    with pytest.raises(StoreMissing), kept.of(here):
        pass
    other.rename(here)
    with kept.of(here) as reader:
        assert reader.head()[0] == 3


def test_another_directory_is_another_store(tmp_path: Path, kept: Standing[Store]) -> None:
    filled(tmp_path / "a", 1)
    filled(tmp_path / "b", 2)
    seen = []
    for name in ("a", "b", "a"):
        with kept.of(tmp_path / name) as reader:
            seen.append(reader.head()[0])
    assert seen == [1, 2, 1]


def test_a_schema_brought_up_by_a_newer_program_is_named(
    tmp_path: Path, kept: Standing[Store]
) -> None:
    with Store.open(tmp_path) as store:
        note(store, "one")
        with kept.of(tmp_path) as reader:
            assert reader.head()[0] == 1
        db = apsw.Connection(str(tmp_path / "journal.sqlite"))
        db.execute("INSERT INTO migration VALUES ('0999_future', 'ab')")
        db.close()
        with pytest.raises(StoreTooNew), kept.of(tmp_path):
            pass


def test_after_an_error_it_is_opened_anew(tmp_path: Path, kept: Standing[Store]) -> None:
    with Store.open(tmp_path) as store:
        note(store, "one")
        with pytest.raises(StoreError), kept.of(tmp_path) as reader:
            raise StoreError("broken")
        with kept.of(tmp_path) as again:
            assert again.head()[0] == 1
        assert again is not reader
