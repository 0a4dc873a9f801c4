"""``python -m tests.lab.asking_paths ADDRESS…``: their paths, through each kind of
socket that can be had. It runs in the lab's own network and prints JSON."""

import json
import socket
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

from collector.icmp.sockets import EchoSocket
from collector.path.line import Line
from collector.path.sockets import open_path_socket, open_raw_path_socket
from collector.path.walker import Walker
from pantau.facts.clock import SystemClock

_STEP_S = 0.005


def ask(opened: EchoSocket, addresses: list[str]) -> dict[str, Any]:
    walker = Walker(SystemClock(), {socket.AF_INET: Line(opened)})
    for address in addresses:
        walker.ask(address, address)
    found: dict[str, Any] = {}
    began = time.monotonic()
    while walker.busy:
        walker.step()
        for address, path in walker.take():
            found[address] = {"hops": path.hops, "reached": path.reached}
        time.sleep(_STEP_S)  # noqa: TID251 - this process is a shell of its own
    walker.close()
    return {**found, "took_s": time.monotonic() - began}


def main(addresses: list[str]) -> None:
    with suppress(OSError):  # a machine may forbid it; the raw socket is asked anyway
        Path("/proc/sys/net/ipv4/ping_group_range").write_text("0 0")
    found = {}
    for opened in (open_path_socket(socket.AF_INET), open_raw_path_socket(socket.AF_INET)):
        found["raw" if opened.raw else "ping"] = ask(opened, addresses)
    print(json.dumps(found))  # noqa: T201


if __name__ == "__main__":
    main(sys.argv[1:])
