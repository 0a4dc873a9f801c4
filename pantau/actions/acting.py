"""Who acts, what they may do, and what an act comes to."""

from dataclasses import dataclass
from enum import StrEnum

from pantau.actions.table import text_fault
from pantau.facts.words import Role
from pantau.inventory.model import FourEyes, Inventory
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
    ACKNOWLEDGE = "acknowledge"
    MONTH = "month"
    ERASE = "erase"
    APPLY = "apply"
    CORRECT = "correct"
    SILENCE = "silence"
    SILENCE_WIDELY = "silence_widely"  # for longer than a week, or of all sites
    SHIFTS = "shifts"
    ACCOUNTS = "accounts"


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
        Act.APPLY,
        Act.SILENCE,
        Act.SHIFTS,
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

    ``at``: microseconds UTC.
    """

    name: str
    via: str
    role: Role
    at: int


@dataclass(frozen=True, slots=True)
class Refused:
    """Why nothing was done, in a sentence. ``import_id``: the import that stands in the way."""

    message: str
    import_id: str | None = None


def may(actor: Actor, act: Act, **words: str) -> Refused | None:
    """Whether a role allows an act, and the author's name and ``words`` (by name) can be kept."""
    if act not in MAY[actor.role]:
        who = ", ".join(role.value for role, acts in MAY.items() if act in acts)
        return Refused(f"the role '{actor.role}' may not do this ({act}); ask one of: {who}")
    fault = words_fault(author=actor.name, **words)
    return Refused(fault) if fault else None


def words_fault(**words: str) -> str | None:
    """What is wrong with a person's words, or None."""
    for name, text in words.items():
        if not text.strip():
            return f"{name} is empty; write it"
        fault = text_fault(text.strip())
        if fault:
            return f"{name} {fault}"
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
            f"'{actor.name}' proposed this; four eyes: let somebody else decide and give "
            "their name with --by"
        )
    if rule is FourEyes.STRICT and proposed_via == actor.via:
        return Refused(
            f"this was proposed by the same way ({actor.via}), and the contract's four_eyes is "
            "strict; let the other person act from their own account"
        )
    return None


def not_closed(view: View, begin: int, end: int) -> Refused | None:
    """Whether no closed month shares any time with [begin, end)."""
    month = view.closed_over(begin, end)
    if month is None:
        return None
    return Refused(
        f"{month} is closed and takes no changes; open it again with "
        f"`pantau revise --month {month} --reason …`"
    )
