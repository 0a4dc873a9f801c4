"""Which blocks share pages that stand, and which pages that lie."""

from collections.abc import Iterable
from dataclasses import dataclass

from pantau.reports.content import (
    Block,
    Heading,
    Lines,
    Notice,
    PageBreak,
    Paragraph,
    Signatures,
    Table,
)

# Else, where its caption does not fit on what is left of a page, it is laid out twice: of 1,776
# outages that is a second and 240 MB.
_LONG = 400
_WORDS = (Heading, Paragraph, Lines, Notice)


@dataclass(frozen=True, slots=True)
class Section:
    """Blocks on pages of one direction."""

    landscape: bool
    blocks: tuple[Block, ...]


def sections(blocks: Iterable[Block]) -> list[Section]:
    """``blocks`` parted where the direction changes.

    A table that needs a lying page takes its heading and the words under it along; what follows it
    stays there up to the next heading, signatures or page break.
    """
    found: list[tuple[bool, list[Block]]] = [(False, [])]
    for block in blocks:
        lying, held = found[-1]
        if isinstance(block, Table) and (block.lies or (block.landscape and _goes_on(found))):
            if not lying:
                lead = _lead(held)
                del held[len(held) - len(lead) :]
                found.append((True, [*lead, block]))
                continue
        elif lying and isinstance(block, Heading | Signatures | PageBreak):
            # A heading may lead to a lying table again: it is taken back then.
            found.append((False, [block]))
            continue
        held.append(block)
    return [Section(each.landscape, _with_breaks(each.blocks)) for each in _joined(found)]


def _goes_on(found: list[tuple[bool, list[Block]]]) -> bool:
    """Whether a lying page is open, but for the words that lead to what comes next."""
    lying, held = found[-1]
    return lying or (len(found) > 1 and len(_lead(held)) == len(held))


def begins_page(table: Table) -> bool:
    """Whether it is so long that it begins a page, with what leads to it."""
    return len(table.rows) > _LONG


def _with_breaks(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """A long table begins on a page of its own, with what leads to it."""
    done: list[Block] = []
    for block in blocks:
        if isinstance(block, Table) and begins_page(block):
            at = len(done) - len(_lead(done))
            if at and not isinstance(done[at - 1], PageBreak):
                done.insert(at, PageBreak())
        done.append(block)
    return tuple(done)


def _lead(held: list[Block]) -> list[Block]:
    """The words that lead to what comes next: headings in a row and what stands under the last.

    Empty where something else stands between.
    """
    at = len(held)
    while at and isinstance(held[at - 1], _WORDS):
        at -= 1
    words = held[at:]
    headed = [i for i, block in enumerate(words) if isinstance(block, Heading)]
    if not headed:
        return []
    first = headed[-1]
    while first - 1 in headed:
        first -= 1
    return words[first:]


def _joined(found: list[tuple[bool, list[Block]]]) -> list[Section]:
    """Sections that hold something, neighbours of one direction united."""
    done: list[Section] = []
    for lying, blocks in found:
        if not any(not isinstance(block, PageBreak) for block in blocks):
            continue
        if done and done[-1].landscape == lying:
            done[-1] = Section(lying, (*done[-1].blocks, *blocks))
        else:
            done.append(Section(lying, tuple(blocks)))
    return done
