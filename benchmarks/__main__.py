"""Run all benchmarks, or those named: ``python -m benchmarks collector echo``."""

import sys
from collections.abc import Callable

from benchmarks import collector, echo, ledger, store

PARTS: dict[str, Callable[[], list[str]]] = {
    "echo": echo.measure,
    "store": store.measure,
    "ledger": ledger.measure,
    "collector": collector.measure,
}


def main(names: list[str]) -> None:
    """Print each part's lines as it is done."""
    unknown = [name for name in names if name not in PARTS]
    if unknown:
        sys.exit(f"no such part: {', '.join(unknown)}; there are {', '.join(PARTS)}")
    for name in names or PARTS:
        for line in PARTS[name]():
            print(f"{name:10} {line}", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
