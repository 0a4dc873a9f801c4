"""What the vocabularies of pantau.facts.accounts are called in front of people."""

from enum import StrEnum

from pantau.facts.accounts import PasswordFault, SignInRefusal, SignInWay
from pantau.language.catalogue import to_say

ACCOUNT_LABELS: dict[type[StrEnum], dict[str, str]] = {
    SignInWay: {
        SignInWay.PASSWORD: to_say("Password"),
        SignInWay.OIDC: to_say("Single sign-on"),
        SignInWay.SCREEN: to_say("Screen"),
    },
    SignInRefusal: {
        SignInRefusal.WRONG: to_say("Name or password is wrong, or the account is closed."),
        SignInRefusal.LOCKED: to_say("Too many wrong passwords for this name. Wait a while."),
        SignInRefusal.TOO_OFTEN: to_say("Too many attempts from your address. Wait a while."),
        SignInRefusal.BUSY: to_say("Too many people are signing in. Try again in a moment."),
        SignInRefusal.LINK_INVALID: to_say(
            "This link was used, has expired or is incomplete. Ask an admin for a new one."
        ),
        SignInRefusal.OIDC_FAILED: to_say("Single sign-on did not work. Begin again."),
        SignInRefusal.OIDC_NO_ROLE: to_say(
            "Single sign-on gives you no role here. Ask those who manage it."
        ),
        SignInRefusal.OIDC_NAME_TAKEN: to_say(
            "This name comes in another way already. Ask an admin to close that account."
        ),
        SignInRefusal.OIDC_CLOSED: to_say("Your account is closed. Ask an admin."),
    },
    PasswordFault: {
        PasswordFault.SHORT: to_say("The password is too short: 12 characters at least."),
        PasswordFault.LONG: to_say("The password is too long: 256 characters at most."),
        PasswordFault.COMMON: to_say("Too many people use this password. Choose another."),
        PasswordFault.NAMED: to_say("The password is little more than your name. Choose another."),
        PasswordFault.DIFFERENT: to_say("The two passwords are not the same. Type them again."),
        PasswordFault.OLD_WRONG: to_say("The present password is wrong."),
    },
}
