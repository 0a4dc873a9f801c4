"""The lines of a month's arithmetic in the reader's language.

The calculator writes them in English, and a closed month has frozen them so: what was frozen
never changes. Hence they are recognised here by their form and said again. Of numbers only the
decimal sign changes: 94.909 is a share in English, and ninety-four thousand in Indonesian.
"""

import re
from functools import cache

from pantau.language.catalogue import Translator, to_say

# One for each line of pantau/sla/row.py and restitution.py; a text never matches another's line.
_LINES = (
    to_say(
        "service hours are those of the calendar '{calendar}': {n} s of the month inside the term"
    ),
    to_say(
        "service time = {up} up + {down} down + {excluded} excluded + {unknown} unknown = {all} s"
    ),
    to_say("outages shorter than {n} s count as up"),
    to_say("of longer ones the first {n} s count as up"),
    to_say("{n} s down were not watched: gap_in_outage is down"),
    to_say("availability = up / (up + down) = {sum}"),
    to_say("availability = (up + excluded) / (up + excluded + down) = {sum}"),
    to_say("coverage = (up + down) / (up + down + unknown) = {sum}"),
    to_say("credit: none, nothing was measured"),
    to_say("credit: none, coverage {coverage} is below {least}: the figure cannot be claimed"),
    to_say("credit: none, the contract states no objective"),
    to_say("credit: none, the contract states no fee"),
    to_say("credit: none, the contract states no restitution rule"),
    to_say("objective {objective} % is met by actual {actual} %: credit = 0 rupiah"),
    to_say("objective {objective} % is missed by actual {actual} %"),
    to_say("fee = {sum} rupiah"),
    to_say("D = {down} s down; T = {time} s, the whole calendar month"),
    to_say("D = {down} s down; T = {time} s, the month inside the contract term"),
    to_say("prorata = fee x D / T = {sum}"),
    to_say("prorata_sla = fee x D / (T x target) = {sum}"),
    to_say("selisih_sla = fee x (target - actual) / target = {sum}"),
    to_say("beyond = max(0, D - T x (1 - target)) = {sum} s"),
    to_say("kelebihan = fee x beyond / T = {sum}"),
    to_say("blocks = started parts of {day} s in {beyond} s = {blocks}"),
    to_say("kelipatan_harian = {multiple} x fee / days x blocks = {sum}"),
    to_say("pita: actual {actual} %, band from {bound} %: {percent} % of the fee"),
    to_say("pita = {sum}"),
    to_say("cap = {sum}; it is reached"),
    to_say("cap = {sum}; it is not reached"),
    to_say("credit = {owed}, rounded half up = {rupiah} rupiah"),
)
_POINT = re.compile(r"(?<=\d)\.(?=\d)")
_PLACE = re.compile(r"\\{(\w+)\\}")


def working_line(line: str, say: Translator) -> str:
    """A line of ``SlaResult.working`` in the language of ``say``; one of no known form as it is."""
    for text, form in _forms():
        found = form.fullmatch(line)
        if found:
            values = found.groupdict().items()
            return say(text, **{name: _read(name, value, say) for name, value in values})
    return line


def _read(name: str, value: str, say: Translator) -> str:
    """As the reader writes decimals; the name of a calendar is a name."""
    if name == "calendar" or say.language != "id":
        return value
    return _POINT.sub(",", value)


@cache
def _forms() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Each text, and the form of its lines."""
    return tuple((text, re.compile(_PLACE.sub(r"(?P<\1>.+?)", re.escape(text)))) for text in _LINES)
