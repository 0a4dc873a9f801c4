"""What the alerter keeps: remembered, queued, leased, sent; by several, after a kill, when full."""

import random
import resource
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from pantau.facts.instant import DAY, MINUTE, SECOND
from pantau.facts.letters import Beat, Calm, Letter, Queued, Told, Waiting
from pantau.facts.telling import LetterState
from pantau.store import (
    FactRefused,
    FaultReason,
    Outbox,
    Store,
    StoreBusy,
    StoreDamaged,
    StoreMissing,
    StoreUnwritable,
    backup,
    restore,
    verify,
)
from tests.store.making import T0, WHO, first, inventory, plain
from tests.store.test_store_processes import child

LEASE = 30 * SECOND


@pytest.fixture
def outbox(data: Path) -> Iterator[Outbox]:
    with Outbox.open(data, busy_ms=2_000) as opened:
        yield opened


def letter(id: str, at: int = T0) -> Letter:
    return Letter(id, f"group of {id}", at, f'{{"id": "{id}"}}')


def queue(outbox: Outbox, *ids: str, receiver: str = "r") -> None:
    outbox.remember([], [], [(receiver, letter(id)) for id in ids], cursor=1, at=T0)


def leased(outbox: Outbox, now: int = T0, most: int = 100, receiver: str = "r") -> list[str]:
    return [each.id for each in outbox.lease(receiver, now, LEASE, most)]


def states(outbox: Outbox) -> dict[str, LetterState]:
    return {each.id: each.state for each in outbox.letters()}


TOLD = Told("O17", "r", "kritis", "O17", T0, T0, 1, ("sd-001", "sd-002"), '{"a":1}')


def test_what_is_decided_is_remembered_over_a_restart(outbox: Outbox, data: Path) -> None:
    assert (outbox.memory(), outbox.cursor(), outbox.last_beat()) == ((), 0, None)
    other = Told("O18", "r", "semua", "O18", T0 - SECOND, T0, acknowledged=True)
    outbox.remember([TOLD, other], [], [("r", letter("a"))], cursor=7, at=T0)
    outbox.beat(T0, {"version": "1", "tick_us": 12, "trouble": None})
    with Outbox.open(data, readonly=True) as reader:
        assert reader.memory() == (other, TOLD)
        assert reader.cursor() == 7
        assert reader.last_beat() == Beat(T0, {"version": "1", "tick_us": 12, "trouble": None})
    grown = Told("O17", "r", "kritis", "O17", T0, T0 + MINUTE, 2, ("sd-001",))
    outbox.remember([grown], [("O18", "r"), ("never", "r")], [], cursor=8, at=T0)
    assert outbox.memory() == (grown,)


def test_what_a_storm_holds_back_is_remembered_until_it_is_said_otherwise(
    outbox: Outbox, data: Path
) -> None:
    assert outbox.calm() == ()
    both = (Calm("r", urgent=False, until=T0), Calm("r", urgent=True, until=T0 + MINUTE))
    outbox.remember([], [], [], cursor=1, at=T0, calm=both)
    outbox.remember([], [], [("r", letter("a"))], cursor=2, at=T0)
    with Outbox.open(data, readonly=True) as reader:
        assert reader.calm() == both
    outbox.remember([], [], [], cursor=3, at=T0, calm=both[1:])
    assert outbox.calm() == both[1:]


def test_what_is_changed_and_over_at_once_is_over(outbox: Outbox) -> None:
    outbox.remember([TOLD], [("O17", "r")], [], cursor=1, at=T0)
    assert outbox.memory() == ()


def test_a_message_that_is_known_is_not_queued_again(outbox: Outbox) -> None:
    queue(outbox, "a", "b")
    queue(outbox, "b", "a", "c")
    assert leased(outbox) == ["a", "b", "c"]
    outbox.sent(["a"], T0, "")
    queue(outbox, "a")
    assert states(outbox)["a"] is LetterState.SENT


def test_letters_are_leased_in_order_and_by_receiver(outbox: Outbox) -> None:
    queue(outbox, "a", "b", "c")
    queue(outbox, "x", receiver="other")
    assert leased(outbox, most=2) == ["a", "b"]
    # The rest waits behind those, whoever asks.
    assert leased(outbox, T0 + LEASE - 1) == []
    assert leased(outbox, receiver="other") == ["x"]
    outbox.sent(["a", "b"], T0 + SECOND, "ref")
    assert leased(outbox, T0 + SECOND) == ["c"]
    assert outbox.depth("r") == 1


def test_a_lease_that_ran_out_is_free_again(outbox: Outbox) -> None:
    queue(outbox, "a", "b")
    assert leased(outbox) == ["a", "b"]
    assert leased(outbox, T0 + LEASE) == ["a", "b"]


def test_a_new_alerter_frees_the_leases_of_the_dead_one(outbox: Outbox) -> None:
    queue(outbox, "a")
    assert leased(outbox) == ["a"]
    outbox.release_leases()
    assert leased(outbox) == ["a"]


def test_a_letter_that_waits_for_its_retry_holds_back_the_later_ones(outbox: Outbox) -> None:
    queue(outbox, "a", "b")
    queue(outbox, "x", receiver="other")
    leased(outbox)
    outbox.later("a", T0 + MINUTE, "refused", 1)
    assert leased(outbox, T0 + MINUTE - 1) == []
    assert leased(outbox, T0, receiver="other") == ["x"]
    found = outbox.lease("r", T0 + MINUTE, LEASE, 5)
    assert found == [Queued("a", '{"id": "a"}', 1), Queued("b", '{"id": "b"}')]


def test_what_is_over_is_left_alone(outbox: Outbox) -> None:
    queue(outbox, "a", "b")
    outbox.sent(["a"], T0, "17")
    outbox.dead("b", T0, "no such chat")
    for id in ("a", "b", "never"):
        outbox.later(id, T0 + DAY, "late word", 9)
        outbox.dead(id, T0 + DAY, "late word")
    outbox.sent(["a", "b", "never"], T0 + DAY, "99")
    outbox.fold(["a", "b", "never"], letter("sum"), T0)
    found = [(each.id, each.state, each.ended_at, each.error) for each in outbox.letters()]
    assert found == [
        ("b", LetterState.DEAD, T0, "no such chat"),
        ("a", LetterState.SENT, T0, None),
    ]
    assert outbox.waiting() == (Waiting("r", 0, None, 0, T0, "no such chat", T0),)


def test_folded_letters_are_said_by_one_in_the_place_of_the_first(outbox: Outbox) -> None:
    queue(outbox, "first", "a", "b", "last")
    leased(outbox, most=3)
    outbox.later("first", T0 + MINUTE, "refused", 3)
    outbox.fold(["b", "a"], letter("sum"), T0)
    assert leased(outbox, T0 + MINUTE) == ["first", "sum", "last"]
    folded = {each.id: each.folded_into for each in outbox.letters(states=[LetterState.FOLDED])}
    assert folded == {"a": "sum", "b": "sum"}


def test_nothing_is_folded_into_a_known_letter_or_across_receivers(outbox: Outbox) -> None:
    queue(outbox, "a", "b")
    queue(outbox, "x", receiver="other")
    with pytest.raises(FactRefused, match="there is a letter 'b' already"):
        outbox.fold(["a"], letter("b"), T0)
    with pytest.raises(FactRefused, match="several receivers"):
        outbox.fold(["a", "x"], letter("sum"), T0)
    assert set(states(outbox).values()) == {LetterState.WAITING}


def test_a_letter_is_handed_over_once_and_goes_on_waiting(outbox: Outbox) -> None:
    queue(outbox, "a", "b")
    leased(outbox)
    assert [each.id for each in outbox.not_handed_over("r", 1)] == ["a"]
    outbox.hand_over("a", "spare", letter("a2"), T0)
    outbox.hand_over("a", "spare", letter("a3"), T0)
    outbox.dead("b", T0, "wrong address")
    outbox.hand_over("b", "spare", letter("b2"), T0)
    outbox.hand_over("never", "spare", letter("n2"), T0)
    assert outbox.not_handed_over("r", 9) == []
    assert outbox.depth("r") == 1
    assert leased(outbox, receiver="spare") == ["a2", "b2"]
    outbox.sent(["a2"], T0, "")
    outbox.hand_over("a2", "third", letter("a4"), T0)
    assert outbox.depth("third") == 0


def test_what_is_folded_counts_as_handed_over_where_each_was(outbox: Outbox) -> None:
    queue(outbox, "a", "b", "c", "d")
    for id in ("a", "b", "c"):
        outbox.hand_over(id, "spare", letter(f"{id}2"), T0)
    outbox.fold(["a", "b"], letter("ab"), T0)
    outbox.fold(["c", "d"], letter("cd"), T0)
    assert [each.id for each in outbox.not_handed_over("r", 9)] == ["cd"]


def test_what_waits_is_counted_with_the_last_error(outbox: Outbox) -> None:
    outbox.remember([], [], [("r", letter("a", T0 - DAY))], cursor=1, at=T0)
    queue(outbox, "b")
    queue(outbox, "x", receiver="other")
    leased(outbox, T0 + SECOND)
    outbox.later("a", T0 + MINUTE, "connection refused", 2)
    assert outbox.waiting() == (
        Waiting("other", 1, T0, 0, None, None, None),
        Waiting("r", 2, T0 - DAY, 2, None, "connection refused", T0 + SECOND),
    )
    outbox.sent(["a"], T0 + MINUTE, "")
    assert outbox.waiting()[1] == Waiting(
        "r", 1, T0, 0, T0 + MINUTE, "connection refused", T0 + SECOND
    )


def test_letters_are_listed_by_receiver_and_state_the_newest_first(outbox: Outbox) -> None:
    queue(outbox, "a", "b", "c")
    outbox.remember([], [], [("other", letter("x"))], cursor=1, at=T0 + DAY)
    outbox.sent(["b"], T0, "ref 5")
    assert [each.id for each in outbox.letters()] == ["x", "c", "b", "a"]
    assert [each.id for each in outbox.letters(most=2)] == ["x", "c"]
    assert [each.id for each in outbox.letters(T0 + 1)] == ["x"]
    assert [each.id for each in outbox.letters(receiver="r")] == ["c", "b", "a"]
    (sent,) = outbox.letters(states=[LetterState.SENT])
    assert (sent.id, sent.receiver, sent.reference, sent.ended_at) == ("b", "r", "ref 5", T0)
    assert (sent.group, sent.at, sent.queued_at) == ("group of b", T0, T0)


def test_old_letters_go_and_those_that_wait_stay(outbox: Outbox) -> None:
    queue(outbox, "a", "b", "c", "d")
    outbox.sent(["a"], T0, "")
    outbox.dead("b", T0, "gone")
    outbox.sent(["c"], T0 + DAY, "")
    assert outbox.trim(T0 + DAY) == 2
    assert states(outbox) == {"c": LetterState.SENT, "d": LetterState.WAITING}


def test_ten_thousand_letters_are_folded_at_once_and_trimmed_by_the_thousand(
    outbox: Outbox,
) -> None:
    ids = [str(number) for number in range(10_000)]
    queue(outbox, *ids)
    outbox.fold(ids, letter("sum"), T0)
    assert leased(outbox) == ["sum"]
    assert outbox.trim(T0 + 1) == 1_000


def test_a_reader_writes_nothing_and_misses_what_never_ran(data: Path) -> None:
    with pytest.raises(StoreMissing, match="no alerter has run here yet"):
        Outbox.open(data, readonly=True)
    data.mkdir()
    (data / "alerts.sqlite").touch()
    with pytest.raises(StoreMissing, match="no alerter has run here yet"):
        Outbox.open(data, readonly=True)
    (data / "alerts.sqlite").unlink()
    Outbox.open(data).close()
    with (
        Outbox.open(data, readonly=True) as reader,
        pytest.raises(StoreUnwritable, match="reading"),
    ):
        reader.beat(T0, {})
    assert stat.S_IMODE((data / "alerts.sqlite").stat().st_mode) == 0o600


def test_what_we_never_wrote_is_damage(outbox: Outbox, data: Path) -> None:
    db = plain(data, "alerts.sqlite")
    db.execute("UPDATE alerter SET beat_at = 1, details = '{'")
    db.execute("INSERT INTO told VALUES ('e', CAST(x'ff' AS TEXT), '', '', 1, 1, 0, '[]', '', 0)")
    db.close()
    with pytest.raises(StoreDamaged, match="a value that we never wrote"):
        outbox.last_beat()
    with pytest.raises(StoreDamaged, match="not Unicode"):
        outbox.memory()
    outbox.close()
    (data / "alerts.sqlite").write_bytes(b"rust" * 1_000)
    for readonly in (False, True):
        with pytest.raises(StoreDamaged):
            Outbox.open(data, readonly=readonly)


def test_a_locked_outbox_is_busy_and_works_again(data: Path) -> None:
    with Outbox.open(data, busy_ms=50) as outbox:
        queue(outbox, "a")
        other = plain(data, "alerts.sqlite")
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreBusy):
            outbox.sent(["a"], T0, "")
        assert outbox.depth("r") == 1
        other.execute("ROLLBACK")
        other.close()
        outbox.sent(["a"], T0, "")
        assert outbox.depth("r") == 0


def test_a_disk_that_takes_no_more_forgets_nothing_half(outbox: Outbox, data: Path) -> None:
    queue(outbox, "a")
    outbox.remember([TOLD], [], [], cursor=5, at=T0)
    before = outbox.memory()
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    size = (data / "alerts.sqlite-wal").stat().st_size
    # The kernel refuses to let a file grow, as a full disk does; Python ignores the signal.
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        with pytest.raises(StoreUnwritable, match="check free space"):
            outbox.remember([], [("O17", "r")], [("r", letter("x" * 50_000))], cursor=6, at=T0)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert (outbox.memory(), outbox.cursor(), leased(outbox)) == (before, 5, ["a"])
    outbox.remember([], [("O17", "r")], [("r", letter("x" * 50_000))], cursor=6, at=T0)
    assert (outbox.memory(), outbox.cursor()) == ((), 6)


def test_two_processes_never_hold_the_same_letter(data: Path) -> None:
    ids = [str(number) for number in range(100)]
    with Outbox.open(data) as outbox:
        queue(outbox, *ids)
    with child("send", data, 3) as one, child("send", data, 2) as two:
        said = [process.communicate()[0].split() for process in (one, two)]
        assert (one.returncode, two.returncode) == (0, 0)
    assert sorted(said[0] + said[1], key=int) == ids
    # Nor did one overtake the other.
    for each in said:
        assert each == sorted(each, key=int)


def test_a_killed_sender_loses_none_and_repeats_only_what_it_had_in_hand(data: Path) -> None:
    dice = random.Random(3)
    ids = [str(number) for number in range(60)]
    with Outbox.open(data) as outbox:
        queue(outbox, *ids)
    said: list[str] = []
    for _ in range(4):
        with child("send", data, 1) as process:
            assert process.stdout is not None
            said += [process.stdout.readline().strip() for _ in range(dice.randrange(1, 12))]
            process.kill()
            said += [line.strip() for line in process.stdout if line.endswith("\n")]
        with Outbox.open(data) as outbox:
            outbox.release_leases()
    with child("send", data, 1) as process:
        said += process.communicate()[0].split()
    # Each in order; a repeated one is the last before a kill.
    assert list(dict.fromkeys(said)) == ids
    assert len(said) - len(ids) <= 4


# The file as a part of the store


def test_a_backup_holds_the_outbox_as_of_one_moment(
    store: Store, outbox: Outbox, data: Path, tmp_path: Path
) -> None:
    store.record([inventory("x")], at=T0, **WHO)
    outbox.remember([TOLD], [], [("r", letter("a"))], cursor=1, at=T0)
    assert "alerts.sqlite" in backup(data, tmp_path / "b.zip").files
    copy = restore(tmp_path / "b.zip", tmp_path / "copy").data
    with Outbox.open(copy) as again:
        assert again.memory() == (TOLD,)
        assert leased(again) == ["a"]


def test_a_damaged_outbox_is_left_out_of_a_backup_and_named(
    store: Store, data: Path, tmp_path: Path
) -> None:
    (data / "alerts.sqlite").write_bytes(b"rust" * 1_000)
    report = backup(data, tmp_path / "b.zip")
    assert "alerts.sqlite" not in report.files
    assert "alerts.sqlite is damaged" in report.left_out[0].message
    assert "alerts.sqlite is damaged" in verify(data).faults[0].text
    assert restore(tmp_path / "b.zip", tmp_path / "copy").entries == 0


def test_a_check_finds_damage_inside_the_outbox(store: Store, data: Path) -> None:
    with Outbox.open(data) as outbox:
        queue(outbox, *map(str, range(200)))
    path = data / "alerts.sqlite"
    content = bytearray(path.read_bytes())
    content[4096 * 3 : 4096 * 9] = bytes(4096 * 6)
    path.write_bytes(content)
    assert first(verify(data)) == (None, FaultReason.DAMAGED)


def test_alerts_know_of_a_tail_that_was_cut(store: Store, outbox: Outbox, data: Path) -> None:
    store.record([inventory("x"), inventory("y")], at=T0, **WHO)
    outbox.remember([], [], [], cursor=2, at=T0)
    assert verify(data).sound
    db = plain(data)
    db.execute("DROP TRIGGER journal_no_delete")
    sql = "DELETE FROM journal WHERE seq = 2"
    db.execute(sql)
    db.close()
    faults = [(fault.seq, fault.reason) for fault in verify(data).faults]
    assert (2, FaultReason.TAIL_CUT) in faults


def test_an_outbox_without_its_steps_says_nothing_of_the_journal(store: Store, data: Path) -> None:
    (data / "alerts.sqlite").touch()
    assert verify(data).sound
