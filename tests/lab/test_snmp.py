"""SNMP agents asked by pysnmp's own codec."""

import json
import socket
import threading
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyasn1.codec.ber import decoder, encoder
from pysnmp.proto.api import v1, v2c

from pantau.lab.answers import Answer, Device
from pantau.lab.packet import Datagram, datagram
from pantau.lab.snmp import reply
from pantau.lab.snmp_agents import SnmpAgents, from_message, to_message
from pantau.lab.snmp_process import serve

DAY_NS = 86_400 * 10**9
ROUTER = Device("rb-kuaro", 500 * DAY_NS, False, 2**64 + 5, 2**40)
NAME = (1, 3, 6, 1, 2, 1, 1, 5, 0)
UPTIME = (1, 3, 6, 1, 2, 1, 1, 3, 0)
OPER_STATUS = (1, 3, 6, 1, 2, 1, 2, 2, 1, 8, 1)
IN_OCTETS = (1, 3, 6, 1, 2, 1, 31, 1, 1, 1, 6, 1)
END = (1, 3, 6, 1, 6, 3, 10, 2, 1, 3, 0)

Names = Sequence[tuple[int, ...]]


def request(names: Names, pdu: Any = None, community: str = "public", module: Any = v2c) -> bytes:
    body = module.GetRequestPDU() if pdu is None else pdu
    if pdu is None:
        module.apiPDU.set_defaults(body)
    module.apiPDU.set_varbinds(body, [(name, module.null) for name in names])
    message = module.Message()
    module.apiMessage.set_defaults(message)
    module.apiMessage.set_community(message, community)
    module.apiMessage.set_pdu(message, body)
    return bytes(encoder.encode(message))


def pdu(kind: Any) -> Any:
    made = kind()
    v2c.apiPDU.set_defaults(made)
    return made


def bulk(once: int, times: int) -> Any:
    made = v2c.GetBulkRequestPDU()
    v2c.apiBulkPDU.set_defaults(made)
    v2c.apiBulkPDU.set_non_repeaters(made, once)
    v2c.apiBulkPDU.set_max_repetitions(made, times)
    return made


def answered(asked: bytes, device: Device = ROUTER) -> Any:
    back = reply(asked, device)
    assert back is not None
    message, rest = decoder.decode(back, asn1Spec=v2c.Message())
    assert rest == b""
    return v2c.apiMessage.get_pdu(message)


def values(asked: bytes) -> dict[tuple[int, ...], Any]:
    return {tuple(name): value for name, value in v2c.apiPDU.get_varbinds(answered(asked))}


def test_a_router_says_its_name_uptime_and_counters() -> None:
    found = values(request([NAME, UPTIME, OPER_STATUS, IN_OCTETS]))
    assert bytes(found[NAME]) == b"rb-kuaro"
    # 500 days are more hundredths of a second than TimeTicks hold: they wrap, as a router's do.
    assert int(found[UPTIME]) == 500 * 86_400 * 100 - 2**32
    assert int(found[OPER_STATUS]) == 2
    assert int(found[IN_OCTETS]) == 5


def test_the_answer_is_to_the_question() -> None:
    asked = pdu(v2c.GetRequestPDU)
    v2c.apiPDU.set_request_id(asked, 4711)
    assert int(v2c.apiPDU.get_request_id(answered(request([NAME], asked)))) == 4711


def test_what_there_is_not_is_said_not_to_be() -> None:
    no_object, no_instance = (1, 3, 6, 1, 2, 1, 99, 0), (*NAME[:-1], 7)
    found = values(request([no_object, no_instance]))
    assert isinstance(found[no_object], v2c.NoSuchObject)
    assert isinstance(found[no_instance], v2c.NoSuchInstance)


def test_walking_visits_every_name_once_and_ends() -> None:
    visited, name = [], (1, 3)
    while True:
        [(name, value)] = values(request([name], pdu(v2c.GetNextRequestPDU))).items()
        if isinstance(value, v2c.EndOfMibView):
            break
        visited.append(name)
    assert visited == sorted(set(visited))
    assert {NAME, UPTIME, OPER_STATUS, IN_OCTETS, END} <= set(visited)
    whole = v2c.apiPDU.get_varbinds(answered(request([(1, 3)], bulk(0, 100))))
    assert [tuple(name) for name, _ in whole] == [*visited, END]


def test_bulk_asks_the_first_once_and_repeats_the_others() -> None:
    found = v2c.apiPDU.get_varbinds(answered(request([NAME[:-1], OPER_STATUS[:-1]], bulk(1, 3))))
    assert [tuple(name) for name, _ in found][:2] == [NAME, OPER_STATUS]
    assert len(found) == 4


@pytest.mark.parametrize("once", [0, 2**31 - 1])
def test_a_bulk_without_measure_is_answered_in_one_packet(once: int) -> None:
    asked = request([OPER_STATUS[:-1]] * 40, bulk(once, 2**31 - 1))
    assert len(v2c.apiPDU.get_varbinds(answered(asked))) == 32


def test_what_no_packet_can_hold_is_too_big() -> None:
    refused = answered(request([NAME] * 99))
    assert int(v2c.apiPDU.get_error_status(refused)) == 1
    assert v2c.apiPDU.get_varbinds(refused) == []


def test_nothing_can_be_written() -> None:
    refused = answered(request([NAME], pdu(v2c.SetRequestPDU)))
    assert int(v2c.apiPDU.get_error_status(refused)) == 17


@pytest.mark.parametrize(
    "asked",
    [
        b"",
        request([NAME])[:-3],
        request([NAME], community="private"),
        request([NAME], module=v1),
        request([NAME], pdu(v2c.ResponsePDU)),
    ],
    ids=["nothing", "cut off", "another community", "version 1", "no question"],
)
def test_what_is_no_question_to_us_is_met_with_silence(asked: bytes) -> None:
    assert reply(asked, ROUTER) is None


@given(st.binary(max_size=80))
def test_any_bytes_are_met_without_an_error(asked: bytes) -> None:
    assert reply(asked, ROUTER) is None


@given(st.integers(0, 60), st.integers(0, 255))
def test_a_damaged_question_is_met_without_an_error(place: int, value: int) -> None:
    asked = bytearray(request([NAME, IN_OCTETS]))
    asked[place % len(asked)] = value
    assert reply(bytes(asked), ROUTER) is None or answered(bytes(asked)) is not None


def test_a_question_travels_to_the_other_process_whole() -> None:
    asked = Datagram(1, 2, 3, 161, bytes(range(256)))
    assert from_message(to_message(asked, ROUTER)) == (asked, ROUTER)
    assert json.loads(to_message(asked, ROUTER))["device"]["name"] == "rb-kuaro"


class OneRouter:
    def echo(self, address: int, at_ns: int) -> tuple[Answer, ...]:  # noqa: ARG002 - the port's
        return ()

    def device(self, address: int, at_ns: int) -> Device | None:  # noqa: ARG002 - the port's
        return ROUTER if address == 3 else None


def test_the_process_answers_with_packets_and_ends_with_the_lab() -> None:
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    serving = threading.Thread(target=serve, args=[theirs])
    serving.start()
    ours.settimeout(10)
    ours.send(to_message(Datagram(1, 2, 3, 161, b"rubbish"), ROUTER))
    ours.send(to_message(Datagram(1, 2, 3, 161, request([NAME])), ROUTER))
    back = datagram(ours.recv(2_000))
    assert back is not None
    assert back[:4] == (3, 161, 1, 2)
    assert b"rb-kuaro" in back.payload
    ours.close()
    serving.join(10)
    assert not serving.is_alive()
    theirs.close()


def test_agents_answer_where_there_is_one_and_tell_when_their_process_is_gone() -> None:
    agents = SnmpAgents(OneRouter())
    agents.ask(Datagram(1, 2, 99, 161, request([NAME])), 0)
    agents.ask(Datagram(1, 2, 3, 161, request([NAME])), 0)
    packets: list[bytes] | None = []
    while packets == []:
        packets = agents.answers()
        threading.Event().wait(0.02)
    assert packets is not None
    assert [datagram(packet)[:4] for packet in packets] == [(3, 161, 1, 2)]  # type: ignore[index]
    agents._process.kill()
    agents._process.wait()
    assert agents.answers() is None
    agents.ask(Datagram(1, 2, 3, 161, request([NAME])), 0)
    agents.close()
