"""How Pantau speaks to people: Bahasa Indonesia first, English second.

The English source text is the name of a message; ``id.po`` and ``en.po`` beside this file hold
what is shown. Numbers, money, dates and durations are written as readers of the language write
them. Importing this package reads no catalogue and imports no babel: that waits for the first word.
"""

from pantau.language.catalogue import Translator, to_say, translator
from pantau.language.dates import (
    clock_time,
    day,
    full_day,
    long_day,
    moment,
    month_name,
    recent,
    short_day,
    zone_label,
)
from pantau.language.durations import age, clocked, duration, short_duration
from pantau.language.labels import label
from pantau.language.languages import DEFAULT_LANGUAGE, LANGUAGES, Language, choose_language
from pantau.language.numbers import decimal, milliseconds, number, percent, rupiah
from pantau.language.sentence import Sentence
from pantau.language.spelled import spelled, spelled_day, spelled_rupiah

__all__ = [
    "DEFAULT_LANGUAGE",
    "LANGUAGES",
    "Language",
    "Sentence",
    "Translator",
    "age",
    "choose_language",
    "clock_time",
    "clocked",
    "day",
    "decimal",
    "duration",
    "full_day",
    "label",
    "long_day",
    "milliseconds",
    "moment",
    "month_name",
    "number",
    "percent",
    "recent",
    "rupiah",
    "short_day",
    "short_duration",
    "spelled",
    "spelled_day",
    "spelled_rupiah",
    "to_say",
    "translator",
    "zone_label",
]
