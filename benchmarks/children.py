"""Runs what is measured in a process of its own: on this machine, or inside a lab.

A child prints one JSON object as its last line. It gets no terminal's Ctrl-C: we end it.
"""

import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple

from pantau.lab.order import Order
from pantau.lab.outside import Lab, LabEndedError

_SPREAD = "benchmarks.spread:spread"


class ChildFailedError(Exception):
    """A child ended without a result."""


class Inside(NamedTuple):
    """What a child in a lab found, and what the lab counted meanwhile."""

    found: Mapping[str, Any]
    counts: Mapping[str, Any]


def module(name: str, *arguments: object) -> tuple[str, ...]:
    """The command for one of our own modules."""
    return (sys.executable, "-m", name, *map(str, arguments))


@contextmanager
def serving(name: str, *arguments: object) -> Iterator[None]:
    """One of our modules that says ``ready`` when it serves, for as long as this lasts.

    Raises ChildFailedError where it does not.
    """
    command = module(name, *arguments)
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True
    ) as process:
        try:
            assert process.stdout is not None  # noqa: S101 - a pipe was asked for
            if process.stdout.readline() != b"ready\n":
                raise ChildFailedError(f"{name} does not serve")
            yield
        finally:
            process.kill()


def alone(command: Sequence[str], patience_s: float) -> Mapping[str, Any]:
    """What it found. Raises ChildFailedError."""
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=output, stderr=output, start_new_session=True
        )
        try:
            process.wait(patience_s)
        except subprocess.TimeoutExpired:
            raise ChildFailedError(f"{command[2]} was not done in {patience_s:.0f} s") from None
        finally:
            _end(process)
        output.seek(0)
        return _result(output.read())


def in_lab(command: Sequence[str], patience_s: float) -> Inside:
    """The same inside a lab in which every site answers after 10 to 59 ms.

    Raises ChildFailedError, and LabRefusedError where the machine grants no lab.
    """
    with tempfile.TemporaryFile() as output:
        with Lab(Order(_SPREAD, None, tuple(command)), output) as lab:
            try:
                counts = lab.finish(patience_s)
            except LabEndedError as error:
                output.seek(0)
                raise ChildFailedError(f"{error}: {_last(output.read())}") from None
        output.seek(0)
        return Inside(_result(output.read()), counts)


def _end(process: "subprocess.Popen[bytes]") -> None:
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGINT)
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _result(said: bytes) -> Mapping[str, Any]:
    last = _last(said)
    if not last.startswith("{"):
        raise ChildFailedError(last)
    found: Mapping[str, Any] = json.loads(last)
    return found


def _last(said: bytes) -> str:
    return (said.decode(errors="replace").strip().splitlines() or ["nothing was said"])[-1]
