"""SNMP v2c and v3: what a router, a switch or a UPS says of itself.

What was learned of a device is kept between two looks, for the life of the process.
"""

import os
from functools import cache
from typing import TYPE_CHECKING

from collector.probes.answer import Answer, Asked
from pantau.facts.clock import Clock

if TYPE_CHECKING:
    from collector.probes.snmp.asker import Asker


async def ask(asked: Asked, clock: Clock) -> Answer:
    """See Ask. Details: see Quantity; ``vendor``, ``interface``, and ``no_rate`` (NoRate), where
    there is no rate of traffic; ``why``, where we are not let in or have no credentials."""
    return await _asker().ask(asked, clock)


@cache
def _asker() -> "Asker":
    """One for all devices; pysnmp is not imported before there is one to ask."""
    from collector.probes.snmp.asker import Asker  # noqa: PLC0415 - as above

    return Asker(os.environ)
