"""Whether there is a public page at all."""

from pantau.inventory import Inventory


def is_public(inventory: Inventory) -> bool:
    """Whether the inventory says ``pages: {public: true}``; off where it says nothing."""
    pages = getattr(inventory, "pages", None)
    return pages is not None and bool(pages.public)
