"""The single values below ``probes``."""

import re
from typing import Annotated

from pydantic import PlainValidator, WithJsonSchema

from pantau.facts.instant import DAY, SECOND
from pantau.inventory.unfit import UnfitError
from pantau.inventory.values import DURATION_PATTERN, as_text, between, only, read
from pantau.language import to_say

_LABEL = re.compile(r"[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?")
_NOT_A_NAME = to_say("not a name of DNS; write one such as www.paser.example")
_NOT_STATUS = to_say(
    "not a status of HTTP; write three digits such as 200, or several as [200, 401]"
)


def _domain(text: str) -> str:
    name = text.removesuffix(".")
    if len(name) > 253 or not all(map(_LABEL.fullmatch, name.split("."))):
        raise UnfitError(_NOT_A_NAME)
    return name.lower()


def _status(value: object) -> tuple[int, ...]:
    found = value if isinstance(value, list) else [value]
    if not found:
        raise UnfitError(_NOT_STATUS)
    return tuple(map(_one_status, found))


def _one_status(value: object) -> int:
    if not isinstance(value, str) or not re.fullmatch("[1-5][0-9][0-9]", value):
        raise UnfitError(_NOT_STATUS)
    return int(value)


PROBE_KINDS = ("icmp", "tcp", "http", "dns", "snmp")
QUERY_TYPES = ("A", "AAAA", "CNAME", "MX", "NS", "PTR", "SOA", "SRV", "TXT")

ProbeKind = Annotated[
    str, only(PROBE_KINDS), WithJsonSchema({"type": "string", "enum": list(PROBE_KINDS)})
]
QueryType = Annotated[
    str, only(QUERY_TYPES), WithJsonSchema({"type": "string", "enum": list(QUERY_TYPES)})
]
Domain = Annotated[str, read(_domain), as_text(r"^([A-Za-z0-9_-]{1,63}\.)*[A-Za-z0-9_-]{1,63}\.?$")]
_STATUS = {"type": ["integer", "string"], "pattern": "^[1-5][0-9][0-9]$"}
Status = Annotated[
    tuple[int, ...],
    PlainValidator(_status),
    WithJsonSchema({"anyOf": [_STATUS, {"type": "array", "items": _STATUS, "minItems": 1}]}),
]
Every = Annotated[int, between(10 * SECOND, DAY), as_text(DURATION_PATTERN)]
Patience = Annotated[int, between(SECOND // 10, 30 * SECOND), as_text(DURATION_PATTERN)]
