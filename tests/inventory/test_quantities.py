"""Single values: what is read, and what is refused with a sentence."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from ipaddress import IPv4Address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pantau.inventory import quantities


@pytest.mark.parametrize(
    ("text", "microseconds"),
    [
        ("0s", 0),
        ("500ms", 500_000),
        ("5s", 5_000_000),
        ("1m", 60_000_000),
        ("4h", 14_400_000_000),
        ("1d", 86_400_000_000),
    ],
)
def test_a_duration_is_a_whole_number_and_its_unit(text: str, microseconds: int) -> None:
    assert quantities.duration(text) == microseconds


@given(st.integers(0, 9_999_999), st.sampled_from(["ms", "s", "m", "h", "d"]))
def test_a_duration_survives_being_written_and_read_again(number: int, unit: str) -> None:
    value = quantities.duration(f"{number}{unit}")
    written = quantities.duration_text(value)
    if len(written) <= 8:
        assert quantities.duration(written) == value


@pytest.mark.parametrize(
    ("text", "bits"),
    [("512kbps", 512_000), ("50Mbps", 50_000_000), ("1.5Mbps", 1_500_000), ("1Gbps", 10**9)],
)
def test_a_speed_is_a_number_and_its_unit(text: str, bits: int) -> None:
    assert quantities.speed(text) == bits


@pytest.mark.parametrize("text", ["50", "50 Mbps", "50mbps", "0Mbps", "-1Mbps", "cepat", "1Tbps"])
def test_what_is_no_speed_is_answered_with_one(text: str) -> None:
    with pytest.raises(ValueError, match=r"write .*Mbps"):
        quantities.speed(text)


@pytest.mark.parametrize(
    ("text", "value"), [("99.5", "99.5"), ("99.50", "99.50"), ("1%", "1"), ("0.1 %", "0.1")]
)
def test_a_percentage_keeps_its_decimals(text: str, value: str) -> None:
    assert str(quantities.percent(text)) == value


def test_an_address_is_brought_into_its_one_form() -> None:
    assert quantities.address("127.64.0.1") == "127.64.0.1"
    assert quantities.address("0:0:0:0:0:0:0:1") == "::1"
    assert quantities.address("::FFFF:127.64.0.1") == "127.64.0.1"
    assert quantities.address("Router.Desa-Lolo.") == "router.desa-lolo"
    assert quantities.address("localhost") == "localhost"


@pytest.mark.parametrize(
    "text",
    [
        "10.0.0",
        "127.64.0.300",
        "127.064.0.1",
        "a_b",
        "-a",
        "a..b",
        "",
        "a" * 64,
        ".".join(["ab"] * 90),
        "router é",
        "127",
        str(IPv4Address(0)),
        str(IPv4Address(0xE0000001)),
        str(IPv4Address(0xFFFFFFFF)),
    ],
)
def test_what_no_device_can_have_is_no_address(text: str) -> None:
    with pytest.raises(ValueError, match=r"write"):
        quantities.address(text)


@pytest.mark.parametrize(
    ("written", "plain"),
    [("Rp2.500.000", "2500000"), ("2,500,000", "2500000"), ("rp 500.000", "500000")],
)
def test_money_in_the_usual_notation_is_answered_with_plain_digits(
    written: str, plain: str
) -> None:
    with pytest.raises(ValueError, match=f"write {plain}"):
        quantities.rupiah(written)
    assert quantities.rupiah(plain) == int(plain)


@pytest.mark.parametrize("text", ["a", "desa-lolo", "sd-004-tanjung-aru", "4g", "a" * 64])
def test_an_id_is_small_letters_digits_and_hyphens(text: str) -> None:
    assert quantities.identifier(text) == text


@pytest.mark.parametrize("text", ["", "-a", "a-", "A", "é", "a b", "a_b", "a" * 65, "=1+1", "a\n"])
def test_what_would_break_a_label_or_a_file_is_no_id(text: str) -> None:
    with pytest.raises(ValueError, match="write"):
        quantities.identifier(text)


def test_numbers_dates_and_chances_are_what_was_written() -> None:
    assert quantities.decimal("-1.50") == Decimal("-1.50")
    assert quantities.share("0.95") == Decimal("0.95")
    assert quantities.chance("1.0e-10") == 1e-10
    assert quantities.chance("1e-10") == 1e-10
    assert quantities.whole("007") == 7
    assert quantities.day("2028-02-29") == date(2028, 2, 29)
    assert quantities.line_of_text("  Désa Lolo ") == "Désa Lolo"
    assert quantities.url("https://[::1]:8443/a?b") == "https://[::1]:8443/a?b"
    assert quantities.desa_code("64.01.05.2002") == "64.01.05.2002"
    assert str(quantities.time_zone("Asia/Makassar")) == "Asia/Makassar"


@pytest.mark.parametrize(
    ("read", "text"),
    [
        (quantities.duration, "1.5s"),
        (quantities.duration, "١s"),
        (quantities.duration, "99999999s"),
        (quantities.decimal, "1e9"),
        (quantities.decimal, "nan"),
        (quantities.decimal, "9" * 20),
        (quantities.percent, "-1"),
        (quantities.share, "1.01"),
        (quantities.chance, "inf"),
        (quantities.whole, "-1"),
        (quantities.rupiah, "-5"),
        (quantities.day, "2026-2-3"),
        (quantities.day, "2027-02-29"),
        (quantities.day, "1999-12-31"),
        (quantities.line_of_text, " "),
        (quantities.line_of_text, "a\u202eb"),
        (quantities.line_of_text, "a\tb"),
        (quantities.url, "ftp://localhost/"),
        (quantities.url, "http://localhost/a b"),
        (quantities.desa_code, "64.01.05"),
        (quantities.time_zone, "Asia"),
        (quantities.time_zone, "../etc/passwd"),
        (quantities.time_zone, ""),
        (quantities.time_zone, "x" * 300),
    ],
)
def test_what_is_not_readable_is_refused_with_a_remedy(
    read: Callable[[str], object], text: str
) -> None:
    with pytest.raises(ValueError, match=r"write|remove|look"):
        read(text)


EVERY = [
    *(quantities.duration, quantities.decimal, quantities.percent, quantities.share),
    *(quantities.chance, quantities.whole, quantities.rupiah, quantities.day),
    *(quantities.identifier, quantities.line_of_text, quantities.address, quantities.url),
    *(quantities.desa_code, quantities.time_zone),
]


@given(st.text(max_size=80), st.sampled_from(EVERY))
def test_any_text_is_read_or_refused_with_a_sentence(
    text: str, read: Callable[[str], object]
) -> None:
    try:
        read(text)
    except ValueError as error:
        assert str(error).strip()  # noqa: PT017 - most texts are refused, some are not
