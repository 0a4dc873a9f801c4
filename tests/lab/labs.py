"""Questions asked inside a lab, each in one of its own."""

import json
import sys
import tempfile
from pathlib import Path
from typing import Any

from pantau.lab.order import Order
from pantau.lab.outside import Lab
from tests.lab.town import TOWN


class Asked:
    """What came of one question that was asked inside a lab, by a module of the tests."""

    def __init__(
        self,
        scenario: Any,
        module: str,
        *arguments: str,
        holds: Path | None = None,
        factory: str = TOWN,
    ) -> None:
        command = (sys.executable, "-m", module, *arguments)
        order = Order(factory, scenario, command, holds=None if holds is None else str(holds))
        with tempfile.TemporaryFile() as output:
            with Lab(order, output) as lab:
                self.counts = lab.finish()
            output.seek(0)
            said = output.read().decode()
        assert lab.process.returncode == 0, said
        self.answer = json.loads(said)
