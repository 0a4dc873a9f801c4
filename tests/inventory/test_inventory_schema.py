"""The exported JSON schema says what the shape says; the page about the file names every key."""

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from pantau.inventory import (
    alerting_shape,
    credentials_shape,
    explain,
    json_schema,
    pages_shape,
    planning_shape,
    probe_shape,
    reports_shape,
    shape,
)
from pantau.inventory.block import Shape
from pantau.inventory.composer import compose

ROOT = Path(__file__).parents[2]
BROKEN = Path(__file__).parent / "broken"
SEEN_BY_A_SCHEMA = [
    "alerts-a-word",
    "alerts-key-unknown",
    "at-one-number",
    "date-backwards",
    "desa-code",
    "duration-without-unit",
    "fee-in-words",
    "id-capitals",
    "id-of-a-tier",
    "key-missing",
    "key-unknown",
    "kind-unknown",
    "layer-unknown",
    "medium-unknown",
    "pages-values-unreadable",
    "person-values-unreadable",
    "policy-word-unknown",
    "probe-kind-unknown",
    "probe-query-a-word",
    "probe-query-name-unreadable",
    "probe-query-type-unknown",
    "probe-status-unreadable",
    "receiver-apprise-url-literal",
    "receiver-key-of-another-kind",
    "receiver-keys-missing",
    "receiver-kind-missing",
    "receiver-kind-unknown",
    "receiver-password-literal",
    "receiver-token-literal",
    "reports-values-unreadable",
    "restitution-without-kind",
    "rota-times-unreadable",
    "route-hours-unreadable",
    "route-to-nobody",
    "route-to-unreadable",
    "rule-kind-unknown",
    "rule-values-unreadable",
    "section-contracts-a-list",
    "section-missing-timezone",
    "section-sites-empty",
    "section-sites-missing",
    "site-is-a-word",
    "value-is-a-list",
    "version-unknown",
]


class _EditorLoader(yaml.SafeLoader):
    """What editors read: numbers are numbers, dates are text."""


_EditorLoader.yaml_implicit_resolvers = {
    first: [pair for pair in pairs if not pair[0].endswith((":timestamp", ":int", ":bool"))]
    for first, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_EditorLoader.add_implicit_resolver(
    "tag:yaml.org,2002:int", re.compile(r"[-+]?(0|[1-9][0-9]*)$"), list("-+0123456789")
)


def as_an_editor_sees(text: str) -> Any:
    return yaml.load(text, Loader=_EditorLoader)  # noqa: S506 - derived from SafeLoader


@pytest.fixture(scope="module")
def checker() -> jsonschema.Draft202012Validator:
    jsonschema.Draft202012Validator.check_schema(json_schema())
    return jsonschema.Draft202012Validator(json_schema())


def test_the_exported_schema_is_current() -> None:
    written = json.loads((ROOT / "docs/inventory.schema.json").read_text(encoding="utf-8"))
    assert written == json_schema(), "write json_schema() to docs/inventory.schema.json again"


def test_the_shipped_file_fits_the_schema(checker: jsonschema.Draft202012Validator) -> None:
    text = (ROOT / "inventory.yaml").read_text(encoding="utf-8")
    assert not list(checker.iter_errors(as_an_editor_sees(text)))
    assert not list(checker.iter_errors(compose(text).data))


@pytest.mark.parametrize("name", SEEN_BY_A_SCHEMA)
def test_a_schema_sees_a_mistake_of_shape(
    checker: jsonschema.Draft202012Validator, name: str
) -> None:
    text = (BROKEN / f"{name}.yaml").read_text(encoding="utf-8")
    assert list(checker.iter_errors(as_an_editor_sees(text)))
    assert list(checker.iter_errors(compose(text).data))


def shapes() -> list[type[Shape]]:
    rooms = (
        *(shape, alerting_shape, credentials_shape, pages_shape, planning_shape, probe_shape),
        reports_shape,
    )
    written = [each for room in rooms for each in vars(room).values()]
    every = [each for each in written if isinstance(each, type)]
    return [each for each in every if issubclass(each, Shape) and each is not Shape]


def test_every_key_is_on_the_page_about_the_file() -> None:
    page = (ROOT / "docs/inventory.md").read_text(encoding="utf-8")
    keys = {key for each in shapes() for key in explain.keys(each)}
    missing = {key for key in keys if not re.search(rf"[`.{{ ]{key}[`:,]", page)}
    assert not missing


def test_every_key_has_an_example_for_its_messages() -> None:
    for each in shapes():
        for name, field in each.model_fields.items():
            assert field.examples, f"{each.__name__}.{name}"
