"""What holds for a site where it says nothing itself.

The order is: the site, its kind, its kecamatan, the file's defaults, and last of all the constants
below. A key of a site that is written and left empty means "none", whatever the defaults say.
"""

from pantau.facts.instant import SECOND
from pantau.inventory.asking import Confirm, Pace, Recover
from pantau.inventory.shape import DefaultsShape
from pantau.inventory.sites_shape import PaceShape, SiteDefaultsShape, SiteShape

_HALF_SECOND = SECOND // 2


def layers(site: SiteShape, defaults: DefaultsShape | None) -> tuple[SiteDefaultsShape, ...]:
    """The site and the defaults of its kind and its kecamatan, the strongest first."""
    found: list[SiteDefaultsShape | None] = [site]
    if defaults is not None:
        found.append((defaults.kinds or {}).get(site.kind.value))
        found.append((defaults.kecamatan or {}).get(site.kecamatan))
    return tuple(each for each in found if each is not None)


def upstream_of(site: SiteShape, defaults: DefaultsShape | None) -> str | None:
    """What the site hangs on. A default never hangs a site on itself."""
    for layer in layers(site, defaults):
        if "upstream" in layer.model_fields_set:
            return layer.upstream if layer is site or layer.upstream != site.id else None
    return None


def contract_of(site: SiteShape, defaults: DefaultsShape | None) -> tuple[str | None, str | None]:
    """Contract and tier of a site that has no ``terms``.

    The tier of a default counts only for the contract that the same default names, if it names one.
    """
    found = layers(site, defaults)
    contract = next((each.contract for each in found if "contract" in each.model_fields_set), None)
    if contract is None:
        return None, None
    for layer in found:
        if layer.tier is not None and layer.contract in (None, contract):
            return contract, layer.tier
    return contract, None


def pace(most_general_last: tuple[PaceShape, ...]) -> Pace:
    """Put the layers together; each key of ``confirm`` and ``recover`` stands for itself."""
    heartbeat, timeout = 5 * SECOND, SECOND
    confirm: dict[str, float] = {
        "false_alarm": 1e-10,
        "every": _HALF_SECOND,
        "least": 4,
        "most": 30,
    }
    recover: dict[str, float] = {"echoes": 3, "every": _HALF_SECOND}
    for layer in reversed(most_general_last):
        heartbeat = layer.heartbeat or heartbeat
        timeout = layer.timeout or timeout
        for values, block in ((confirm, layer.confirm), (recover, layer.recover)):
            for key in block.model_fields_set if block else ():
                written = getattr(block, key)
                values[key] = values[key] if written is None else written
    return Pace(
        heartbeat_us=heartbeat,
        timeout_us=timeout,
        confirm=Confirm(
            false_alarm=float(confirm["false_alarm"]),
            every_us=int(confirm["every"]),
            least=int(confirm["least"]),
            most=int(confirm["most"]),
        ),
        recover=Recover(echoes=int(recover["echoes"]), every_us=int(recover["every"])),
    )
