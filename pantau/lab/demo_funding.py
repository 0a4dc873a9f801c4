"""Who pays for which line of a demo: a province's programme at several stages, and a doubled line.

Days hang on today, so that a demo always shows something that has to be done.
"""

import re
from datetime import date, timedelta
from itertools import cycle

_PROVINCE = "by: Provinsi Kalimantan Timur, programme: Internet Desa"
_REGENCY = "by: Kabupaten Paser"
_YEAR = 365
# Of every ten villages: days left of the province's year, and whether it is known who follows.
_STAGES = (
    (-640, True),
    (-640, True),
    (-275, True),
    (25, True),
    (68, False),
    (-275, True),
    (180, True),
    (-640, True),
    (25, True),
    (-12, False),
)
_ONE_HOUSE = re.compile(r"(?m)^(  - \{id: (?:desa|pustu)-kepala-telake,(?!.*place:).*)\}$")


def with_funding(text: str, today: date) -> str:
    """The text of a demo's inventory with funding at the villages that Icon+ serves.

    The village office and the health post of Kepala Telake lie in one house.
    """
    village = re.compile(r"(?m)^(  - \{id: desa-.*contract: icon-(?!.*funding:).*)\}$")
    stages = cycle(_STAGES)
    text = village.sub(lambda line: f"{line[1]}, funding: {_paid(today, *next(stages))}}}", text)
    return _ONE_HOUSE.sub(r"\1, place: kantor-desa-kepala-telake}", text)


def _paid(today: date, left: int, followed: bool) -> str:
    end = today + timedelta(days=left)
    paid = [f"{{{_PROVINCE}, from: {end - timedelta(days=_YEAR - 1)}, to: {end}}}"]
    if followed:
        paid.append(f"{{{_REGENCY}, from: {end + timedelta(days=1)}}}")
    return f"[{', '.join(paid)}]"
