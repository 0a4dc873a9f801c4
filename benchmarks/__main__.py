"""Run all parts, or those named: ``python -m benchmarks fping rate``.

With ``--write PAGE`` each part's section of that page is written anew as soon as it is done; those
of other parts stay. Ends with 1 where a part failed; its section then stays too.
"""

import argparse
import os
import signal
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from benchmarks.measuring import measured
from benchmarks.page import page, sections
from benchmarks.parts import PARTS
from benchmarks.rows import Part


def main(arguments: Sequence[str]) -> None:
    """Print each row as it is taken."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks")
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"any of: {', '.join(PARTS)}")
    parser.add_argument("--write", type=Path, metavar="PAGE", help="keep the results in this page")
    wanted = parser.parse_args(arguments)
    unknown = [name for name in wanted.parts if name not in PARTS]
    if unknown:
        parser.error(f"no such part: {', '.join(unknown)}; there are {', '.join(PARTS)}")
    # So that we tidy up as on Ctrl-C.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    failed = False
    with _scratch():
        for name in wanted.parts or PARTS:
            failed = not _run(PARTS[name], wanted.write) or failed
    sys.exit(1 if failed else 0)


def _run(part: Part, file: Path | None) -> bool:
    found = measured(part)
    if found is not None and file is not None:
        before = sections(file.read_text("utf-8")) if file.exists() else {}
        file.write_text(page(PARTS, {**before, part.name: found}), "utf-8")
    return found is not None


@contextmanager
def _scratch() -> Iterator[None]:
    """Our temporary files and those of all children in one folder, which goes when we go: a child
    that is ended does not tidy up."""
    with tempfile.TemporaryDirectory(prefix="pantau-bench-") as folder:
        os.environ["TMPDIR"] = tempfile.tempdir = folder
        try:
            yield
        finally:
            tempfile.tempdir = None


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except KeyboardInterrupt:
        sys.exit(128 + signal.SIGINT)
