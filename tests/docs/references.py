"""The pages of docs/ that are written from the code: ``make docs`` writes them anew."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import yaml

from pantau.facts.telling import AlertKind
from pantau.inventory.alerting import RULES, Rule
from pantau.inventory.quantities import duration_text
from pantau.inventory.schema import json_schema
from pantau.language import label
from tests.docs.exported import exported

ROOT = Path(__file__).parents[2]
_WRITTEN = "<!-- Written by `make docs` from the code; a test says when it is stale. -->"

_METRICS = """\
# Metrics

{written}

*Ringkasan: semua metrik yang ditampilkan kolektor bagi Prometheus di `http://127.0.0.1:9464/metrics`:
nama, jenis, label, satuan, arti. Halaman ini ditulis dari kode program.*

A site is known by the labels `site`, `kind`, `kecamatan` and `provider`. What is not known is
absent, never 0: a site that nobody can see has no `pantau_site_up`. Besides these there are those
of every process (`process_…`, `python_info`).

| metric | type | labels | unit | meaning |
|---|---|---|---|---|
{rows}

What to do with them: [alert-rules.md](alert-rules.md).
"""

_ALERTS = """\
# Alert rules

{written}

*Ringkasan: jenis peringatan yang dikirim Pantau sendiri, dan aturan siap pakai bagi yang
menjalankan Prometheus. Halaman ini ditulis dari kode program.*

## What Pantau tells by itself

What each means stands in [alerts.md](alerts.md#what-is-told); how to change it, in
[inventory.md](inventory.md#rules).

| kind | on pages and papers | in English | severity | thresholds |
|---|---|---|---|---|
{kinds}

## Rules for Prometheus

They stand in [prometheus-rules.yaml](../alerts/prometheus-rules.yaml), and use
[these metrics](metrics.md).

| alert | true where | for | severity | says |
|---|---|---|---|---|
{rules}

What some of them rest on, kept by Prometheus under these names:

| name | reckoned as |
|---|---|
{recorded}
"""


def pages() -> dict[str, str]:
    """What each page has to hold, by its name in docs/."""
    return {
        "metrics.md": _metrics(),
        "alert-rules.md": _alert_rules(),
        "inventory.schema.json": json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n",
    }


def _metrics() -> str:
    families = exported()
    rows = [
        (f"`{each.name}`", each.kind, _code(each.labels), each.unit, each.text) for each in families
    ]
    return _METRICS.format(written=_WRITTEN, rows=_table(rows))


def _alert_rules() -> str:
    kinds = [
        (
            f"`{kind.value}`",
            label(kind, "id"),
            label(kind, "en"),
            f"`{rule.severity.value}`",
            _when(rule),
        )
        for kind in AlertKind
        for rule in [RULES[kind]]
    ]
    read = yaml.safe_load((ROOT / "alerts" / "prometheus-rules.yaml").read_text("utf-8"))
    rules = [rule for group in read["groups"] for rule in group["rules"]]
    alerts = [_rule(rule) for rule in rules if "alert" in rule]
    recorded = [(f"`{rule['record']}`", f"`{rule['expr']}`") for rule in rules if "record" in rule]
    return _ALERTS.format(
        written=_WRITTEN, kinds=_table(kinds), rules=_table(alerts), recorded=_table(recorded)
    )


def _when(rule: Rule) -> str:
    """The thresholds that hold where the inventory says nothing."""
    said = {
        "after": rule.after_us and duration_text(rule.after_us),
        "sites": rule.sites,
        "share": rule.share,
        "times": rule.times,
        "within": rule.within_us and duration_text(rule.within_us),
        "ahead": rule.ahead_us and duration_text(rule.ahead_us),
        "days": list(rule.days),
    }
    return ", ".join(f"`{key}: {value}`" for key, value in said.items() if value)


def _rule(rule: dict[str, Any]) -> tuple[str, ...]:
    return (
        f"`{rule['alert']}`",
        f"`{rule['expr']}`",
        rule.get("for", ""),
        rule["labels"]["severity"],
        rule["annotations"]["description"].partition(" / ")[2] or rule["annotations"]["summary"],
    )


def _code(words: Iterable[str]) -> str:
    return " ".join(f"`{word}`" for word in words)


def _table(rows: Iterable[tuple[str, ...]]) -> str:
    return "\n".join(
        f"| {' | '.join(cell.replace('|', '&#124;') for cell in row)} |" for row in rows
    )
