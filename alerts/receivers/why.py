"""Why a message was not taken: written down in English, told to people in their language."""

from enum import StrEnum

from pantau.inventory.secrets import Lack
from pantau.language import Translator, to_say
from pantau.language.again import SaidAgain
from pantau.language.system_errors import WORDS


class Why(StrEnum):
    """Our own words throughout: those of a library may hold an address with a token in it."""

    UNUSABLE = to_say("the address or the token in the inventory cannot be used as it is")
    NO_ANSWER = to_say("no answer within {seconds} s")
    BROKE = to_say("the connection broke before an answer came")
    REDIRECTED_SAYING = to_say("answered {status}: {said} (redirects are not followed)")
    REDIRECTED = to_say("answered {status} (redirects are not followed)")
    ANSWERED_SAYING = to_say("answered {status}: {said}")
    ANSWERED = to_say("answered {status}")
    NAME_UNKNOWN = to_say("the name of the server was not found")
    NOT_SECURE = to_say("no secure connection: the certificate or the encryption was refused")
    NO_CONNECTION_IN_TIME = to_say("no connection in time")
    NO_CONNECTION = to_say("no connection: {why}")
    SOMEBODY_ELSE = to_say("what answered was not {name}")
    NOT_ALLOWED = to_say("this kind of address is not allowed here; see docs/receivers.md")
    NOT_UNDERSTOOD = to_say("Apprise does not understand the address")
    APPRISE_FAILED = to_say("Apprise failed ({error})")
    APPRISE_COULD_NOT = to_say("Apprise could not deliver it")
    NO_MAIL_ADDRESS = to_say("'to', 'from' or 'server' in the inventory is not an address")
    NO_MAIL_SERVER = to_say("no connection to the mail server")
    MAIL_HUNG_UP = to_say("the mail server hung up")
    MAIL_LATE = to_say("the mail server did not answer in time")
    MAIL_CANNOT = to_say(
        "the mail server does not offer what the inventory asks for (sign-in, STARTTLS)"
    )
    MAIL_BROKE = to_say("no secure connection, or it broke")
    OUR_FAULT = to_say("a fault of Pantau ({error}); see the log")

    def of(self, **values: object) -> str:
        """As it is written down: in English, ``values`` in its places."""
        return self.value.format(**values)


_SYSTEM = SaidAgain(WORDS)


def _again(place: str, value: str, say: Translator) -> str:
    return _SYSTEM(value, say) if place == "why" else value


said_again = SaidAgain((*Why, *Lack), _again)
"""What was written down, in the language of a Translator; what nobody knows as it is."""
