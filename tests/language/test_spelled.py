"""Numbers, money and days in words: as the tables say, and to be read back."""

import csv
from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pantau.language import Language, spelled, spelled_day, spelled_rupiah

AMOUNTS = st.integers(0, 10**7) | st.integers(0, 10**16) | st.integers(0, 10**30)


def _table(name: str) -> list[tuple[int, str]]:
    with Path(__file__).with_name(name).open(encoding="utf-8", newline="") as file:
        return [(int(value), words) for value, words in csv.reader(file, delimiter=";")]


TERBILANG = _table("terbilang.csv")


def test_the_table_of_terbilang_is_long_enough_to_mean_something() -> None:
    assert len(dict(TERBILANG)) == len(TERBILANG) >= 200


@pytest.mark.parametrize(("value", "words"), TERBILANG)
def test_terbilang_is_as_the_table_says(value: int, words: str) -> None:
    assert spelled(value) == words


@pytest.mark.parametrize(("value", "words"), _table("english_words.csv"))
def test_english_is_as_its_table_says(value: int, words: str) -> None:
    assert spelled(value, "en") == words


def test_money_says_its_name() -> None:
    assert spelled_rupiah(1_200_000) == "satu juta dua ratus ribu rupiah"
    assert spelled_rupiah(1_200_000, "en") == "one million two hundred thousand rupiah"
    assert spelled_rupiah(0) == "nol rupiah"


def test_a_day_is_said_as_a_berita_acara_opens_with_it() -> None:
    assert spelled_day(date(2026, 11, 23)) == (
        "Senin tanggal dua puluh tiga bulan November tahun dua ribu dua puluh enam (23-11-2026)"
    )
    assert spelled_day(date(2026, 11, 23), "en") == (
        "Monday, the twenty-third of November two thousand and twenty-six (23-11-2026)"
    )


@pytest.mark.parametrize(
    ("day", "said"),
    [(1, "first"), (2, "second"), (5, "fifth"), (8, "eighth"), (9, "ninth"), (12, "twelfth"),
     (15, "fifteenth"), (20, "twentieth"), (21, "twenty-first"), (30, "thirtieth")],
)  # fmt: skip
def test_an_english_day_is_counted_in_ordinals(day: int, said: str) -> None:
    assert f"the {said} of October" in spelled_day(date(2026, 10, day), "en")


@given(AMOUNTS)
@example(10**18 * (10**6 + 1))
@example(10**36)
def test_terbilang_can_be_read_back(value: int) -> None:
    assert _read(spelled(value).split(), "id") == value
    assert _read(spelled(-value - 1).split(), "id") == -value - 1


@given(AMOUNTS)
def test_english_words_can_be_read_back(value: int) -> None:
    said = spelled(value, "en").replace("-", " ").split()
    assert _read([word for word in said if word != "and"], "en") == value


# The reader knows the words and nothing of how they were made.
_SCALES: dict[Language, tuple[str, ...]] = {
    "id": ("kuintiliun", "kuadriliun", "triliun", "miliar", "juta", "ribu"),
    "en": ("quintillion", "quadrillion", "trillion", "billion", "million", "thousand"),
}
_SINGLE: dict[Language, tuple[str, ...]] = {
    "id": (
        *("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan"),
        "sembilan",
    ),
    "en": (
        *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
        *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen"),
        *("eighteen", "nineteen"),
    ),
}
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_TIMES = {"puluh": 10, "ratus": 100, "hundred": 100}


def _read(words: list[str], language: Language) -> int:
    if words[0] == "minus":
        return -_read(words[1:], language)
    if language == "id":
        words = " ".join(words).replace("seribu", "satu ribu").split()
    for power, name in enumerate(_SCALES[language]):
        if name in words:
            at = len(words) - 1 - words[::-1].index(name)
            rest = words[at + 1 :]
            many = _read(words[:at], language)
            return many * 1000 ** (6 - power) + (_read(rest, language) if rest else 0)
    return _below_a_thousand(words, language)


def _below_a_thousand(words: list[str], language: Language) -> int:
    total = last = 0
    plain = " ".join(words).replace("seratus", "satu ratus").replace("sepuluh", "satu puluh")
    for word in plain.replace("sebelas", "satu belas").split():
        if word in _TIMES:
            total, last = total + last * _TIMES[word], 0
        elif word == "belas":
            last += 10
        elif word in _TENS:
            last += 10 * (2 + _TENS.index(word))
        else:
            last += _SINGLE[language].index(word)
    return total + last
