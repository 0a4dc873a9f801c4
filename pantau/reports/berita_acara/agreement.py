"""What both sides agree to pay, and how the paper ends."""

from pantau.actions.provider.words import apart
from pantau.facts.papers import PaperKind
from pantau.inventory import FourEyes
from pantau.language import spelled_rupiah, to_say
from pantau.reports.cell import NOTHING, Cell, Rupiah, Summed, Worked
from pantau.reports.content import Align, Block, Column, Heading, Notice, Paragraph, Table
from pantau.reports.frame import Frame
from pantau.reports.month.telling import Telling

_EYES = {
    FourEyes.NAMED: to_say(
        "Exclusions and voids were approved by somebody else than who proposed them; people were "
        "told apart by name."
    ),
    FourEyes.STRICT: to_say(
        "Exclusions and voids were approved by somebody else than who proposed them, who came in "
        "by another way."
    ),
}


def agreement_part(telling: Telling) -> tuple[Block, ...]:
    """Fees less restitution, by contract and in words."""
    say = telling.say
    found = telling.facts.reconciliation.billings
    fees, credit = sum(each.fees for each in found), sum(each.credit for each in found)
    unclear = sum(each.unclear for each in found)
    agreed = say(
        "Both parties agree that {amount} ({words}) is to be paid for {month}, before tax: fees of "
        "{fees} less a restitution of {credit}.",
        amount=telling.shown(Rupiah(fees - credit)),
        words=spelled_rupiah(fees - credit, telling.language),
        month=telling.month,
        fees=telling.shown(Rupiah(fees)),
        credit=telling.shown(Rupiah(credit)),
    )
    blocks: list[Block] = [Heading(say("What is agreed")), _table(telling), Paragraph(agreed)]
    if unclear:
        blocks.append(
            Notice(
                say.plural(
                    "{n} row without a known fee or a restitution that can be claimed is not in "
                    "this sum in full.",
                    "{n} rows without a known fee or a restitution that can be claimed are not in "
                    "this sum in full.",
                    unclear,
                )
            )
        )
    return tuple(blocks)


def _table(telling: Telling) -> Table:
    say, right = telling.say, Align.RIGHT
    found = telling.facts.reconciliation.billings
    rows: list[tuple[Cell, ...]] = [
        (
            each.contract,
            Rupiah(each.fees),
            Rupiah(each.credit),
            Worked(Rupiah(each.fees - each.credit), "{fees}-{credit}"),
            ", ".join(each.invoices) or NOTHING,
            Rupiah(each.billed if each.invoices else None),
            apart(each, say),
        )
        for each in found
    ]
    fees, credit = sum(each.fees for each in found), sum(each.credit for each in found)
    return Table(
        key="kesepakatan",
        caption=say("To be paid by contract, {month}, before tax", month=telling.month),
        columns=(
            Column("contract", say("Contract"), wide=1.8),
            Column("fees", say("Fees"), right, 1.6),
            Column("credit", say("Credit"), right, 1.4),
            Column("due", say("To be paid"), right, 1.6),
            Column("invoice", say("Invoice"), wide=1.4),
            Column("billed", say("Billed"), right, 1.6),
            Column("apart", say("Apart"), wide=1.8),
        ),
        rows=tuple(rows),
        empty=say("No contract has a site in this month."),
        total=(
            say("Together"),
            Summed(Rupiah(fees)),
            Summed(Rupiah(credit)),
            Summed(Rupiah(fees - credit)),
            "",
            "",
            "",
        ),
    )


def ending(telling: Telling, frame: Frame) -> tuple[Block, ...]:
    """How approvals were made, and the closing sentence."""
    say = telling.say
    wording = frame.reports.wording_of(PaperKind.BERITA_ACARA)
    ours = say("This record is made in 2 (two) copies of equal force, to be used as it should be.")
    cases = telling.facts.cases
    keys = [row.result.key for row in telling.facts.rows]
    rules = {cases[key].term.policy.four_eyes for key in keys if key in cases}
    eyes = [say(_EYES[rule]) for rule in FourEyes if rule in rules]
    said = (
        *eyes,
        *frame.paragraphs(wording.note, ()),
        *frame.paragraphs(wording.closing, (ours,)),
    )
    return tuple(Paragraph(text) for text in said)
