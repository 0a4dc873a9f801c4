"""Single values as technicians write them, and back to what they mean.

Each function takes the text of the file and raises ValueError with a sentence that begins with
what is wrong and ends with what to write. All patterns bound the number of digits, so no text can
grow into a number that hurts.
"""

import re
from datetime import date
from decimal import Decimal
from ipaddress import IPv4Address, ip_address
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pantau.facts.instant import DAY, HOUR, MINUTE, SECOND
from pantau.inventory.unfit import UnfitError
from pantau.language import to_say

_UNITS = {"ms": SECOND // 1000, "s": SECOND, "m": MINUTE, "h": HOUR, "d": DAY}
_DURATION = re.compile(r"([0-9]{1,7})(ms|s|m|h|d)")
_DECIMAL = re.compile(r"-?[0-9]{1,12}(\.[0-9]{1,12})?")
_SCIENTIFIC = re.compile(r"[0-9]{1,4}(\.[0-9]{1,12})?([eE][-+]?[0-9]{1,2})?")
_MOST_PEOPLE = 10_000_000
_WHOLE = re.compile(r"[0-9]{1,12}")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_ID = re.compile(r"[a-z0-9]([a-z0-9-]{0,62}[a-z0-9])?")
_LABEL = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")
_SPEED = re.compile(r"([0-9]{1,6}(?:\.[0-9]{1,3})?)(kbps|Mbps|Gbps)")
_URL = re.compile(r"https?://(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9.-]+)(:[0-9]{1,5})?([/?#][!-~]*)?")
_DESA = re.compile(r"[0-9]{2}\.[0-9]{2}\.[0-9]{2}\.[0-9]{4}")
_ZONE = re.compile(r"[A-Za-z0-9_+-]+(/[A-Za-z0-9_+-]+)*")

EARLIEST, LATEST = date(2000, 1, 1), date(2099, 12, 31)


def duration(text: str) -> int:
    """Microseconds of a whole number with a unit: ``500ms``, ``5s``, ``10m``, ``4h``, ``1d``."""
    match = _DURATION.fullmatch(text)
    if match is None:
        if _WHOLE.fullmatch(text):
            raise UnfitError(
                to_say("has no unit; write {text}s for seconds, or ms, m, h, d"), text=text
            )
        raise UnfitError(
            to_say("not a duration; write a whole number and its unit: 500ms, 5s, 10m, 4h, 1d")
        )
    return int(match[1]) * _UNITS[match[2]]


def duration_text(microseconds: int) -> str:
    """A duration in the largest unit that divides it; the inverse of ``duration``."""
    if microseconds == 0:
        return "0s"
    for unit in ("d", "h", "m", "s"):
        if microseconds % _UNITS[unit] == 0:
            return f"{microseconds // _UNITS[unit]}{unit}"
    return f"{microseconds // _UNITS['ms']}ms"


_BITS = {"kbps": 1_000, "Mbps": 1_000_000, "Gbps": 1_000_000_000}


def speed(text: str) -> int:
    """Bits a second of a number with a unit: ``512kbps``, ``50Mbps``, ``1Gbps``; above 0."""
    match = _SPEED.fullmatch(text)
    if match is None:
        if _DECIMAL.fullmatch(text):
            raise UnfitError(to_say("has no unit; write {text}Mbps, or kbps, Gbps"), text=text)
        raise UnfitError(to_say("not a speed; write a number and its unit: 512kbps, 50Mbps, 1Gbps"))
    bits = int(Decimal(match[1]) * _BITS[match[2]])
    if not bits:
        raise UnfitError(to_say("carries nothing; write the line's speed, such as 50Mbps"))
    return bits


def decimal(text: str) -> Decimal:
    """A decimal number exactly as written, with a point."""
    if _DECIMAL.fullmatch(text):
        return Decimal(text)
    pointed = text.replace(",", ".")
    if _DECIMAL.fullmatch(pointed):
        raise UnfitError(to_say("has a comma; write {pointed}"), pointed=pointed)
    raise UnfitError(to_say("not a number; write digits with a point, such as 99.5"))


def percent(text: str) -> Decimal:
    """0 to 100 percent, as 99.5 or 99.5%."""
    value = decimal(text.removesuffix("%").rstrip())
    if not 0 <= value <= 100:
        raise UnfitError(to_say("not between 0 and 100 percent; write a percentage such as 99.5"))
    return value


def share(text: str) -> Decimal:
    """A part of a whole, 0 to 1."""
    if text.endswith("%"):
        raise UnfitError(to_say("a share, not a percentage; write 0.95 for 95%"))
    value = decimal(text)
    if not 0 <= value <= 1:
        raise UnfitError(to_say("not between 0 and 1; write 0.95 for 95 percent"))
    return value


def chance(text: str) -> float:
    """A probability above 0, also in the form 1.0e-10."""
    if not _SCIENTIFIC.fullmatch(text):
        raise UnfitError(to_say("not a chance; write a small number such as 1.0e-10"))
    return float(text)


def whole(text: str) -> int:
    """A whole number, not negative."""
    if not _WHOLE.fullmatch(text):
        raise UnfitError(to_say("not a whole number; write digits only, such as 3"))
    return int(text)


def rupiah(text: str) -> int:
    """Whole rupiah, not negative."""
    if _WHOLE.fullmatch(text):
        return int(text)
    digits = re.sub(r"(?i)^rp\.?\s*|[.,\s](?=[0-9]{3}(?![0-9]))", "", text)
    if _WHOLE.fullmatch(digits):
        raise UnfitError(to_say("not plain digits; write {digits}"), digits=digits)
    raise UnfitError(to_say("not whole rupiah; write digits only, such as 2500000"))


def people(text: str) -> int:
    """How many people, at most ten million."""
    number = whole(text)
    if number > _MOST_PEOPLE:
        raise UnfitError(to_say("out of range; write {low} to {high}"), low=0, high=_MOST_PEOPLE)
    return number


def day(text: str) -> date:
    """A calendar day as 2026-12-31."""
    if not _DATE.fullmatch(text):
        raise UnfitError(to_say("not a date; write year-month-day, such as 2026-12-31"))
    try:
        value = date.fromisoformat(text)
    except ValueError:
        raise UnfitError(to_say("no calendar has this day; write one that exists")) from None
    if not EARLIEST <= value <= LATEST:
        raise UnfitError(
            to_say("not between {earliest} and {latest}; look at the year"),
            earliest=EARLIEST,
            latest=LATEST,
        )
    return value


def identifier(text: str) -> str:
    """An id: it becomes a metric label, a file name and a key for ever."""
    if _ID.fullmatch(text):
        return text
    better = re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")[:64].strip("-")
    text = to_say(
        "an id has 1 to 64 small letters, digits and hyphens, no hyphen at either end; "
        "write {better}"
    )
    raise UnfitError(text, better=better or "desa-lolo")


def line_of_text(text: str) -> str:
    """A name or number for people: one line, at most 200 characters."""
    stripped = text.strip()
    if not stripped:
        raise UnfitError(to_say("is empty; write a text"))
    if len(stripped) > 200:
        raise UnfitError(to_say("has {n} characters; write at most 200"), n=len(stripped))
    # Besides controls, isprintable refuses characters that only steer the direction of text.
    if not all(each.isprintable() or each == "\xa0" for each in stripped):
        raise UnfitError(to_say("contains an invisible character or a line break; remove it"))
    return stripped


def address(text: str) -> str:
    """An IPv4 or IPv6 address in its canonical form, or a host name in small letters (RFC 1123)."""
    try:
        ip = ip_address(text)
    except ValueError:
        return _host_name(text)
    if "%" in text:
        raise UnfitError(to_say("names an interface; write the address without '%'"))
    if ip.is_unspecified or ip.is_multicast or ip == IPv4Address(0xFFFFFFFF):
        raise UnfitError(
            to_say("not the address of one device; write the address of the site's router")
        )
    mapped = getattr(ip, "ipv4_mapped", None)
    return str(mapped or ip)


def listening(text: str) -> str:
    """An address of this machine to listen on; 0.0.0.0 and :: stand for all of its addresses."""
    try:
        return str(ip_address(text or "127.0.0.1"))
    except ValueError:
        raise UnfitError(
            to_say("not an IP address of this machine; write 127.0.0.1:9465")
        ) from None


def _is_ip(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True


def _host_name(text: str) -> str:
    name = text.lower().removesuffix(".")
    labels = name.split(".")
    if len(name) <= 253 and all(map(_LABEL.fullmatch, labels)) and not labels[-1].isdigit():
        return name
    for separator in "/:":
        if (before := text.partition(separator)[0]) != text and _is_ip(before):
            raise UnfitError(to_say("more than an address; write {before}"), before=before)
    raise UnfitError(
        to_say(
            "not an IP address or host name; write an address such as 127.64.0.1 or ::1, "
            "or a name such as router.desa-lolo"
        )
    )


def url(text: str) -> str:
    """An http or https address without a user name or password in it."""
    if "@" in text:
        raise UnfitError(to_say("may carry a password; write it without user name and password"))
    if len(text) > 2000 or not _URL.fullmatch(text):
        raise UnfitError(to_say("not a web address; write http://… or https://…"))
    return text


def desa_code(text: str) -> str:
    """The official code of a village (Kepmendagri): 64.01.04.1001."""
    if not _DESA.fullmatch(text):
        raise UnfitError(to_say("not a village code; write it as 64.01.04.1001"))
    return text


def time_zone(text: str) -> ZoneInfo:
    """A zone of the IANA database."""
    try:
        if len(text) <= 60 and _ZONE.fullmatch(text):
            return ZoneInfo(text)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        pass
    raise UnfitError(
        to_say("not a time zone; write Asia/Makassar (WITA), Asia/Jakarta or Asia/Jayapura")
    )
