"""Prometheus with the blackbox exporter and Alertmanager, in a lab's network, as they are usually
set: asked every 15 s, down for a minute, a group waits for half a minute."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import yaml

from benchmarks.children import module
from pantau.inventory.model import Inventory

_PROGRAMS = ("prometheus", "prometheus-blackbox-exporter", "prometheus-alertmanager", "nsenter")
_ASKED, _JUDGED, _TOLD, _HOOK = 9115, 9090, 9093, 9000
SETTINGS = (
    "asked and judged every 15 s, for: 1m, group_wait 30s, group_interval 5m, each site a group"
)


def missing() -> str | None:
    """Which of its programs this machine lacks; None where all are there."""
    lacking = [name for name in _PROGRAMS if shutil.which(name) is None]
    return f"not installed: {', '.join(lacking)}" if lacking else None


@contextmanager
def running(lab: int, inventory: Inventory, folder: Path) -> Iterator[Path]:
    """All of them in the network of the process ``lab``; gives the file of what was told."""
    heard = folder / "alertmanager.jsonl"
    for name, content in settings(inventory).items():
        (folder / name).write_text(yaml.safe_dump(content), "utf-8")
    commands = (
        module("benchmarks.hook", _HOOK, heard),
        (
            "prometheus-blackbox-exporter",
            f"--config.file={folder / 'blackbox.yml'}",
            f"--web.listen-address=127.0.0.1:{_ASKED}",
        ),
        (
            "prometheus-alertmanager",
            f"--config.file={folder / 'alertmanager.yml'}",
            f"--storage.path={folder / 'alertmanager'}",
            f"--web.listen-address=127.0.0.1:{_TOLD}",
            "--cluster.listen-address=",
        ),
        (
            "prometheus",
            f"--config.file={folder / 'prometheus.yml'}",
            f"--storage.tsdb.path={folder / 'prometheus'}",
            f"--web.listen-address=127.0.0.1:{_JUDGED}",
        ),
    )
    with ExitStack() as stack:
        output = stack.enter_context((folder / "prometheus.log").open("wb"))
        for command in commands:
            process = subprocess.Popen(
                [*_enter(lab), *command], stdin=subprocess.DEVNULL, stdout=output, stderr=output
            )
            stack.callback(process.wait)
            stack.callback(process.terminate)
        yield heard


def _enter(lab: int) -> tuple[str, ...]:
    """How a command gets into the lab's network."""
    ours, its = (os.stat(f"/proc/{pid}/ns/user").st_ino for pid in ("self", lab))  # noqa: PTH116
    user = () if ours == its else ("--user", "--preserve-credentials")
    return ("nsenter", f"--target={lab}", "--net", *user)


def settings(inventory: Inventory) -> dict[str, object]:
    """The content of each of their files."""
    sites = [{"targets": [site.address], "labels": {"site": site.id}} for site in inventory.sites]
    asking = [
        {"source_labels": ["__address__"], "target_label": "__param_target"},
        {"target_label": "__address__", "replacement": f"127.0.0.1:{_ASKED}"},
    ]
    probes = {
        "job_name": "icmp",
        "metrics_path": "/probe",
        "params": {"module": ["icmp"]},
        "static_configs": sites,
        "relabel_configs": asking,
    }
    teller = {"static_configs": [{"targets": [f"127.0.0.1:{_TOLD}"]}]}
    down = {"alert": "SiteDown", "expr": "probe_success == 0", "for": "1m"}
    route = {"receiver": "hook", "group_by": ["site"], "group_wait": "30s", "group_interval": "5m"}
    hook = {"url": f"http://127.0.0.1:{_HOOK}/", "send_resolved": True}
    return {
        "blackbox.yml": {
            "modules": {"icmp": {"prober": "icmp", "icmp": {"preferred_ip_protocol": "ip4"}}}
        },
        "prometheus.yml": {
            "global": {"scrape_interval": "15s", "evaluation_interval": "15s"},
            "rule_files": ["rules.yml"],
            "alerting": {"alertmanagers": [teller]},
            "scrape_configs": [probes],
        },
        "rules.yml": {"groups": [{"name": "sites", "rules": [down]}]},
        "alertmanager.yml": {
            "route": route,
            "receivers": [{"name": "hook", "webhook_configs": [hook]}],
        },
    }
