"""``python -m tests.lab.asking_snmp ADDRESS COMMUNITY``: a real client's GET, GETNEXT and GETBULK.

It runs in the lab's own network and prints JSON.
"""

import asyncio
import json
import sys
from typing import Any

from pysnmp.hlapi.v1arch.asyncio import (
    CommunityData,
    ObjectIdentity,
    ObjectType,
    SnmpDispatcher,
    UdpTransportTarget,
    bulk_cmd,
    get_cmd,
    next_cmd,
)


async def ask(address: str, community: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    with SnmpDispatcher() as client:
        where = await UdpTransportTarget.create((address, 161), timeout=2, retries=2)
        who = CommunityData(community, mpModel=1)  # noqa: S508 - what the lab speaks
        names = [f"1.3.6.1.2.1.1.{n}.0" for n in (1, 3, 5)]
        names += ["1.3.6.1.2.1.31.1.1.1.6.1", "1.3.6.1.2.1.99.1.0"]
        asked = [ObjectType(ObjectIdentity(name)) for name in names]
        start = ObjectType(ObjectIdentity("1.3.6.1.2.1.2.2.1.8"))
        error, _, _, bindings = await get_cmd(client, who, where, *asked)
        found["get"] = _plain(error, bindings)
        error, _, _, bindings = await next_cmd(client, who, where, start)
        found["next"] = _plain(error, bindings)
        error, _, _, bindings = await bulk_cmd(client, who, where, 0, 50, start)
        found["bulk"] = _plain(error, bindings)
    return found


def _plain(error: Any, bindings: Any) -> Any:
    if error:
        return str(error)
    return [(str(name), type(value).__name__, value.prettyPrint()) for name, value in bindings]


if __name__ == "__main__":
    print(json.dumps(asyncio.run(ask(*sys.argv[1:]))))  # noqa: T201
