"""What a paper's making in another process is told, and what it answers: a line of JSON each."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from pantau.actions.acting import Actor
from pantau.actions.papers import Order
from pantau.facts.papers import Attached, PaperFormat, PaperKind, PaperStep, Wanted
from pantau.facts.words import MonthState, Role
from pantau.language import Language


@dataclass(frozen=True, slots=True)
class JobOrder:
    """One paper to be made. ``inventory``: the file, beside which the logo lies; figures go by the
    inventory in force. ``into``: the file for its bytes, or None where what is kept is enough.
    ``language``: of refusals."""

    data: Path
    inventory: Path
    actor: Actor
    order: Order
    into: Path | None
    language: Language = "id"


@dataclass(frozen=True, slots=True)
class Made:
    """The paper is there. ``kept``: under its digest, with the journal."""

    file: Attached
    state: MonthState
    revision: int
    kept: bool


@dataclass(frozen=True, slots=True)
class Failed:
    """Why there is none, in a sentence for people."""

    reason: str


Answer = PaperStep | Made | Failed


def order_to_json(order: JobOrder) -> str:
    """One line."""
    return json.dumps(asdict(order), default=str)


def order_from_json(line: str) -> JobOrder:
    """What ``order_to_json`` wrote. Raises ValueError, KeyError or TypeError for anything else."""
    data = json.loads(line)
    actor, order = data["actor"], data["order"]
    wanted = order["wanted"]
    return JobOrder(
        data=Path(data["data"]),
        inventory=Path(data["inventory"]),
        actor=Actor(**actor | {"role": Role(actor["role"])}),
        order=Order(**order | {"wanted": _wanted(wanted)}),
        into=None if data["into"] is None else Path(data["into"]),
        language=data["language"],
    )


def answer_to_json(answer: Answer) -> str:
    """One line."""
    match answer:
        case PaperStep():
            return json.dumps({"step": answer.value})
        case Made():
            return json.dumps({"made": asdict(answer)})
        case Failed(reason):
            return json.dumps({"failed": reason})


def answer_from_json(line: str) -> Answer:
    """What ``answer_to_json`` wrote. Raises ValueError, KeyError or TypeError for anything else."""
    data = json.loads(line)
    if "step" in data:
        return PaperStep(data["step"])
    if "failed" in data:
        return Failed(data["failed"])
    made = data["made"]
    typed = {"file": Attached(**made["file"]), "state": MonthState(made["state"])}
    return Made(**made | typed)


def _wanted(data: dict[str, Any]) -> Wanted:
    return Wanted(
        **data
        | {
            "kind": PaperKind(data["kind"]),
            "format": PaperFormat(data["format"]),
            "sites": tuple(data["sites"]),
        }
    )
