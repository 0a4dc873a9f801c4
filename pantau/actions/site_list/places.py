"""Kecamatan and village of a row, by the official names and codes and their other spellings."""

from dataclasses import dataclass

from pantau.inventory.gazetteer.names import Gazetteer, Village, gazetteer
from pantau.language import Sentence, to_say


@dataclass(frozen=True, slots=True)
class Found:
    """The kecamatan's official name and the village's code, or why there is none."""

    kecamatan: str | Sentence | None = None
    desa: str | Sentence | None = None


def find_place(kecamatan: str | None, desa: str | None) -> Found:
    """What two cells mean together: a village tells its kecamatan, and must not contradict it."""
    known = gazetteer()
    district = known.find_kecamatan(kecamatan) if kecamatan else None
    if kecamatan and district is None:
        return Found(kecamatan=_no_kecamatan(known, kecamatan))
    if desa is None:
        return Found(kecamatan=district)
    villages = known.find_villages(desa, district)
    if len(villages) != 1:
        return Found(district, _no_village(known, desa, district, villages))
    [village] = villages
    if district is not None and village.kecamatan != district:
        why = Sentence(
            to_say("{village} is in kecamatan {kecamatan}, not in {other}; mend one of the two"),
            village=_told(village),
            kecamatan=village.kecamatan,
            other=district,
        )
        return Found(district, why)
    return Found(village.kecamatan, village.code)


def _no_kecamatan(known: Gazetteer, written: str) -> Sentence:
    near = known.near_kecamatan(written) or tuple(known.kecamatan.values())
    return Sentence(
        to_say("'{value}' is no kecamatan of Kabupaten Paser; write one of {choices}"),
        value=written,
        choices=near,
    )


def _no_village(
    known: Gazetteer, written: str, kecamatan: str | None, several: tuple[Village, ...]
) -> Sentence:
    if several:
        return Sentence(
            to_say("'{value}' is the name of several; write the code of one of {choices}"),
            value=written,
            choices=tuple(map(_told, several)),
        )
    near = known.near_villages(written, kecamatan) or known.near_villages(written, None)
    if near:
        return Sentence(
            to_say("'{value}' is no village here; perhaps {choices}: write its code or name"),
            value=written,
            choices=tuple(map(_told, near)),
        )
    return Sentence(
        to_say("'{value}' is no village here; write its name, or its code such as 64.01.04.1001"),
        value=written,
    )


def _told(village: Village) -> str:
    return f"{village.code} {village.name} ({village.kecamatan})"
