"""What the collector's further processes have in common: how they begin, hear their plan and end.

The collector writes a plan on a line of their standard input each time it changes, and closes it.
"""

import logging
import os
import sys
from collections.abc import Callable
from pathlib import Path

from collector.icmp.sockets import IcmpRefusedError
from pantau.logs import log_to_stderr
from pantau.store import StoreError

_KINDER = 5  # to the heartbeat; round trips are stamped by the kernel, so a late turn changes none
_AT_ONCE = 1 << 20


class Told:
    """Standard input as a loop looks at it, without ever waiting there."""

    def __init__(self, descriptor: int) -> None:
        os.set_blocking(descriptor, False)
        self._descriptor = descriptor
        self._rest = b""
        self.closed = False

    def fileno(self) -> int:
        """For select."""
        return self._descriptor

    def newest(self) -> bytes | None:
        """The last whole line of what can be read now: an older plan no longer counts. To be asked
        where select says so; ``closed`` is set where nothing will come any more."""
        read = os.read(self._descriptor, _AT_ONCE)
        if not read:
            self.closed = True
            return None
        *lines, self._rest = (self._rest + read).split(b"\n")
        return lines[-1] if lines else None


def begin(run: Callable[[Path], None], log: logging.Logger) -> None:
    """Run in the data directory that the first argument names; what refuses it is logged."""
    os.nice(_KINDER)
    log_to_stderr()
    try:
        run(Path(sys.argv[1]))
    except (StoreError, IcmpRefusedError, ValueError) as error:
        log.error("%s", error)  # noqa: TRY400 - the message says all
        sys.exit(1)
