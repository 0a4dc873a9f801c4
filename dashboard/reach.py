"""From where the pages are asked, under which name, and whether by our own page. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit

_FORWARDED = frozenset({"forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip", "via"})
_OUR_OWN_FETCH = frozenset({"same-origin"})


@dataclass(frozen=True, slots=True)
class Reach:
    """Where the pages are. ``listen``: the address that the server listens on, empty for all.

    ``link``: the address of the pages as people reach them, where the inventory says it.
    """

    listen: str
    link: str | None = None

    @property
    def is_https(self) -> bool:
        """Whether people come encrypted."""
        return (self.link or "").startswith("https://")

    def serves(self, host: str) -> bool:
        """Whether a Host header names us; any other name was pointed here by somebody else.

        An address instead of a name can be no such trick where we listen on all of ours.
        """
        name = host_name(host)
        if name is None:
            return False
        if name == _link_host(self.link) or name == self.listen.strip("[]").lower():
            return True
        if is_loopback(self.listen):
            return is_loopback(name)
        return is_loopback(name) or (self._is_everywhere and _is_address(name))

    def is_from_afar(self, headers: Mapping[str, str]) -> bool:
        """Whether a request may come from another machine, through a proxy on this one too.

        ``headers``: by name in small letters.
        """
        if not is_loopback(self.listen) or any(name in headers for name in _FORWARDED):
            return True
        host = headers.get("host")
        return host is not None and not is_loopback(host_name(host) or "")

    def is_secure(self, scheme: str, headers: Mapping[str, str]) -> bool:
        """Whether this request came encrypted, so that cookies may be kept to such."""
        if scheme in {"https", "wss"}:
            return True
        return self.is_https and host_name(headers.get("host", "")) == _link_host(self.link)

    @property
    def _is_everywhere(self) -> bool:
        try:
            return not self.listen or ip_address(self.listen.strip("[]")).is_unspecified
        except ValueError:
            return False


def is_from_our_page(headers: Mapping[str, str]) -> bool:
    """Whether a browser says that a form or channel of ours sent this; silence is a no.

    Browsers say it by Sec-Fetch-Site, older ones by Origin; no page can make them say otherwise.
    """
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site in _OUR_OWN_FETCH
    origin = headers.get("origin")
    return origin is not None and _netloc(origin) == headers.get("host")


def is_foreign(headers: Mapping[str, str]) -> bool:
    """Whether a browser says that another site's page sent this; silence is a no."""
    origin = headers.get("origin")
    return origin is not None and _netloc(origin) != headers.get("host")


def own_path(wanted: str) -> str:
    """Where to go on after signing in: a path of ours, else the first page."""
    is_plain = all(" " < each < "\x7f" for each in wanted) and "\\" not in wanted
    if not wanted.startswith("/") or wanted.startswith("//") or not is_plain:
        return "/"
    return wanted if len(wanted) <= 2_000 else "/"


def host_name(host: str) -> str | None:
    """The name or address in a Host header, without its port; None where it is none."""
    try:
        return urlsplit(f"//{host}").hostname
    except ValueError:
        return None


def is_loopback(name: str) -> bool:
    """Whether a name or address is this machine's own."""
    try:
        return ip_address(name.strip("[]")).is_loopback
    except ValueError:
        return name.lower() == "localhost"


def _is_address(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True


def _netloc(url: str) -> str:
    try:
        return urlsplit(url).netloc
    except ValueError:
        return ""


def _link_host(link: str | None) -> str | None:
    return None if link is None else urlsplit(link).hostname
