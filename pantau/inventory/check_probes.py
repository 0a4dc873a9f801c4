"""Further probes: what each kind needs, what means nothing to it, and how it is called."""

from collections.abc import Mapping

from pantau.inventory.asking import PROBE_EVERY_US, PROBE_TIMEOUT_US
from pantau.inventory.changes import Standing, standings
from pantau.inventory.findings import Findings
from pantau.inventory.pieces import Pieces
from pantau.inventory.probe_shape import ProbeShape
from pantau.inventory.quantities import duration_text
from pantau.inventory.source import Path
from pantau.language import Sentence, to_say

_NEEDS = {
    "http": ("url", "http://127.64.0.1/"),
    "tcp": ("port", "443"),
    "dns": ("query", "{name: www.paser.example}"),
    "snmp": ("credentials", "router"),
}
_ANY_KIND = frozenset({"kind", "name", "every", "timeout"})
_KEYS: Mapping[str, frozenset[str]] = {
    "http": frozenset({"url", "status", "keyword", "redirects", "verify"}),
    "tcp": frozenset({"port", "address"}),
    "dns": frozenset({"query", "port", "address"}),
    "snmp": frozenset({"port", "address", "credentials", "interface"}),
}


def check(findings: Findings, pieces: Pieces) -> None:
    """Note probes that cannot be asked as they are written."""
    for site in pieces.sites:
        if "probes" not in site.bad:
            for each in standings(site):
                if "probes" in each.own:
                    _probes(findings, each)


def _probes(findings: Findings, site: Standing) -> None:
    names: set[str] = {"icmp"}
    for number, probe in enumerate(site.shape.probes or []):
        path: Path = (*site.path, "probes", number)
        if probe.name is not None and probe.name in names:
            findings.error(
                (*path, "name"), Sentence(to_say("another probe has this name; write another"))
            )
        names.add(probe.name or "")
        if probe.kind == "icmp":
            findings.error(
                path, Sentence(to_say("every site is asked by icmp already; remove this probe"))
            )
            continue
        _keys(findings, path, probe)
        _times(findings, path, probe)


def _keys(findings: Findings, path: Path, probe: ProbeShape) -> None:
    key, example = _NEEDS.get(probe.kind, ("", ""))
    if key and getattr(probe, key) is None:
        findings.error(
            path,
            Sentence(
                to_say("kind {kind} needs {key}; write {key}: {example}"),
                kind=probe.kind,
                key=key,
                example=example,
            ),
        )
    for other in ProbeShape.model_fields:
        if other not in _ANY_KIND | _KEYS[probe.kind] and getattr(probe, other) is not None:
            findings.error(
                (*path, other),
                Sentence(to_say("means nothing for kind {kind}; remove it"), kind=probe.kind),
            )


def _times(findings: Findings, path: Path, probe: ProbeShape) -> None:
    every, timeout = probe.every or PROBE_EVERY_US, probe.timeout or PROBE_TIMEOUT_US
    if timeout >= every:
        key = "timeout" if probe.timeout is not None else "every"
        findings.error(
            (*path, key),
            Sentence(
                to_say(
                    "the timeout ({timeout}) is not shorter than every ({every}); write timeout: "
                    "{half}"
                ),
                timeout=duration_text(timeout),
                every=duration_text(every),
                half=duration_text(every // 2),
            ),
        )
