"""The planned text put into the file: whole or not at all, with a copy of what was there."""

import os
import shutil
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from pantau.actions.acting import Act, Actor, Refused, may
from pantau.actions.apply import NowInForce, PastRefused, apply_inventory
from pantau.actions.edits import weigh
from pantau.actions.in_force import in_force
from pantau.actions.site_list.plan import Plan
from pantau.facts.instant import to_datetime
from pantau.inventory.model import Inventory
from pantau.inventory.problem import Problem
from pantau.language import to_say
from pantau.language.system_errors import said_of
from pantau.store import Store

_CHANGED = Refused(to_say("The file has changed since it was shown here. Look at it again."))


@dataclass(frozen=True, slots=True)
class Kept:
    """The file is written. ``backup``: where its text of before lies, None where it was new."""

    backup: Path | None


def past_of(store: Store, plan: Plan, now: int) -> tuple[Problem, ...]:
    """What the plan says otherwise about days that are over; ``now``: microseconds UTC."""
    before = in_force(store)
    if not isinstance(before, Inventory):
        return ()
    return weigh(before, plan.inventory, now).refused


def keep_plan(path: Path, plan: Plan, digest: str | None, actor: Actor) -> Kept | Refused:
    """Write the plan's text. ``digest``: SHA-256 of the file that it was made from (hex).

    Where ``path`` is another file than that, None: whatever is there is replaced, and copied too.
    """
    refused = may(actor, Act.APPLY)
    if refused:
        return refused
    try:
        found = path.read_bytes() if path.exists() else None
        if digest is not None and (found is None or sha256(found).hexdigest() != digest):
            return _CHANGED
        backup = _copied(path, found, actor.at) if found is not None else None
        _replace(path, plan.text.encode())
    except OSError as error:
        return Refused(
            to_say("{file} cannot be written ({reason}); nothing was changed"),
            file=path.name,
            reason=said_of(error),
        )
    return Kept(backup)


def keep_and_apply(
    store: Store, actor: Actor, path: Path, plan: Plan, digest: str
) -> NowInForce | Refused:
    """Write the plan's text into the file and put it in force, or do neither."""
    if past_of(store, plan, actor.at):
        return Refused(to_say("Nothing was applied: the file changes days that are over."))
    kept = keep_plan(path, plan, digest, actor)
    if isinstance(kept, Refused):
        return kept
    done = apply_inventory(store, actor, plan.inventory)
    if isinstance(done, NowInForce):
        return done
    if kept.backup is not None:
        with suppress(OSError):
            _replace(path, kept.backup.read_bytes())
    if isinstance(done, PastRefused):
        return Refused(to_say("Nothing was applied: the file changes days that are over."))
    return done


def _copied(path: Path, data: bytes, at: int) -> Path:
    """A copy beside the file that bears the time (UTC); never over another one."""
    stamp = to_datetime(at).strftime("%Y%m%dT%H%M%SZ")
    for number in range(1, 1000):
        again = "" if number == 1 else f"-{number}"
        backup = path.with_name(f"{path.name}.{stamp}{again}.bak")
        try:
            with backup.open("xb") as stream:
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
        except FileExistsError:
            continue
        with suppress(OSError):
            shutil.copymode(path, backup)
        return backup
    raise OSError(0, "too many copies of this second")


def _replace(path: Path, data: bytes) -> None:
    """A reader sees the old file or the new one, also after a crash."""
    path = path.resolve()  # through a link, so that the link stays
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        if path.exists():
            shutil.copymode(path, name)
        else:
            Path(name).chmod(0o640)
        Path(name).replace(path)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
