"""``python -m tests.supply sbom FILE`` or ``audit``: see the Makefile."""

import json
import sys
from pathlib import Path

from tests.supply.audit import audit
from tests.supply.bill import bill


def main(words: list[str]) -> int:
    """Do what is asked; 2 for anything else."""
    match words:
        case ["sbom", file]:
            made = bill()
            Path(file).write_text(json.dumps(made, indent=1), "utf-8")
            print(f"{file}: {len(made['components'])} libraries")
            return 0
        case ["audit"]:
            return audit()
    print(__doc__)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
