"""Contract, tier and upstream of a row, by id or by how people call them."""

from collections.abc import Iterable

from pantau.actions.sheets import compared
from pantau.actions.table import nearest
from pantau.inventory.model import Inventory
from pantau.language import Sentence, to_say


def find_contract(inventory: Inventory, written: str) -> str | Sentence:
    """A contract's id, from its id, its number, or its provider where that has one contract."""
    called = [
        (name, id)
        for id, each in inventory.contracts.items()
        for name in (id, each.number or "", each.provider)
    ]
    return _only(
        written, called, tuple(inventory.contracts), to_say("'{value}' is no contract{near}")
    )


def find_tier(inventory: Inventory, contract: str | None, written: str) -> str | Sentence:
    """A tier's id; of any contract where the row names none."""
    signed = inventory.contracts
    chosen = [signed[contract]] if contract in signed else list(signed.values())
    ids = tuple(dict.fromkeys(tier for each in chosen for tier in each.tiers))
    return _only(
        written, [(id, id) for id in ids], ids, to_say("'{value}' is no tier of the contract{near}")
    )


def find_upstream(inventory: Inventory, written: str) -> str | Sentence:
    """The id of a shared link or site, from its id or name."""
    called = [(name, id) for id, each in inventory.upstreams.items() for name in (id, each.name)]
    called += [(name, each.id) for each in inventory.sites for name in (each.id, each.name)]
    choices = tuple(dict.fromkeys(id for _, id in called))
    near = choices if len(choices) <= 20 else tuple(inventory.upstreams) or choices[:20]
    return _only(written, called, near, to_say("'{value}' is no upstream{near}"))


def _only(
    written: str, called: Iterable[tuple[str, str]], choices: tuple[str, ...], fault: str
) -> str | Sentence:
    wanted = compared(written)
    found = tuple(dict.fromkeys(id for name, id in called if name and compared(name) == wanted))
    if len(found) == 1:
        return found[0]
    if found:
        return Sentence(
            to_say("'{value}' is the name of several; write one of {choices}"),
            value=written,
            choices=found,
        )
    return Sentence(fault, value=written, near=nearest(written, choices))
