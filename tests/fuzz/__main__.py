"""``python -m tests.fuzz SECONDS [TARGET…]``: look for bytes that a target stumbles over.

Each target is given SECONDS. Bytes that are found are kept in tests/fuzz/found, to be mended and
to be read by every test run from then on; ends with 1 then. Needs atheris (``make fuzz``).
"""

import subprocess
import sys
import tempfile
from pathlib import Path

import atheris

_FOUND = Path(__file__).parent / "found"
_LONGEST = 16_384
_TOO_LONG_S = 5  # nothing that one stranger sends may take so long to read


def main(arguments: list[str]) -> int:
    """Each target in a process of its own: the fuzzer ends the one that it runs in."""
    from tests.fuzz.seeds import seeds  # noqa: PLC0415 - what is fuzzed must not be imported before

    seconds, *wanted = arguments
    failed = False
    for target, given in seeds().items():
        if wanted and target not in wanted:
            continue
        with tempfile.TemporaryDirectory() as folder:
            for number, seed in enumerate(given):
                (Path(folder) / f"seed-{number}").write_bytes(seed)
            found = _FOUND / target
            found.mkdir(parents=True, exist_ok=True)
            print(f"-- {target}", flush=True)
            words = [folder, str(found), f"-max_total_time={int(seconds)}", f"-max_len={_LONGEST}"]
            words += [
                f"-timeout={_TOO_LONG_S}",
                f"-artifact_prefix={found}/",
                "-print_final_stats=1",
            ]
            command = [sys.executable, "-m", "tests.fuzz", "--one", target, *words]
            failed = subprocess.run(command, check=False).returncode != 0 or failed
            if not any(found.iterdir()):
                found.rmdir()
    return int(failed)


def one(target: str, words: list[str]) -> None:
    """Until its time is over, or something is found."""
    with atheris.instrument_imports(include=["collector", "dns", "h11", "pyasn1", "pysnmp"]):
        from tests.fuzz.targets import TARGETS  # noqa: PLC0415 - only now, instrumented

    atheris.Setup([target, *words], TARGETS[target])
    atheris.Fuzz()


if __name__ == "__main__":
    if sys.argv[1] == "--one":
        one(sys.argv[2], sys.argv[3:])
    else:
        sys.exit(main(sys.argv[1:]))
