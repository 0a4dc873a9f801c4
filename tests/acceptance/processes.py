"""Real processes of Pantau, started and ended by the test that needs them."""

import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import threading
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any


def free_port() -> int:
    """A port that nobody has, below those that the system hands out: it may be needed for long."""
    while True:
        # Not "random": every test begins with the same seed.
        port = 20_000 + secrets.randbelow(12_000)
        with socket.socket() as sock, suppress(OSError):
            sock.bind(("127.0.0.1", port))
            return port


def gone(pid: int) -> bool:
    """Ended, or dead and only waiting for its new parent to notice."""
    try:
        return "State:\tZ" in Path(f"/proc/{pid}/status").read_text()
    except FileNotFoundError:
        return True


def pantau(*arguments: str, cwd: Path | None = None) -> "subprocess.CompletedProcess[str]":
    """Run a command to its end."""
    return subprocess.run(
        [sys.executable, "-m", "pantau", *arguments],
        capture_output=True,
        text=True,
        timeout=60,
        cwd=cwd,
        check=False,
    )


class Process:
    """A command that goes on until it is told to stop; its output is kept.

    ``before``: a command that runs it, ``unshare`` for instance; it must exec, so that the process
    started is the one meant.
    """

    def __init__(
        self,
        *arguments: str,
        before: Sequence[str] = (),
        environment: Mapping[str, str] | None = None,
    ) -> None:
        self.lines: list[str] = []
        self._changed = threading.Condition()
        self.popen = subprocess.Popen(
            [*before, sys.executable, "-m", "pantau", *arguments],
            stderr=subprocess.STDOUT,
            stdout=subprocess.PIPE,
            text=True,
            env=os.environ | {"PYTHONUNBUFFERED": "1"} | dict(environment or {}),
        )
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self.popen.stdout is not None
        for line in self.popen.stdout:
            with self._changed:
                self.lines.append(line.rstrip())
                self._changed.notify_all()

    def saw(self, text: str, timeout: float = 30, times: int = 1) -> str:
        """Wait for a line of output that holds ``text``."""

        def found() -> list[str]:
            return [line for line in self.lines if text in line]

        with self._changed:
            if not self._changed.wait_for(lambda: len(found()) >= times, timeout):
                raise AssertionError(f"never said '{text}':\n" + "\n".join(self.lines))
        return found()[times - 1]

    def end(self, number: int = signal.SIGTERM) -> int:
        if self.popen.poll() is None:
            self.popen.send_signal(number)
        code = self.popen.wait(30)
        self._reader.join(5)
        if self.popen.stdout is not None:
            self.popen.stdout.close()
        return code


def get(url: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(url, timeout=10) as answer:  # noqa: S310 - our own URLs
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def get_json(url: str) -> tuple[int, Any]:
    status, text = get(url)
    return status, json.loads(text)


def until(condition: Callable[[], Any], seconds: float = 30) -> Any:
    """Ask until the answer is true; the waiting between two questions is an event's."""
    pause = threading.Event()
    for _ in range(round(seconds / 0.1)):
        answer = condition()
        if answer:
            return answer
        pause.wait(0.1)
    raise AssertionError("what was waited for did not come")
