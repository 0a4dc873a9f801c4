"""Whatever is wrong below ``alerts``, no message repeats what may be a secret or a number."""

import json

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pantau.inventory import parse_inventory
from pantau.inventory.alerting import ReceiverKind
from pantau.inventory.alerting_shape import RECEIVERS, ReceiverShape
from pantau.inventory.explain import keys

HEAD = """\
version: 1
timezone: Asia/Makassar
sites: [{id: a, name: A, kind: desa, kecamatan: Kuaro, address: 127.64.1.1}]
alerts:
"""
MARK = "rahasia"
COMMON = {*keys(ReceiverShape)}
SETTINGS = [
    (kind, key) for kind in ReceiverKind for key in keys(RECEIVERS[kind]) if key not in COMMON
]
SECRETS = {"token", "password", "secret"}
AROUND = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=8)


def told(text: str) -> list[str]:
    return [str(each) for each in parse_inventory((HEAD + text).encode(), "x").problems]


def of_a_receiver(kind: ReceiverKind, key: str, value: str) -> list[str]:
    needed = {name: '"1"' for name in keys(RECEIVERS[kind]) if name not in COMMON}
    lines = "".join(f"      {name}: {text}\n" for name, text in {**needed, key: value}.items())
    return told(f"  receivers:\n    x:\n      kind: {kind}\n{lines}")


def errors(problems: list[str]) -> int:
    return sum(": warning: " not in each for each in problems)


@pytest.mark.parametrize(("kind", "key"), [pair for pair in SETTINGS if pair[1] != "tls"])
@given(AROUND, AROUND)
@example("", "")
@example("http://a:", "@b")
@example("env:", " ")
@example("file:\u202e", "")
def test_a_setting_of_a_receiver_is_not_repeated(
    kind: ReceiverKind, key: str, before: str, after: str
) -> None:
    assert MARK not in "".join(of_a_receiver(kind, key, json.dumps(f"{before}{MARK}{after}")))


@pytest.mark.parametrize(("kind", "key"), [pair for pair in SETTINGS if pair[1] in SECRETS])
@pytest.mark.parametrize("value", [MARK, f"*{MARK}", f"!{MARK} x", f"&{MARK} x", f"[{MARK}]"])
def test_a_literal_secret_is_refused_and_not_repeated(
    kind: ReceiverKind, key: str, value: str
) -> None:
    problems = of_a_receiver(kind, key, value)
    assert errors(problems) > errors(of_a_receiver(kind, key, "env:PANTAU_SECRET"))
    assert MARK not in "".join(problems)


@pytest.mark.parametrize("key", ["phone", "telegram"])
@given(AROUND)
@example("")
def test_a_number_of_a_person_is_not_repeated(key: str, before: str) -> None:
    value = json.dumps(f"{before}{MARK}")
    assert MARK not in "".join(told(f"  people: {{rina: {{name: Rina, {key}: {value}}}}}\n"))


@given(AROUND)
@example("hc/")
def test_the_address_of_the_healthcheck_is_not_repeated(before: str) -> None:
    value = json.dumps(f"{before}{MARK}")
    assert MARK not in "".join(told(f"  dead_man: {{url: {value}}}\n"))


@pytest.mark.parametrize("key", ["community", "authentication_key", "privacy_key", "comunity"])
@given(AROUND)
@example("")
@example("env:x ")
def test_a_key_of_a_device_is_not_repeated(key: str, before: str) -> None:
    text = HEAD.replace("alerts:", f"credentials: {{x: {{{key}: {json.dumps(before + MARK)}}}}}")
    found = [str(each) for each in parse_inventory(text.encode(), "x").problems]
    assert MARK not in "".join(found)
