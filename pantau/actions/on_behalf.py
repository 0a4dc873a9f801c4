"""On whose behalf somebody of the role provider acts: which names there are, and what is theirs."""

from pantau.actions.acting import Actor, Refused
from pantau.actions.in_force import Unreadable, in_force
from pantau.actions.table import nearest
from pantau.facts.words import Role
from pantau.inventory.model import Inventory
from pantau.inventory.share import Share, provider_names, share_of
from pantau.language import Sentence, to_say
from pantau.store import Store

NAMES_NOBODY = to_say(
    "This account does not say for which provider it is, so nothing is shown. An administrator "
    "sets it on the page System, or with `pantau account role {account} --role provider "
    "--provider NAME`."
)
UNKNOWN_NOW = to_say(
    "This account is for '{provider}', and no contract or link of the inventory bears that name "
    "any more, so nothing is shown. An administrator sets the name as it is written there."
)


def own_share(inventory: Inventory, actor: Actor) -> Share | Refused | None:
    """What is theirs to act on; None for who is not limited."""
    if actor.on_behalf is None:
        return None
    share = share_of(inventory, actor.on_behalf, inventory.local_day(actor.at))
    why = why_nothing(share, actor.name)
    return share if why is None else Refused.because(why)


def why_nothing(share: Share, account: str) -> Sentence | None:
    """Why an account of the role provider sees nothing; None where it sees something."""
    if not share.is_empty:
        return None
    if not share.provider.strip():
        return Sentence(NAMES_NOBODY, account=account)
    return Sentence(UNKNOWN_NOW, provider=share.provider)


def named_provider(store: Store, role: Role, provider: str | None) -> str | Refused | None:
    """The provider of an account that shall have ``role``, as the inventory in force writes it."""
    wanted = " ".join((provider or "").split())
    if role is not Role.PROVIDER:
        if provider is None:
            return None
        return Refused(
            to_say("--provider means nothing for the role '{role}'; leave it out"), role=role
        )
    if not wanted:
        return Refused(
            to_say("the role 'provider' acts on somebody's behalf; say whose with --provider")
        )
    found = in_force(store)
    if found is None:
        return Refused(
            to_say(
                "no inventory is in force yet, so no provider is known; put one in force first "
                "(`pantau apply`, or `pantau run`)"
            )
        )
    if isinstance(found, Unreadable):
        return Refused.because(found.why)
    names = provider_names(found)
    known = {" ".join(each.casefold().split()): each for each in names}
    return known.get(wanted.casefold()) or Refused(
        to_say("no contract and no link of the inventory is with '{name}'{near}"),
        name=wanted[:80],
        near=nearest(wanted, names),
    )
