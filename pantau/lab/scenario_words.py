"""Takes single values out of a scenario's YAML and says clearly what is wrong with one."""

from collections.abc import Iterable, Mapping
from random import Random
from typing import Any

from pantau.inventory.model import Inventory, Site
from pantau.inventory.quantities import duration
from pantau.lab.script import ScriptError

_NS_A_US = 1_000


class Words:
    """The keys of one mapping, each taken once. ``where`` begins every complaint about it.

    ``seed``: what is drawn for it is drawn from this.
    """

    def __init__(self, where: str, tree: object) -> None:
        self.where = where
        self.seed = ""
        if not isinstance(tree, Mapping):
            raise ScriptError(f"{where} is not a mapping; write keys and values, such as at: 5m")
        self._left: dict[Any, Any] = dict(tree)

    def nothing_else(self) -> None:
        """Whatever was not taken is a mistake."""
        if self._left:
            unknown = ", ".join(f"'{key}'" for key in self._left)
            raise ScriptError(f"{self.where}: {unknown} means nothing here; leave it out")

    def span(self, key: str, usual: int | None = None) -> int:
        """A span of time in ns, not negative: ``90s``, ``1h 30m``."""
        if usual is not None and key not in self._left:
            return usual
        return self._span(key, self._text(key))

    def step(self, key: str) -> int:
        """A span of time in ns that may be negative: ``-5s``."""
        text = self._text(key)
        length = self._span(key, text.removeprefix("-"))
        return -length if text.startswith("-") else length

    def share(self, key: str, usual: float | None = None) -> float:
        """A part of a whole, 0 to 1."""
        found = self._left.pop(key, usual)
        if isinstance(found, bool) or not isinstance(found, int | float) or not 0 <= found <= 1:
            raise self._wrong(key, found, "a share between 0 and 1, such as 0.05")
        return float(found)

    def whole(self, key: str, usual: int | None = None) -> int:
        """A whole number."""
        found = self._left.pop(key, usual)
        if isinstance(found, bool) or not isinstance(found, int):
            raise self._wrong(key, found, "a whole number")
        return found

    def one_of(self, key: str, choice: Iterable[str], usual: str | None = None) -> str:
        """One of a few words."""
        found = self._left.pop(key, usual)
        if found not in list(choice):
            raise self._wrong(key, found, f"one of {', '.join(choice)}")
        return str(found)

    def bursts(self, key: str) -> tuple[float, int]:
        """Spells of loss: which share of the time, and their mean length in ns; (0, 0) is none."""
        words = Words(f"{self.where}: {key}", self.part(key))
        if not words._left:
            return 0.0, 0
        share, mean = words.share("share"), words.span("mean")
        words.nothing_else()
        if not 0 < share < 1 or not mean:
            raise ScriptError(f"{words.where}: write a share between 0 and 1 and a mean above 0")
        return share, mean

    def part(self, key: str) -> Mapping[Any, Any]:
        """A mapping inside of this one; an empty one where there is none."""
        found = self._left.pop(key, None) or {}
        if not isinstance(found, Mapping):
            raise self._wrong(key, found, "keys and values")
        return found

    def parts(self, key: str) -> list[Any]:
        """A list; an empty one where there is none."""
        found = self._left.pop(key, None) or []
        if not isinstance(found, list):
            raise self._wrong(key, found, "a list, each item behind a hyphen")
        return found

    def upstream(self, key: str, inventory: Inventory) -> str:
        """The id of a shared link, or of a site that others hang on."""
        found = self._left.pop(key, None)
        if found in inventory.upstreams or inventory.site(str(found)) is not None:
            return str(found)
        raise self._wrong(key, found, "the id of a shared link or site of the inventory")

    def sites(self, inventory: Inventory) -> tuple[str, ...]:
        """The ids that ``sites``, ``kecamatan`` and ``medium`` mean, in the inventory's order."""
        kecamatan, medium = self._left.pop("kecamatan", None), self._left.pop("medium", None)
        among = [
            site
            for site in inventory.sites
            if kecamatan in (None, site.kecamatan) and medium in (None, site.medium)
        ]
        if not among:
            raise ScriptError(f"{self.where}: no site is of this kecamatan and medium")
        return self._chosen(among)

    def _chosen(self, among: list[Site]) -> tuple[str, ...]:
        ids = [site.id for site in among]
        wanted = self._left.pop("sites", None)
        match wanted:
            case None:
                return tuple(ids)
            case bool():
                pass
            case int() if 0 < wanted <= len(ids):
                drawn = set(Random(self.seed).sample(ids, wanted))  # noqa: S311 - a simulation
                return tuple(id for id in ids if id in drawn)
            case list() if wanted and set(map(str, wanted)) <= set(ids):
                return tuple(map(str, wanted))
        choice = f"ids of the inventory in brackets, or a number up to {len(ids)}"
        raise self._wrong("sites", wanted, choice)

    def _text(self, key: str) -> str:
        if key not in self._left:
            raise self._wrong(key, None, "a span of time, such as 90s")
        return str(self._left.pop(key)).strip()

    def _span(self, key: str, text: str) -> int:
        try:
            return sum(duration(part) for part in text.split()) * _NS_A_US
        except ValueError as error:
            raise ScriptError(f"{self.where}: '{key}: {text}' {error}") from None

    def _wrong(self, key: str, found: object, instead: str) -> ScriptError:
        if found is None:
            return ScriptError(f"{self.where}: '{key}' is missing; write {instead}")
        return ScriptError(f"{self.where}: '{key}: {found}' is wrong; write {instead}")
