"""A site that the inventory does not have yet, from a row."""

import re
from collections.abc import Collection

from pantau.actions.site_list.cells import KINDS, kind_of_name
from pantau.actions.site_list.columns import SiteField
from pantau.actions.site_list.rows import SiteRow
from pantau.facts.words import SiteKind
from pantau.inventory.push import PUSH
from pantau.inventory.site_text import SiteChange, Written
from pantau.language import Sentence, to_say

Fault = tuple[SiteField | None, Sentence]
_NEEDED = (SiteField.NAME, SiteField.KIND, SiteField.KECAMATAN, SiteField.ADDRESS)
# In this order, as the shipped inventory has them.
_PLAIN = (
    *(SiteField.NAME, SiteField.KIND, SiteField.KECAMATAN, SiteField.DESA, SiteField.AT),
    *(SiteField.ADDRESS, SiteField.MEDIUM, SiteField.CONTRACT, SiteField.TIER, SiteField.FEE),
    *(SiteField.FROM, SiteField.TO, SiteField.LINE, SiteField.UPSTREAM, SiteField.PLACE),
    SiteField.SERVES,
)
_LONGEST_ID = 64


def new_site(row: SiteRow, ids: Collection[str]) -> SiteChange | Fault:
    """What to write for it; ``ids``: those that are taken, for ever."""
    values = dict(row.values)
    guessed = kind_of_name(values.get(SiteField.NAME, ""))
    if guessed is not None:
        values.setdefault(SiteField.KIND, guessed)
    fault = _missing(values)
    if fault is not None:
        return fault
    id = values.get(SiteField.ID) or _made_id(values, ids)
    if id in ids:
        return SiteField.ID, Sentence(
            to_say(
                "'{value}' was the id of another site or link, and ids are for ever; write another"
            ),
            value=id,
        )
    return SiteChange(None, {"id": id, **_written(row, values)})


def _missing(values: dict[SiteField, str]) -> Fault | None:
    for needed in _NEEDED:
        if needed not in values:
            return needed, Sentence(
                to_say("is empty, and the inventory has no such site; a new site needs it")
            )
    if SiteField.PHONE in values and SiteField.CONTACT not in values:
        return SiteField.CONTACT, Sentence(to_say("is empty; write whose phone it is"))
    return None


def _written(row: SiteRow, values: dict[SiteField, str]) -> dict[str, Written]:
    written: dict[str, Written] = {}
    for column in _PLAIN:
        if column is SiteField.AT and row.at is not None:
            written["at"] = [*row.at]
        elif column is SiteField.ADDRESS and values.get(column) == PUSH:
            written["heartbeat_by"] = PUSH
        elif column in values:
            written[column.value] = values[column]
    if SiteField.CONTACT in values:
        contact: dict[str, Written] = {"name": values[SiteField.CONTACT]}
        if SiteField.PHONE in values:
            contact["phone"] = values[SiteField.PHONE]
        written["contact"] = contact
    return written


def _made_id(values: dict[SiteField, str], ids: Collection[str]) -> str:
    """From kind and name: ``desa-lolo``; with the kecamatan where that is taken."""
    kind, name = values[SiteField.KIND], _slug(values[SiteField.NAME])
    own = {_slug(each) for each in KINDS[SiteKind(kind)].split(";")}
    named = any(name == each or name.startswith(f"{each}-") for each in own)
    made = name if named else f"{kind}-{name}"
    if made not in ids:
        return made[:_LONGEST_ID].strip("-")
    return f"{made}-{_slug(values[SiteField.KECAMATAN])}"[:_LONGEST_ID].strip("-")


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.casefold()).strip("-")
