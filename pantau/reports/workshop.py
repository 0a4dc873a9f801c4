"""Papers are made in a process of their own: pages and messages never wait for one."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Condition, Thread

from pantau.facts.papers import PaperStep
from pantau.language import to_say, translator
from pantau.reports.job import Failed, JobOrder, Made, answer_from_json, order_to_json

WORKER = (sys.executable, "-P", "-m", "pantau.reports.worker")
MOST_AT_ONCE = 2
_ENDED = to_say("the process that made it ended with code {code}")
_STEPS = tuple(PaperStep)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far it has got. ``ended``: what came of it, None while it goes on."""

    step: PaperStep
    ended: Made | Failed | None = None

    @property
    def share(self) -> float:
        """0 to 1: by steps, which do not all take as long."""
        return 1.0 if self.ended else _STEPS.index(self.step) / (len(_STEPS) - 1)


class Job:
    """One paper under way. ``content``: its bytes, where it was made and they were wanted.
    ``cancelled``: somebody ended it; it then failed without a reason."""

    def __init__(
        self, order: JobOrder, *, content: bool = True, worker: Sequence[str] = WORKER
    ) -> None:
        """Start it. Raises OSError where no process can be started."""
        self._changed = Condition()
        self._progress = Progress(PaperStep.LOOKING)
        self.cancelled = False
        self.content = b""
        # The file is private to us and gone when it was read.
        self._folder = tempfile.TemporaryDirectory(prefix="pantau-") if content else None
        into = Path(self._folder.name) / "paper" if self._folder else None
        self._order = replace(order, into=into)
        try:
            self._process = subprocess.Popen(
                worker,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                encoding="utf-8",
                # Ctrl-C in a terminal reaches whoever started us; they end us in good order.
                start_new_session=True,
                env={**os.environ, "PYTHONIOENCODING": "utf-8"},
            )
        except OSError:
            self._clean()
            raise
        Thread(target=self._listen, name="paper", daemon=True).start()

    @property
    def progress(self) -> Progress:
        """How far it has got."""
        with self._changed:
            return self._progress

    def cancel(self) -> None:
        """End it. What was kept before that stays kept."""
        self.cancelled = True
        self._process.terminate()

    def wait(self, seconds: float | None = None) -> bool:
        """Until it has ended, so long at most; whether it has."""
        with self._changed:
            return self._changed.wait_for(lambda: self._progress.ended is not None, seconds)

    def _listen(self) -> None:
        ended: Made | Failed = Failed("")
        try:
            ended = self._heard()
            if isinstance(ended, Made) and self._order.into is not None:
                self.content = self._order.into.read_bytes()
        except (OSError, ValueError, KeyError, TypeError) as error:
            ended = Failed(str(error) or type(error).__name__)
        finally:
            self._end()
            with self._changed:
                self._progress = Progress(self._progress.step, ended)
                self._changed.notify_all()

    def _heard(self) -> Made | Failed:
        pipe, answers = self._process.stdin, self._process.stdout
        assert pipe is not None  # noqa: S101 - both were asked for
        assert answers is not None  # noqa: S101 - as above
        pipe.write(order_to_json(self._order) + "\n")
        pipe.flush()
        for line in answers:
            answer = answer_from_json(line)
            if isinstance(answer, PaperStep):
                with self._changed:
                    self._progress = Progress(answer)
            else:
                return answer
        code = self._process.wait()
        say = translator(self._order.language)
        return Failed("" if self.cancelled else say(_ENDED, code=code))

    def _end(self) -> None:
        """The pipes, the process and its file go, whatever came of it."""
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()
        self._process.kill()
        self._process.wait()
        self._clean()

    def _clean(self) -> None:
        if self._folder is not None:
            self._folder.cleanup()


class Workshop:
    """Starts jobs for whoever asks, few at a time: measuring goes before papers."""

    def __init__(self, worker: Sequence[str] = WORKER) -> None:
        self._worker = worker
        self._jobs: list[Job] = []

    def start(self, order: JobOrder) -> Job | None:
        """A job, or None while as many as may be are under way. Raises OSError."""
        self._jobs = [each for each in self._jobs if each.progress.ended is None]
        if len(self._jobs) >= MOST_AT_ONCE:
            return None
        job = Job(order, worker=self._worker)
        self._jobs.append(job)
        return job
