"""Networks of our own: real namespaces, real packets, and no way out."""

import json
import statistics
import subprocess
import sys
from pathlib import Path

import pytest

from pantau.lab import tun
from pantau.lab.holds import read_holds
from pantau.lab.inside import REFUSED
from pantau.lab.namespace import refusal
from pantau.lab.network import OWN, STRANGER
from pantau.lab.tun import TunRefusedError, open_tun
from tests.lab.labs import Asked
from tests.lab.town import OCTETS, USUAL_MS

pytestmark = pytest.mark.usefixtures("granted")

MILLI = 1_000_000


def ask_echoes(scenario: dict[str, object], addresses: list[str], holds: Path) -> Asked:
    return Asked(scenario, "tests.lab.asking", "echoes", json.dumps(addresses), holds=holds)


def test_three_hundred_addresses_answer_after_their_own_delay(tmp_path: Path) -> None:
    delays = {f"10.{64 + n % 16}.{n // 200}.{n % 200 + 1}": 10 + n % 97 for n in range(300)}
    answers = {address: [[ms, "reply"]] for address, ms in delays.items()}
    asked = ask_echoes({"answers": answers}, list(delays), tmp_path / "holds")
    assert {reply["asked"] for reply in asked.answer} == set(delays)
    assert len(asked.answer) == asked.counts["requests"] == asked.counts["sent"]["reply"] == 300
    held = {hold.nonce: hold.hold_ns for hold in read_holds(tmp_path / "holds")}
    errors = []
    for reply in asked.answer:
        assert reply["host"] == reply["asked"]
        delay = delays[reply["asked"]] * MILLI
        assert delay <= held[int(reply["nonce"], 16)] < reply["trip"]
        errors.append(reply["trip"] - delay)
    assert statistics.median(errors) < 3 * MILLI
    assert asked.counts["unread"] == asked.counts["failed"] == 0


def test_only_honest_replies_bear_our_nonce_from_the_address_asked(tmp_path: Path) -> None:
    town = {
        "10.64.0.1": [[9, "reply"], [14, "reply"]],
        "10.64.0.2": [],
        "10.64.0.3": [[1, "truncated"], [1, "forged"], [1, "elsewhere"], [1, "unreachable"]],
        "10.64.0.4": [[120, "reply"]],
        "10.64.0.5": [[30, "reply"]],
    }
    asked = ask_echoes({"answers": town}, [*town, "10.79.255.9"], tmp_path / "holds")
    honest = [r["asked"] for r in asked.answer if r["asked"] == r["host"] and r["asked"]]
    assert sorted(honest) == sorted(["10.64.0.1"] * 2 + ["10.64.0.4", "10.64.0.5", "10.79.255.9"])
    # What was sent later overtakes what is held for long.
    assert honest.index("10.64.0.5") < honest.index("10.64.0.4")
    others = [r for r in asked.answer if r["asked"] != r["host"]]
    assert [r["asked"] for r in others if r["asked"]] == ["10.64.0.3"]
    assert len(others) == 3
    assert set(asked.counts["sent"].values()) == {1, 5}


def test_there_is_no_way_out(tmp_path: Path) -> None:
    asked = Asked({}, "tests.lab.asking", "surroundings", "null")
    assert sorted(asked.answer["devices"]) == ["lab", "lo"]
    # One route, to 10.64.0.0/12, and no gateway.
    assert asked.answer["routes"] == [["lab", "0000400A", "00000000", "0000F0FF"]]
    assert OWN.endswith(".254")
    assert STRANGER >> 20 == 0x0A4


def test_routers_answer_a_real_client_and_nobody_else_does() -> None:
    asked = Asked(
        {"routers": {"10.64.0.1": "rb-kuaro"}}, "tests.lab.asking_snmp", "10.64.0.1", "public"
    )
    got = {name: (kind, value) for name, kind, value in asked.answer["get"]}
    assert got["1.3.6.1.2.1.1.5.0"] == ("OctetString", "rb-kuaro")
    assert got["1.3.6.1.2.1.31.1.1.1.6.1"] == ("Counter64", str(OCTETS))
    assert 360_000 <= int(got["1.3.6.1.2.1.1.3.0"][1]) < 366_000
    assert got["1.3.6.1.2.1.99.1.0"][0] == "NoSuchObject"
    assert asked.answer["next"] == [["1.3.6.1.2.1.2.2.1.8.1", "Integer", "1"]]
    assert asked.answer["bulk"][-1][1] == "EndOfMibView"
    assert asked.counts["asked_agents"] >= 3


def nested(**limits: int) -> dict[str, object]:
    answer: dict[str, object] = Asked({}, "tests.lab.asking", "nested", json.dumps(limits)).answer
    return answer


def test_root_does_without_a_user_namespace_where_these_are_refused() -> None:
    assert nested(max_user_namespaces=0) == {"code": 0, "why": None, "refusal": None}


def test_a_machine_that_grants_no_namespace_says_why() -> None:
    refused = nested(max_user_namespaces=0, max_net_namespaces=0)
    assert refused["code"] == REFUSED
    assert refused["why"] == refused["refusal"]
    assert "refuses private network namespaces: [Errno 28] unshare: No space" in str(refused["why"])


def test_a_process_with_threads_is_told_that_it_is_too_late() -> None:
    code = (
        "import threading; from pantau.lab.namespace import enter\n"
        "threading.Thread(target=threading.Event().wait, daemon=True).start()\n"
        "enter()"
    )
    tried = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False
    )
    assert "the process has 2 threads and must have one" in tried.stderr


def test_what_is_granted_has_no_refusal() -> None:
    assert refusal() is None


def test_a_machine_without_tun_says_what_to_load(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tun, "_DEVICE", "/dev/net/there-is-none")
    with pytest.raises(TunRefusedError, match="No such file or directory; load it: modprobe tun"):
        open_tun("lab")


def test_a_device_that_is_no_tun_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tun, "_DEVICE", "/dev/null")
    with pytest.raises(TunRefusedError, match="no device may be made"):
        open_tun("lab")


def test_the_usual_answer_is_the_towns(tmp_path: Path) -> None:
    asked = ask_echoes({}, ["10.64.0.1"], tmp_path / "holds")
    [hold] = read_holds(tmp_path / "holds")
    assert hold.hold_ns >= USUAL_MS * MILLI
    assert [reply["asked"] for reply in asked.answer] == ["10.64.0.1"]
