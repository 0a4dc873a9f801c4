"""What managers do on this page: review, close and open a month again; write down an invoice."""

import streamlit as st

from dashboard import act
from dashboard.laporan.reading import Papers
from dashboard.laporan.tables import named
from dashboard.scene import Scene
from pantau.actions.acting import Act
from pantau.actions.dealings import Invoice, record_invoice
from pantau.actions.months import close_month, review_month, revise_month
from pantau.facts.words import MonthState


def month_forms(here: Scene, month: str, found: Papers) -> None:
    """What can be done with this month now, by this visitor."""
    if not act.allowed(Act.MONTH) or here.now < found.result.window.end:
        return
    if found.standing.state is MonthState.CLOSED:
        _revise(here, month)
    else:
        _review(here, month)
        _close(here, month, found)


def _review(here: Scene, month: str) -> None:
    say, inventory = here.say, here.inventory
    with st.form("review", border=False):
        text = st.text_input(say("Note"), max_chars=500, key="review_text")
        if st.form_submit_button(say("I went through the figures"), icon=":material/rule:"):
            act.perform(
                lambda store, actor: review_month(store, actor, inventory, month, text),
                say("{month} is marked as reviewed", month=named(month, here.language)),
            )


def _close(here: Scene, month: str, found: Papers) -> None:
    say, inventory = here.say, here.inventory
    with st.form("close", border=False):
        reason = ""
        if found.open:
            reason = st.text_input(
                say("Reason to close although something is open"),
                max_chars=500,
                key="close_reason",
            )
        if st.form_submit_button(say("Close the month"), icon=":material/lock:", type="primary"):
            act.perform(
                lambda store, actor: close_month(store, actor, inventory, month, reason),
                say("{month} is closed", month=named(month, here.language)),
            )


def _revise(here: Scene, month: str) -> None:
    say, inventory = here.say, here.inventory
    with st.form("revise", border=False):
        reason = st.text_input(say("Reason to open it again"), max_chars=500, key="revise_reason")
        if st.form_submit_button(
            say("Open again as the next revision"), icon=":material/lock_open:"
        ):
            act.perform(
                lambda store, actor: revise_month(store, actor, inventory, month, reason),
                say("{month} is open again", month=named(month, here.language)),
            )


def invoice_form(here: Scene, month: str) -> None:
    """Write down an invoice, or what became of one: the newest entry of a number holds."""
    if not act.allowed(Act.PAYMENT):
        return
    say, inventory = here.say, here.inventory
    opened = st.expander(say("Write down an invoice or payment"), icon=":material/receipt_long:")
    with opened, st.form("invoice", border=False):
        first, second, third = st.columns(3)
        number = first.text_input(say("Invoice number"), max_chars=100, key="invoice_number")
        contract = first.selectbox(
            say("Contract"), list(inventory.contracts), key="invoice_contract"
        )
        billed = second.number_input(say("Billed (Rp)"), 0, key="invoice_billed")
        deducted = second.number_input(say("Deducted (Rp)"), 0, key="invoice_deducted")
        paid = third.number_input(
            say("Paid (Rp), empty until paid"), 0, value=None, key="invoice_paid"
        )
        paid_on = third.date_input(
            say("Paid on"), value=None, format="DD/MM/YYYY", key="invoice_paid_on"
        )
        text = st.text_input(say("Note"), max_chars=500, key="invoice_text")
        if st.form_submit_button(say("Save"), type="primary"):
            invoice = Invoice(
                number=number,
                contract=contract or "",
                month=month,
                billed=int(billed),
                deducted=int(deducted),
                paid=None if paid is None else int(paid),
                paid_on=paid_on.isoformat() if paid_on else None,
                text=text,
            )
            act.perform(
                lambda store, actor: record_invoice(store, actor, inventory, invoice),
                say("Invoice {number} is written down", number=number),
            )
