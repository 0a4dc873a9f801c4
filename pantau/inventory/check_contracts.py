"""Dates, amendments, service hours and restitution of each contract."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from pantau.inventory.choices import RestitutionKind
from pantau.inventory.contracts_shape import ContractShape, PolicyShape, RestitutionShape
from pantau.inventory.findings import Findings
from pantau.inventory.piece import Piece
from pantau.inventory.pieces import Pieces
from pantau.inventory.service_hours import ALWAYS
from pantau.inventory.source import Path
from pantau.inventory.wording import meant
from pantau.language import Sentence, to_say


def check(findings: Findings, pieces: Pieces) -> None:
    """Note what is wrong inside the contracts themselves."""
    for contract in pieces.contracts.values():
        _dates(findings, contract)
        _patience(findings, contract)
        for path, policy in policies(contract):
            _service_hours(findings, pieces, path, policy)
            if policy.restitution is not None:
                _restitution(findings, (*path, "restitution"), policy.restitution)


def _dates(findings: Findings, contract: Piece[ContractShape]) -> None:
    start, end = contract.shape.start, contract.shape.end
    if not contract.bad & {"from", "to"} and end < start:
        findings.error(
            (*contract.path, "to"),
            Sentence(to_say("lies before from ({start}); write a later day"), start=start),
        )
        return
    if "amendments" in contract.bad:
        return
    before: date | None = None
    for number, amendment in enumerate(contract.shape.amendments or []):
        path = (*contract.path, "amendments", number, "from")
        if not contract.bad & {"from", "to"} and not start < amendment.start <= end:
            findings.error(
                path,
                Sentence(
                    to_say(
                        "not inside the contract; write a day after {start}, at the latest {end}"
                    ),
                    start=start,
                    end=end,
                ),
            )
        elif before is not None and amendment.start <= before:
            findings.error(
                path,
                Sentence(
                    to_say("not after the amendment before it ({before}); write in order"),
                    before=before,
                ),
            )
        before = amendment.start


def _patience(findings: Findings, contract: Piece[ContractShape]) -> None:
    """Whom to wake is no matter of contract: it has no dates."""
    known = set(contract.shape.tiers)
    amendments = () if "amendments" in contract.bad else contract.shape.amendments or ()
    for number, amendment in enumerate(amendments):
        for id, tier in (amendment.tiers or {}).items():
            if id in known and "patience" in tier.model_fields_set:
                path = (*contract.path, "amendments", number, "tiers", id, "patience")
                findings.error(
                    path,
                    Sentence(to_say("holds for all days alike; write it where the tier begins")),
                )
            known.add(id)


def policies(contract: Piece[ContractShape]) -> Iterator[tuple[Path, PolicyShape]]:
    """Every policy block of a contract and where it stands."""
    shape, path = contract.shape, contract.path
    blocks: list[tuple[Path, PolicyShape | None]] = [((*path, "policy"), shape.policy)]
    for id, tier in shape.tiers.items():
        blocks.append(((*path, "tiers", id, "policy"), tier.policy))
    amendments = () if "amendments" in contract.bad else shape.amendments or ()
    for number, amendment in enumerate(amendments):
        inner: Path = (*path, "amendments", number)
        blocks.append(((*inner, "policy"), amendment.policy))
        for id, tier in (amendment.tiers or {}).items():
            blocks.append(((*inner, "tiers", id, "policy"), tier.policy))
    for where, policy in blocks:
        if policy is not None:
            yield where, policy


def _service_hours(findings: Findings, pieces: Pieces, path: Path, policy: PolicyShape) -> None:
    hours = policy.service_hours
    if hours in (None, ALWAYS) or "calendars" in pieces.broken:
        return
    calendars = findings.source.at(("calendars",))
    known = [ALWAYS, *(calendars if isinstance(calendars, dict) else ())]
    if hours not in known:
        findings.error(
            (*path, "service_hours"),
            Sentence(to_say("no calendar has this id; {remedy}"), remedy=meant(hours, known)),
        )


def _restitution(findings: Findings, path: Path, shape: RestitutionShape) -> None:
    wanted = {RestitutionKind.PITA: "bands", RestitutionKind.KELIPATAN_HARIAN: "multiple"}
    examples = {"bands": "[[99.5, 0], [99.0, 5], [0, 100]]", "multiple": "2"}
    for kind, key in wanted.items():
        written = findings.source.at((*path, key)) is not None
        if shape.kind is kind and not written:
            findings.error(
                path,
                Sentence(
                    to_say("kind {kind} needs {key}; write {key}: {example}"),
                    kind=kind.value,
                    key=key,
                    example=examples[key],
                ),
            )
        elif shape.kind is not kind and written:
            findings.error(
                (*path, key),
                Sentence(
                    to_say("means nothing for kind {kind}; remove it or write kind: {wanted}"),
                    kind=shape.kind.value,
                    wanted=kind.value,
                ),
            )
    if shape.bands is not None:
        _bands(findings, (*path, "bands"), shape)


def _bands(findings: Findings, path: Path, shape: RestitutionShape) -> None:
    bands = shape.bands or ()
    if any(lower[0] >= higher[0] for higher, lower in pairwise(bands)):
        findings.error(
            path, Sentence(to_say("not in order; write the highest availability first, each once"))
        )
    elif bands[-1][0] != 0:
        findings.error(
            path,
            Sentence(
                to_say("nothing is said below {share} percent; write a last band such as [0, 100]"),
                share=bands[-1][0],
            ),
        )
    elif any(lower[1] < higher[1] for higher, lower in pairwise(bands)):
        findings.warning(
            path,
            Sentence(to_say("a worse availability gives back less; look at the second numbers")),
        )
