"""Looks villages and kecamatan up by code, by name, and by other spellings of a name.

villages.csv: the 139 desa and 5 kelurahan of Kepmendagri 300.2.2-2430/2025 and about the middle of
each in degrees (WGS 84). spellings.csv: how the
press, schools and BPS write some of them; a code of three parts is a kecamatan.
"""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from importlib.resources import files

_PREFIXES = re.compile(r"^(?:kantor )?(?:desa|kelurahan|kel|kecamatan|kec|ds)\b[ .]*")
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Village:
    """A desa or kelurahan. ``code``: 64.01.04.1001; its first three parts are the kecamatan's.

    ``at``: latitude and longitude of about its middle, degrees (WGS 84).
    """

    code: str
    kecamatan: str
    name: str
    kind: str
    at: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """``villages`` by code; ``kecamatan``: names by code. The rest by names as compared."""

    villages: dict[str, Village]
    kecamatan: dict[str, str]
    _village_codes: dict[str, tuple[str, ...]]
    _kecamatan_names: dict[str, str]

    def find_kecamatan(self, written: str) -> str | None:
        """Its official name, from a name or code in whatever spelling; None where unknown."""
        return self.kecamatan.get(written.strip()) or self._kecamatan_names.get(_bare(written))

    def find_villages(self, written: str, kecamatan: str | None) -> tuple[Village, ...]:
        """Those that are meant by a code or a name; inside ``kecamatan`` (official) if given.

        A code stands for itself: whether it fits the kecamatan is another question.
        """
        known = self.villages.get(written.strip())
        if known is not None:
            return (known,)
        found = [self.villages[code] for code in self._village_codes.get(_bare(written), ())]
        return tuple(each for each in found if kecamatan in (None, each.kecamatan))

    def near_kecamatan(self, written: str) -> tuple[str, ...]:
        """Official names that are written much like this, the nearest first."""
        near = get_close_matches(_bare(written)[:_LONGEST], self._kecamatan_names, n=3)
        return tuple(dict.fromkeys(self._kecamatan_names[each] for each in near))

    def near_villages(self, written: str, kecamatan: str | None) -> tuple[Village, ...]:
        """Villages whose name or code is written much like this, the nearest first."""
        within = {
            name: codes
            for name, codes in self._village_codes.items()
            if any(kecamatan in (None, self.villages[code].kecamatan) for code in codes)
        }
        near = get_close_matches(_bare(written)[:_LONGEST], within, n=3)
        near_codes = get_close_matches(written.strip()[:_LONGEST], self.villages, n=3, cutoff=0.8)
        codes = dict.fromkeys([*(code for name in near for code in within[name]), *near_codes])
        return tuple(self.villages[code] for code in codes)


@cache
def gazetteer() -> Gazetteer:
    """The one of this package, read once."""
    villages = {row["code"]: _village(row) for row in _rows("villages.csv")}
    kecamatan = {code[:8]: each.kecamatan for code, each in villages.items()}
    named: dict[str, tuple[str, ...]] = {}
    districts = {_bare(name): name for name in kecamatan.values()}
    names = [(each.code, each.name) for each in villages.values()]
    names += [(row["code"], row["spelling"]) for row in _rows("spellings.csv")]
    for code, name in names:
        if code in kecamatan:
            districts[_bare(name)] = kecamatan[code]
        else:
            # Some spellings differ only in a blank from the name.
            named[_bare(name)] = tuple(dict.fromkeys((*named.get(_bare(name), ()), code)))
    return Gazetteer(villages, kecamatan, named, districts)


def _village(row: dict[str, str]) -> Village:
    at = float(row["lat"]), float(row["lon"])
    return Village(row["code"], row["kecamatan"], row["name"], row["type"], at)


def _rows(name: str) -> Iterator[dict[str, str]]:
    text = files(__package__).joinpath(name).read_text("utf-8")
    return csv.DictReader(text.splitlines())


def _bare(written: str) -> str:
    """A name as it is compared: "Kec. Long-Ikis" and "LONG IKIS" are one."""
    words = " ".join(re.sub(r"[\W_]+", " ", written.casefold()).split())
    return _PREFIXES.sub("", words).replace(" ", "") or words
