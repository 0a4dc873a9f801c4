"""The machine and the code that were measured, without a name or a path of either."""

import os
import platform
import subprocess
from pathlib import Path

from pantau.facts.clock import SystemClock, now_us
from pantau.facts.instant import to_iso

_ROOT = Path(__file__).parents[1]
_PAGE = ":(exclude)docs/benchmarks.md"


def described() -> str:
    """One line: when, commit, processors, memory, kernel, Python, and how busy it was."""
    return (
        f"Measured {to_iso(now_us(SystemClock()))[:16]}Z at commit {_commit()}: "
        f"{os.cpu_count()} processors ({_processor()}), {_memory_gb():.0f} GB, "
        f"{platform.system()} {platform.release()} {platform.machine()}, "
        f"Python {platform.python_version()}; load average {os.getloadavg()[0]:.1f} before."
    )


def _commit() -> str:
    found = _git("rev-parse", "--short=10", "HEAD")
    if not found:
        return "unknown"
    changed = _git("status", "--porcelain", "--", ".", _PAGE)
    return f"{found} with changes" if changed else found


def _git(*words: str) -> str:
    try:
        done = subprocess.run(
            ["git", *words],  # noqa: S607 - whichever git made this copy
            cwd=_ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
    except OSError:
        return ""
    return done.stdout.strip()


def _processor() -> str:
    return _value("/proc/cpuinfo", "model name") or platform.processor() or "unknown model"


def _memory_gb() -> float:
    total = _value("/proc/meminfo", "MemTotal")
    return int(total.split()[0]) / 2**20 if total else 0.0


def _value(file: str, key: str) -> str:
    for line in Path(file).read_text("utf-8").splitlines():
        name, _, value = line.partition(":")
        if name.strip() == key:
            return value.strip()
    return ""
