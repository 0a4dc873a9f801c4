"""Who acts, what they may do, and what an act comes to."""

from dataclasses import dataclass
from enum import StrEnum

from pantau.actions.table import text_fault
from pantau.facts.words import Role
from pantau.inventory.choices import FourEyes
from pantau.inventory.model import Inventory
from pantau.language import Sentence, to_say
from pantau.language.sentence import Value
from pantau.sla.terms import policies_over
from pantau.store.pen import View


class Act(StrEnum):
    """What people may do."""

    IMPORT = "import"
    REVOKE_IMPORT = "revoke_import"
    PROPOSE = "propose"
    DECIDE = "decide"
    ANNOUNCE = "announce"
    CLASSIFY = "classify"
    TICKET = "ticket"
    OBJECT = "object"
    ANSWER = "answer"
    PAYMENT = "payment"
    NOTE = "note"
    DUTY = "duty"  # say how far a duty of the agreement is
    ACKNOWLEDGE = "acknowledge"
    TRY_RECEIVER = "try_receiver"  # send a message that says that it is a test
    MONTH = "month"
    DRAFT_PAPER = "draft_paper"  # of a month that is open; also to be given what is kept
    PAPER = "paper"  # of a closed month: the first making is kept for ever
    ERASE = "erase"
    APPLY = "apply"
    CORRECT = "correct"
    SILENCE = "silence"
    SILENCE_WIDELY = "silence_widely"  # for longer than a week, or of all sites
    SHIFTS = "shifts"
    COVERAGE = "coverage"
    MEETING = "meeting"
    ACCOUNTS = "accounts"
    PEOPLE = "people"  # answer what people in the villages told, and see whom to call


_CALLED: dict[Act, str] = {
    Act.IMPORT: to_say("import a list"),
    Act.REVOKE_IMPORT: to_say("revoke an import"),
    Act.PROPOSE: to_say("propose an exclusion or a void"),
    Act.DECIDE: to_say("decide a proposal"),
    Act.ANNOUNCE: to_say("announce maintenance"),
    Act.CLASSIFY: to_say("say what caused an outage"),
    Act.TICKET: to_say("record a ticket"),
    Act.OBJECT: to_say("raise an objection"),
    Act.ANSWER: to_say("answer an objection"),
    Act.PAYMENT: to_say("record an invoice"),
    Act.NOTE: to_say("write a note"),
    Act.DUTY: to_say("say how far a duty is"),
    Act.TRY_RECEIVER: to_say("test a receiver"),
    Act.ACKNOWLEDGE: to_say("take an outage in hand"),
    Act.MONTH: to_say("review, close or revise a month"),
    Act.DRAFT_PAPER: to_say("make papers"),
    Act.PAPER: to_say("make the papers of a closed month"),
    Act.ERASE: to_say("erase a person"),
    Act.APPLY: to_say("put an inventory in force"),
    Act.CORRECT: to_say("change days that are over"),
    Act.SILENCE: to_say("silence messages"),
    Act.SILENCE_WIDELY: to_say("silence messages widely"),
    Act.SHIFTS: to_say("plan shifts"),
    Act.COVERAGE: to_say("write down the coverage of villages"),
    Act.MEETING: to_say("plan a meeting"),
    Act.ACCOUNTS: to_say("open and close accounts"),
    Act.PEOPLE: to_say("answer reports of people"),
}
# What a person's words are, by the names that ``may`` and ``words_fault`` take them by.
_WORDS: dict[str, str] = {
    "about": to_say("about"),
    "answer": to_say("answer"),
    "author": to_say("author"),
    "channel": to_say("channel"),
    "evidence": to_say("evidence"),
    "file": to_say("file"),
    "full_name": to_say("full name"),
    "funding": to_say("funding"),
    "invoice": to_say("invoice"),
    "meeting": to_say("name of the meeting"),
    "note": to_say("note"),
    "number": to_say("number"),
    "operator": to_say("operator"),
    "person": to_say("person"),
    "reason": to_say("reason"),
    "reporter": to_say("reporter"),
    "source": to_say("source"),
    "text": to_say("text"),
    "ticket": to_say("ticket"),
    "title": to_say("title"),
}

_MANAGER = frozenset(Act) - {Act.ACCOUNTS}
_TECHNICIAN = frozenset(
    {
        Act.IMPORT,
        Act.PROPOSE,
        Act.ANNOUNCE,
        Act.CLASSIFY,
        Act.TICKET,
        Act.NOTE,
        Act.ACKNOWLEDGE,
        Act.TRY_RECEIVER,
        Act.DRAFT_PAPER,
        Act.APPLY,
        Act.SILENCE,
        Act.SHIFTS,
        Act.COVERAGE,
        Act.PEOPLE,
        Act.MEETING,
    }
)
MAY: dict[Role, frozenset[Act]] = {
    Role.VIEWER: frozenset(),
    Role.PROVIDER: frozenset({Act.OBJECT}),
    Role.TECHNICIAN: _TECHNICIAN,
    Role.MANAGER: _MANAGER,
    Role.ADMIN: frozenset(Act),
}


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts, by which way (system user and host, or web session), as what, and now.

    ``at``: microseconds UTC. ``on_behalf``: the provider whose sites alone are theirs to act on,
    empty where their account names none; None for who is not limited.
    """

    name: str
    via: str
    role: Role
    at: int
    on_behalf: str | None = None


@dataclass(frozen=True, slots=True, init=False)
class Refused(Sentence):
    """Why nothing was done, in a sentence. ``import_id``: the import that stands in the way."""

    import_id: str | None

    def __init__(self, text: str, /, *, import_id: str | None = None, **values: Value) -> None:
        Sentence.__init__(self, text, **values)
        object.__setattr__(self, "import_id", import_id)

    @classmethod
    def because(cls, why: Sentence) -> "Refused":
        """For a reason that was found elsewhere."""
        found = cls(why.text)
        object.__setattr__(found, "values", why.values)
        return found


def may(actor: Actor, act: Act, **words: str) -> Refused | None:
    """Whether a role allows an act, and the author's name and ``words`` (by name) can be kept."""
    if act not in MAY[actor.role]:
        return Refused(
            to_say("the role '{role}' may not do this ({act}); ask one of: {who}"),
            role=actor.role,
            act=Sentence(_CALLED[act]),
            who=who_may(act),
        )
    return words_fault(author=actor.name, **words)


def who_may(act: Act) -> tuple[Role, ...]:
    """The roles that an act is for."""
    return tuple(role for role, acts in MAY.items() if act in acts)


def words_fault(**words: str) -> Refused | None:
    """What is wrong with a person's words, or None."""
    for name, text in words.items():
        what = Sentence(_WORDS[name])
        if not text.strip():
            return Refused(to_say("{what} is empty; write it"), what=what)
        fault = text_fault(what, text.strip())
        if fault:
            return Refused.because(fault)
    return None


def same_person(one: str, other: str) -> bool:
    """Whether two names are one person's: capitals and blanks make no other person."""
    return " ".join(one.casefold().split()) == " ".join(other.casefold().split())


def four_eyes(inventory: Inventory, sites: tuple[str, ...], begin: int, end: int) -> FourEyes:
    """The strictest rule that the contracts of these sites have in [begin, end)."""
    rules = {policy.four_eyes for policy in policies_over(inventory, sites, begin, end)}
    return FourEyes.STRICT if FourEyes.STRICT in rules else FourEyes.NAMED


def demand_other(
    proposed_by: str, proposed_via: str, actor: Actor, rule: FourEyes
) -> Refused | None:
    """Four eyes: nobody decides on their own word; strictly, not by the same way either."""
    if same_person(proposed_by, actor.name):
        return Refused(
            to_say(
                "'{who}' proposed this; four eyes: let somebody else decide, under their own name "
                "(`--by` on the command line)"
            ),
            who=actor.name,
        )
    if rule is FourEyes.STRICT and proposed_via == actor.via:
        return Refused(
            to_say(
                "this was proposed by the same way ({via}), and the contract's four_eyes is "
                "strict; let the other person act from their own account"
            ),
            via=actor.via,
        )
    return None


def not_closed(view: View, begin: int, end: int) -> Refused | None:
    """Whether no closed month shares any time with [begin, end)."""
    month = view.closed_over(begin, end)
    if month is None:
        return None
    return Refused(
        to_say(
            "{month} is closed and takes no changes; open it again with "
            "`pantau revise --month {month} --reason …`"
        ),
        month=month,
    )
