"""Backups on a schedule: when one is due, which stay, and making one."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from pantau.facts.clock import Clock, now_us
from pantau.facts.instant import HOUR, MINUTE, from_datetime, to_datetime
from pantau.facts.saved import Attempt, KeepRule
from pantau.facts.words import BackupTrouble
from pantau.store import (
    BackupFailed,
    BackupLock,
    IntoReport,
    StoreDamaged,
    StoreError,
    StoreUnwritable,
    UpkeepFile,
    backup_into,
    has_journal,
    upkeep_of,
)
from pantau.store.backup_folder import held, names_in, remove, time_of

_FIRST_RETRY_US = 10 * MINUTE
_LAST_RETRY_US = HOUR


def is_due(attempts: Sequence[Attempt], at: time, zone: ZoneInfo, now: int) -> bool:
    """Whether the backup of ``at`` (each day, local) is to be made now. Pure.

    ``attempts``: at this directory, the newest last. One that failed is tried again after ten
    minutes, later each hour. What a clock that ran ahead has noted counts nothing.
    """
    known = [each for each in attempts if each.began_at <= now + MINUTE]
    wanted = _last_time(at, zone, now)
    if any(each.name is not None and each.began_at >= wanted for each in known):
        return False
    tried = [each for each in known if each.began_at >= wanted]
    if not tried:
        return True
    pause = _FIRST_RETRY_US if len(tried) == 1 else _LAST_RETRY_US
    return now - tried[-1].ended_at >= pause


def staying(times: Iterable[int], keep: KeepRule, zone: ZoneInfo) -> set[int]:
    """Of backups that began at these instants those that stay. Pure.

    The newest of each of the last days, weeks (from Monday) and months that have one, in local
    time: where none was made for a month, the old ones stay. The newest of all always stays.
    """
    newest_first = sorted(times, reverse=True)
    stay = set(newest_first[:1])
    by: tuple[tuple[int, Callable[[date], tuple[int, ...]]], ...] = (
        (keep.days, lambda day: (day.toordinal(),)),
        (keep.weeks, lambda day: day.isocalendar()[:2]),
        (keep.months, lambda day: (day.year, day.month)),
    )
    for most, period in by:
        first: dict[tuple[int, ...], int] = {}
        for each in newest_first:
            first.setdefault(period(to_datetime(each, zone).date()), each)
        stay.update(list(first.values())[:most])
    return stay


@dataclass(frozen=True, slots=True)
class Saved:
    """What came of one try: the note of it, and the backup or why there is none."""

    attempt: Attempt
    report: IntoReport | None = None
    error: StoreError | None = None


def save(
    data: Path,
    folder: Path,
    clock: Clock,
    keep: tuple[KeepRule, ZoneInfo] | None = None,
    *,
    by_hand: bool = False,
) -> Saved:
    """Make a backup into a directory, let old ones go by the rule, and note what came of it.

    ``keep``: None removes none. ``by_hand``: somebody who asks for it may mean an empty disk.
    Raises AlreadyRunning alone: then nothing was tried.
    """
    began = now_us(clock)
    lock = _locked(data, clock)
    try:
        saved = _saved(data, folder, began, keep, by_hand=by_hand)
    finally:
        if lock is not None:
            lock.release()
    saved = replace(saved, attempt=replace(saved.attempt, ended_at=now_us(clock)))
    _note(data, saved.attempt)
    return saved


def _saved(
    data: Path,
    folder: Path,
    began: int,
    keep: tuple[KeepRule, ZoneInfo] | None,
    *,
    by_hand: bool,
) -> Saved:
    attempt = Attempt(str(folder), began, began)
    try:
        known = not by_hand and any(each.name for each in _attempts(data, attempt.target))
        report = backup_into(data, folder, at=began, known=known, takes_over=by_hand)
    except StoreError as error:
        return Saved(replace(attempt, trouble=_trouble(error), detail=str(error)), error=error)
    attempt = replace(attempt, name=report.path.name, size=report.size, written=report.written)
    if report.left_out:
        said = "\n".join(each.message for each in report.left_out)
        attempt = replace(attempt, trouble=BackupTrouble.INCOMPLETE, detail=said)
    elif report.same_disk:
        attempt = replace(attempt, trouble=BackupTrouble.SAME_DISK)
    try:
        if keep is not None:
            _prune(folder, report.path.name, *keep)
        attempt = replace(attempt, held=held(folder))
    except BackupFailed as error:
        # The new one stands; what is old goes another day.
        attempt = replace(attempt, trouble=error.trouble, detail=str(error))
    return Saved(attempt, report)


def _last_time(at: time, zone: ZoneInfo, now: int) -> int:
    """The last instant up to ``now`` at which the local clock showed ``at``."""
    today = to_datetime(now, zone).date()
    moment = from_datetime(datetime.combine(today, at, zone))
    if moment > now:
        moment = from_datetime(datetime.combine(today - timedelta(days=1), at, zone))
    return moment


def _locked(data: Path, clock: Clock) -> BackupLock | None:
    """A disk that cannot be written is the best reason for a backup."""
    try:
        return BackupLock(data, clock) if has_journal(data) else None
    except StoreUnwritable:
        return None


def _attempts(data: Path, target: str) -> tuple[Attempt, ...]:
    try:
        return upkeep_of(data).of(target)
    except StoreError:
        return ()


def _prune(folder: Path, made: str, keep: KeepRule, zone: ZoneInfo) -> None:
    """Only here, behind a backup that was read back: a failing disk takes no old one along."""
    times = {at: name for name in names_in(folder) if (at := time_of(name)) is not None}
    stay = {times[at] for at in staying(times, keep, zone)} | {made}
    remove(folder, sorted(set(times.values()) - stay))


def _trouble(error: StoreError) -> BackupTrouble:
    if isinstance(error, BackupFailed):
        return error.trouble
    return BackupTrouble.STORE_DAMAGED if isinstance(error, StoreDamaged) else BackupTrouble.OTHER


def _note(data: Path, attempt: Attempt) -> None:
    if has_journal(data):
        try:
            with UpkeepFile.open(data) as file:
                file.note_attempt(attempt)
        except StoreError:
            return  # a disk that is full takes no note, and the backup is made all the same
