"""What the store says of itself is told in Indonesian to whoever reads Indonesian."""

import shutil
from pathlib import Path

import pytest

from pantau.store import Anchor, Store, StoreError, errors, verify
from tests.language.heard import StrictTranslator, english_in
from tests.store.making import History, without_triggers

FAMILY = [
    each
    for each in vars(errors).values()
    if isinstance(each, type) and issubclass(each, StoreError)
]
TAMPERED = [
    "UPDATE journal SET author = 'nobody' WHERE seq = 5",
    "DELETE FROM journal WHERE seq = 3",
    "UPDATE journal SET previous = x'00' WHERE seq = 4",
    "UPDATE journal SET seq = -1 WHERE seq = 1",
    "UPDATE outage SET started_at = started_at + 1",
    "DELETE FROM outage",
    "",
]


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = tmp_path_factory.mktemp("lived") / "data"
    with Store.open(data) as store:
        History(store, 7).live(40)
    return data


@pytest.mark.parametrize("sql", TAMPERED)
def test_every_fault_of_the_journal_is_told_in_indonesian(
    lived: Path, tmp_path: Path, sql: str
) -> None:
    data = tmp_path / "data"
    shutil.copytree(lived, data)
    db = without_triggers(data)
    db.execute("PRAGMA ignore_check_constraints = ON")
    if sql:
        db.execute(sql)
    db.close()
    found = verify(data, [Anchor(2, bytes(32)), Anchor(10_000, bytes(32))])
    assert len(found.faults) > 2
    for fault in found.faults:
        said = fault.why.said(StrictTranslator())
        assert said != fault.text
        assert english_in(said) == [], said


@pytest.mark.parametrize("error", FAMILY, ids=lambda each: each.__name__)
def test_every_error_of_the_store_is_told_in_indonesian(error: type[StoreError]) -> None:
    assert english_in(error().said(StrictTranslator())) == []


def test_an_error_tells_another_in_the_same_language() -> None:
    whole = StoreError("{path}: {error}", path=Path("a"), error=errors.StoreBusy())
    assert str(whole) == f"a: {errors.StoreBusy.SAYS}"
    assert whole.said(StrictTranslator()).startswith("a: Proses lain ")
