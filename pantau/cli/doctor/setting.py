"""The inventory: can it be used, are its secrets there, is anybody told, can anybody sign in."""

from collections.abc import Callable, Iterator, Mapping
from urllib.parse import urlsplit

from pantau.cli.doctor.finding import Finding, Part, broken, fine, look
from pantau.inventory import Inventory, Reading
from pantau.inventory.secrets import Missing, reveal
from pantau.language import Sentence, to_say

_MOST = 5
_KEYS_OF_A_HOST = ("server", "url", "host")
# A host's name to whether a name server knows it.
Knows = Callable[[str], bool]


def about_inventory(file: str, found: Reading) -> list[Finding]:
    """The file that a technician edits."""
    if found.inventory is None:
        lines = tuple(problem.sentence for problem in found.errors[:_MOST])
        what = Sentence(to_say("{file} cannot be used:\n{lines}"), file=file, lines=lines)
        remedy = Sentence(
            to_say("mend it; all its problems are told by: pantau check {file}"), file=file
        )
        return [broken(Part.INVENTORY, what, remedy)]
    if found.warnings:
        what = Sentence(
            to_say("{file} can be used (warnings: {n})"), file=file, n=len(found.warnings)
        )
        remedy = Sentence(to_say("read them: pantau check {file}"), file=file)
        return [look(Part.INVENTORY, what, remedy)]
    text = to_say("{file} can be used (sites: {n})")
    return [fine(Part.INVENTORY, Sentence(text, file=file, n=len(found.inventory.sites)))]


def about_secrets(inventory: Inventory, environment: Mapping[str, str]) -> list[Finding]:
    """Whether each secret that the inventory names can be read by whoever looks."""
    found = []
    for place, written in _secrets(inventory):
        value = reveal(written, environment)
        if isinstance(value, Missing):
            what = Sentence(to_say("{place}: {reason}"), place=place, reason=value.why)
            remedy = Sentence(
                to_say(
                    "give it to the service: EnvironmentFile=, or a file of mode 600 of its user"
                )
            )
            found.append(broken(Part.SECRETS, what, remedy))
    if found:
        return found
    n = sum(1 for _ in _secrets(inventory))
    return [fine(Part.SECRETS, Sentence(to_say("all secrets can be read ({n})"), n=n))]


def _secrets(inventory: Inventory) -> Iterator[tuple[str, str]]:
    """Where it stands, and what is written there: only what names a place."""
    for receiver in inventory.alerting.receivers.values():
        for key, written in receiver.settings.items():
            yield f"alerts.receivers.{receiver.name}.{key}", written
    used = {probe.credentials for site in inventory.sites for probe in site.probes}
    for credentials in sorted(filter(None, used), key=lambda each: each.id):
        for key in ("community", "authentication_key", "privacy_key"):
            written = getattr(credentials, key)
            if written is not None:
                yield f"credentials.{credentials.id}.{key}", written
    if inventory.push is not None:
        yield "push.secrets", inventory.push.secrets
    if inventory.pages.oidc is not None:
        yield "pages.oidc.client_secret", inventory.pages.oidc.client_secret


def about_receivers(inventory: Inventory) -> list[Finding]:
    """Whether anybody is told when something fails."""
    alerting = inventory.alerting
    if not alerting.receivers:
        what = Sentence(to_say("there is none: nobody is told of anything"))
        remedy = Sentence(to_say("write alerts: into the inventory; docs/alerts.md has examples"))
        return [look(Part.RECEIVERS, what, remedy)]
    text = to_say("set up: {n}; try one: pantau alert send --test --to {name}")
    names = tuple(alerting.receivers)
    return [fine(Part.RECEIVERS, Sentence(text, n=len(names), name=names[0]))]


def about_names(
    inventory: Inventory, environment: Mapping[str, str], knows: Knows
) -> list[Finding]:
    """Whether the hosts that messages go to have addresses."""
    hosts = sorted(set(_hosts(inventory, environment)))
    strangers = [host for host in hosts if not knows(host)]
    if not strangers:
        return [fine(Part.NAMES, Sentence(to_say("all hosts are known ({n})"), n=len(hosts)))]
    what = Sentence(to_say("no name server knows {hosts}"), hosts=tuple(strangers))
    remedy = Sentence(to_say("look at how it is written, and at /etc/resolv.conf"))
    return [broken(Part.NAMES, what, remedy)]


def _hosts(inventory: Inventory, environment: Mapping[str, str]) -> Iterator[str]:
    for receiver in inventory.alerting.receivers.values():
        for key in _KEYS_OF_A_HOST:
            value = reveal(receiver.settings.get(key, ""), environment)
            host = None if isinstance(value, Missing) or not value else _host(value)
            if host:
                yield host


def _host(text: str) -> str | None:
    try:
        return urlsplit(text if "://" in text else f"//{text}").hostname
    except ValueError:
        return None


def about_accounts(has_admin: bool) -> list[Finding]:
    """Whether somebody can let others in."""
    if has_admin:
        return [fine(Part.ACCOUNTS, Sentence(to_say("there is an admin's account")))]
    what = Sentence(to_say("there is no admin's account: the pages serve this machine only"))
    remedy = Sentence(to_say("make one: pantau account add NAME --role admin"))
    return [look(Part.ACCOUNTS, what, remedy)]
