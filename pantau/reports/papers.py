"""Which paper is made by what: the one table of kinds and forms."""

from collections.abc import Callable, Mapping

from pantau.actions.acting import Actor, Refused
from pantau.actions.papers import Handed, Maker, Order, Tell, make_paper
from pantau.facts.papers import FORMATS, Paper, Wanted
from pantau.facts.words import PaperFormat, PaperKind, PaperStep
from pantau.inventory.model import Inventory
from pantau.language import to_say
from pantau.reports.content import Document
from pantau.reports.figures_csv import figures_csv
from pantau.store import Store

__all__ = ["MAKERS", "Draw", "Makers", "Paper", "Wanted", "Write", "forms_of", "make", "written"]

Draw = Callable[[Store, Inventory, Wanted, int], Document]
"""Says what stands in a paper; the instant (microseconds UTC): whose knowledge it holds."""

Write = Callable[[Document], bytes]
"""Gives it a form."""

Makers = Mapping[tuple[PaperKind, PaperFormat], Maker]


def written(draw: Draw, write: Write) -> Maker:
    """A paper that is first drawn, then written, and says so."""

    def maker(store: Store, inventory: Inventory, wanted: Wanted, now: int, tell: Tell) -> bytes:
        tell(PaperStep.GATHERING)
        document = draw(store, inventory, wanted, now)
        tell(PaperStep.WRITING)
        return write(document)

    return maker


MAKERS: Makers = {(PaperKind.MONTHLY, PaperFormat.CSV): figures_csv}


def forms_of(kind: PaperKind, makers: Makers = MAKERS) -> tuple[PaperFormat, ...]:
    """The forms in which ``kind`` can be made, the usual one first."""
    return tuple(each for each in FORMATS[kind] if (kind, each) in makers)


def make(
    store: Store,
    actor: Actor,
    inventory: Inventory,
    order: Order,
    tell: Tell = lambda _: None,
    makers: Makers = MAKERS,
) -> Handed | Refused:
    """The paper that is kept, else one made now: see ``pantau.actions.papers.make_paper``."""
    wanted = order.wanted
    maker = makers.get((wanted.kind, wanted.format))
    if maker is None:
        return Refused(
            to_say("the paper '{kind}' is not made as {format}; choose one of: {formats}"),
            kind=wanted.kind,
            format=wanted.format.value,
            formats=", ".join(each.value for each in forms_of(wanted.kind, makers)) or "–",
        )
    return make_paper(store, actor, inventory, order, maker, tell)
