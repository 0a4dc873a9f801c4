"""The JSON schema of inventory.yaml, for editors that complete and check while one types."""

from typing import Any

from pantau.inventory.shape import InventoryShape


def json_schema() -> dict[str, Any]:
    """The shape as JSON schema (draft 2020-12). It knows names, nesting and single values.

    What values mean together, ids, dates and routes, only ``pantau check`` knows.
    """
    schema = InventoryShape.model_json_schema(by_alias=True)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
