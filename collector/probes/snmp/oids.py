"""Names of what every device may tell (RFC 3418, 2863, 2790, 1213)."""

from collector.probes.snmp.message import Oid

_SYSTEM: Oid = (1, 3, 6, 1, 2, 1, 1)
SYS_OBJECT_ID: Oid = (*_SYSTEM, 2, 0)
SYS_UPTIME: Oid = (*_SYSTEM, 3, 0)
HOST_UPTIME: Oid = (1, 3, 6, 1, 2, 1, 25, 1, 1, 0)
PROCESSOR_LOAD: Oid = (1, 3, 6, 1, 2, 1, 25, 3, 3, 1, 2)

DEFAULT_ROUTE_INTERFACE: Oid = (1, 3, 6, 1, 2, 1, 4, 21, 1, 2, 0, 0, 0, 0)
"""ipRouteIfIndex of 0.0.0.0: over which interface the default route leads."""

_IF: Oid = (1, 3, 6, 1, 2, 1, 2, 2, 1)
IF_DESCR: Oid = (*_IF, 2)
IF_SPEED: Oid = (*_IF, 5)
IF_OPER_STATUS: Oid = (*_IF, 8)
IF_IN_OCTETS: Oid = (*_IF, 10)
IF_IN_DISCARDS: Oid = (*_IF, 13)
IF_IN_ERRORS: Oid = (*_IF, 14)
IF_OUT_OCTETS: Oid = (*_IF, 16)
IF_OUT_DISCARDS: Oid = (*_IF, 19)
IF_OUT_ERRORS: Oid = (*_IF, 20)

_IFX: Oid = (1, 3, 6, 1, 2, 1, 31, 1, 1, 1)
IF_NAME: Oid = (*_IFX, 1)
IF_HC_IN_OCTETS: Oid = (*_IFX, 6)
IF_HC_OUT_OCTETS: Oid = (*_IFX, 10)
IF_HIGH_SPEED: Oid = (*_IFX, 15)
IF_DISCONTINUITY: Oid = (*_IFX, 19)

OF_INTERFACE = (
    IF_OPER_STATUS,
    IF_NAME,
    IF_HC_IN_OCTETS,
    IF_HC_OUT_OCTETS,
    IF_HIGH_SPEED,
    IF_DISCONTINUITY,
    IF_IN_ERRORS,
    IF_OUT_ERRORS,
    IF_IN_DISCARDS,
    IF_OUT_DISCARDS,
)
OF_OLD_INTERFACE = (IF_DESCR, IF_IN_OCTETS, IF_OUT_OCTETS, IF_SPEED)
"""Asked too where an interface has no counters of 64 bits."""

UP = 1
"""Of ifOperStatus."""
