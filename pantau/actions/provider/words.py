"""A reconciliation in words, for every face alike."""

from pantau.language.catalogue import Translator, to_say
from pantau.language.durations import short_duration
from pantau.language.languages import Language
from pantau.language.numbers import rupiah
from pantau.sla.reconcile.billing import Billing
from pantau.sla.reconcile.differences import Difference, Kind

KINDS = {
    Kind.MISSING_THERE: to_say("missing there"),
    Kind.MISSING_HERE: to_say("missing here"),
    Kind.BOUNDS: to_say("other times"),
    Kind.RECAP: to_say("another sum"),
    Kind.SITE_UNKNOWN: to_say("site unknown"),
    Kind.NO_TERM: to_say("no contract then"),
}


def matters(each: Difference) -> bool:
    """Whether the contract's rule makes anything of it, or cannot tell."""
    return each.worth is None or not each.worth.nothing


def apart(each: Billing, say: Translator) -> str:
    """In words what differs; "–" before there is an invoice."""
    if not each.invoices:
        return "–"
    parts = (
        (
            each.billed_apart,
            to_say("billed {amount} too much"),
            to_say("billed {amount} too little"),
        ),
        (
            each.deducted_apart,
            to_say("deducted {amount} too much"),
            to_say("deducted {amount} too little"),
        ),
        (each.paid_apart, to_say("paid {amount} too much"), to_say("paid {amount} too little")),
    )
    said = [
        say(more if amount > 0 else less, amount=rupiah(abs(amount), say.language))
        for amount, more, less in parts
        if amount
    ]
    return ", ".join(said) or say("agrees")


def signed(amount: int, language: Language) -> str:
    """Whole rupiah with its sign, a plus too."""
    return f"{'+' if amount > 0 else ''}{rupiah(amount, language)}"


def signed_time(seconds: int, language: Language) -> str:
    """A length of time with its sign, a plus too."""
    sign = "+" if seconds > 0 else "-" if seconds < 0 else ""
    return f"{sign}{short_duration(abs(seconds), language)}"
