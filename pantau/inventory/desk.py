"""What people send on to the provider's desk, in the inventory's own words where it has any."""

import re
from zoneinfo import ZoneInfo

from pantau.inventory.alerting import Alerting
from pantau.inventory.model import Site
from pantau.language.catalogue import to_say, translator
from pantau.language.dates import moment
from pantau.language.languages import Language


def worded(alerting: Alerting, language: Language, name: str, ours: str, /, **values: str) -> str:
    """The inventory's own text of that name, else ``ours``, a name of our catalogue."""
    text = alerting.texts.get(language, {}).get(name)
    if text is None:
        return translator(language)(ours, **values)
    # Not str.format: it would follow dots and brackets into what is filled in.
    return re.sub(r"\{(\w+)\}", lambda found: values.get(found[1], found[0]), text)


def please_repair(
    alerting: Alerting, site: Site, since: int, zone: ZoneInfo, language: Language
) -> str:
    """That a site is down since ``since`` (microseconds UTC), with its line number."""
    return worded(
        alerting,
        language,
        "ready",
        to_say("Please repair: {name}, Kecamatan {kecamatan}{line}, down since {time}."),
        what=f"{site.name} ({site.kecamatan})",
        name=site.name,
        kecamatan=site.kecamatan,
        line=f", {site.line}" if site.line else "",
        time=moment(since, zone, language),
    )
