"""Numbers, money and days in words, as papers that are signed want them beside the figures."""

from datetime import date

from pantau.language.dates import bare_month_name, weekday_name
from pantau.language.languages import DEFAULT_LANGUAGE, Language

_UNITS: dict[Language, tuple[str, ...]] = {
    "id": (
        *("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan"),
        *("sepuluh", "sebelas"),
    ),
    "en": (
        *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"),
        *("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen"),
        *("seventeen", "eighteen", "nineteen"),
    ),
}
_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
# Names of the short scale, which both languages use; the greatest may have any number before it.
_SCALES: dict[Language, tuple[tuple[int, str], ...]] = {
    "id": (
        (10**18, "kuintiliun"),
        (10**15, "kuadriliun"),
        (10**12, "triliun"),
        (10**9, "miliar"),
        (10**6, "juta"),
        (10**3, "ribu"),
    ),
    "en": (
        (10**18, "quintillion"),
        (10**15, "quadrillion"),
        (10**12, "trillion"),
        (10**9, "billion"),
        (10**6, "million"),
        (10**3, "thousand"),
    ),
}
_ORDINALS = {
    "one": "first",
    "two": "second",
    "three": "third",
    "five": "fifth",
    "eight": "eighth",
    "nine": "ninth",
    "twelve": "twelfth",
}


def spelled(value: int, language: Language = DEFAULT_LANGUAGE) -> str:
    """A whole number in words: ``seribu dua ratus sebelas``, ``minus lima``.

    In English ``one thousand two hundred and eleven``. Any size can be said.
    """
    if value < 0:
        return f"minus {spelled(-value, language)}"
    return " ".join(_words(value, language))


def spelled_rupiah(value: int, language: Language = DEFAULT_LANGUAGE) -> str:
    """Whole rupiah in words: ``satu juta dua ratus ribu rupiah``."""
    return f"{spelled(value, language)} rupiah"


def spelled_day(value: date, language: Language = DEFAULT_LANGUAGE) -> str:
    """A day as a Berita Acara opens with it, the figures behind it.

    ``Senin tanggal dua puluh tiga bulan November tahun dua ribu dua puluh enam (23-11-2026)``.
    """
    weekday, month = weekday_name(value, language), bare_month_name(value, language)
    year, figures = spelled(value.year, language), f"({value:%d-%m-%Y})"
    if language == "en":
        return f"{weekday}, the {_ordinal(value.day)} of {month} {year} {figures}"
    return f"{weekday} tanggal {spelled(value.day)} bulan {month} tahun {year} {figures}"


def _words(value: int, language: Language) -> list[str]:
    for size, name in _SCALES[language]:
        if value >= size:
            many, rest = divmod(value, size)
            return [*_many(many, name, language), *_rest(rest, language)]
    return _indonesian(value) if language == "id" else _english(value)


def _many(many: int, name: str, language: Language) -> list[str]:
    # One thousand is "seribu", but one million "satu juta".
    if language == "id" and many == 1 and name == "ribu":
        return ["seribu"]
    return [*_words(many, language), name]


def _rest(rest: int, language: Language) -> list[str]:
    if not rest:
        return []
    joint = ["and"] if language == "en" and rest < 100 else []
    return joint + _words(rest, language)


def _indonesian(value: int) -> list[str]:
    units = _UNITS["id"]
    if value < 12:
        return [units[value]]
    if value < 20:
        return [units[value - 10], "belas"]
    size, name = (10, "puluh") if value < 100 else (100, "ratus")
    many, rest = divmod(value, size)
    head = ["seratus"] if (many, size) == (1, 100) else [units[many], name]
    return head + _rest(rest, "id")


def _english(value: int) -> list[str]:
    units = _UNITS["en"]
    if value < 20:
        return [units[value]]
    if value < 100:
        tens, rest = divmod(value, 10)
        return [f"{_TENS[tens]}-{units[rest]}" if rest else _TENS[tens]]
    many, rest = divmod(value, 100)
    return [units[many], "hundred", *_rest(rest, "en")]


def _ordinal(value: int) -> str:
    head, dash, last = spelled(value, "en").rpartition("-")
    if last.endswith("y"):
        return f"{head}{dash}{last[:-1]}ieth"
    return f"{head}{dash}{_ORDINALS.get(last, f'{last}th')}"
