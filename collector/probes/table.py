"""Which module asks which kind of probe."""

from collections.abc import Mapping

from collector.probes import dns, http, snmp, tcp
from collector.probes.answer import Ask

ASKERS: Mapping[str, Ask] = {"dns": dns.ask, "http": http.ask, "snmp": snmp.ask, "tcp": tcp.ask}
"""By the word of the inventory. The heartbeat is not among them: collector.icmp asks it."""
