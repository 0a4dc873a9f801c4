"""Why somebody was not let in, in words."""

from dashboard.markup import Html
from dashboard.sign_in.page import wrong
from pantau.actions.sessions import TurnedAway
from pantau.facts.accounts import PasswordFault
from pantau.facts.instant import MINUTE
from pantau.language import Translator, duration, label


def why(say: Translator, fault: TurnedAway | PasswordFault, now: int) -> Html:
    """The reason, and how long to wait where time mends it."""
    if isinstance(fault, PasswordFault):
        return wrong(label(fault, say.language))
    text = label(fault.reason, say.language)
    if fault.until is not None:
        left = -(-(fault.until - now) // MINUTE) * 60
        text = f"{text} {say('Try again in {time}.', time=duration(left, say.language))}"
    return wrong(text)
