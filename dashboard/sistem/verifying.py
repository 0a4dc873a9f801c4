"""Checking the journal, in a process of its own: pages stay quick, and one is enough for all."""

import json
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

import streamlit as st

from dashboard import cached
from dashboard.errand import Errand
from dashboard.settings import Settings
from pantau.language import Language
from pantau.store import FaultReason

_LONGEST_SECONDS = 1_800


@dataclass(frozen=True, slots=True)
class Found:
    """One fault; ``seq`` is the entry concerned, None where it concerns no single one.

    ``said``: by language.
    """

    seq: int | None
    reason: FaultReason
    said: Mapping[Language, str]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What `pantau verify` said: how many entries, the head as "N:HASH", and every fault."""

    entries: int
    head: str
    faults: tuple[Found, ...]


@st.cache_resource(show_spinner=False)
def verification() -> Errand[Verdict]:
    """The one of this server; its last verdict is kept for all."""
    return Errand()


def begin_verification(settings: Settings, by: str) -> bool:
    """Check the journal unless that is under way; whether it began."""
    work = partial(verify_aside, settings)
    return verification().start(work, at=cached.now(), by=by, clock=cached.now)


def verify_aside(settings: Settings) -> Verdict:
    """Run `pantau verify` and wait. Raises ValueError or OSError with a sentence."""
    command = [
        sys.executable,
        "-P",
        "-m",
        "pantau",
        "verify",
        "--json",
        "--data",
        str(settings.data),
    ]
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, timeout=_LONGEST_SECONDS, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise ValueError(f"it took more than {_LONGEST_SECONDS // 60} minutes") from error
    try:
        told = json.loads(done.stdout)
        faults = tuple(
            Found(
                each["seq"],
                FaultReason(each["reason"]),
                {"en": each["text"], "id": each["text_id"]},
            )
            for each in told["faults"]
        )
        return Verdict(told["entries"], told["head"], faults)
    except (ValueError, KeyError, TypeError) as error:
        said = done.stderr.strip().splitlines()
        raise ValueError(said[-1] if said else "it said nothing") from error
