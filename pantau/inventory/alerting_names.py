"""Looks up the receivers, people and rotas that other parts of ``alerts`` name."""

from collections.abc import Iterable
from dataclasses import dataclass

from pantau.inventory.alerting import Target, TargetKind
from pantau.inventory.alerting_pieces import AlertingPieces
from pantau.inventory.findings import Findings
from pantau.inventory.source import Path
from pantau.inventory.wording import closest, meant, shown
from pantau.language import Sentence, to_say

_SECTIONS = {
    TargetKind.RECEIVER: ("receivers", "", to_say("receiver")),
    TargetKind.PERSON: ("people", "person:", to_say("person")),
    TargetKind.ONCALL: ("rotas", "oncall:", to_say("rota")),
}


@dataclass(frozen=True, slots=True)
class Names:
    """Also those of pieces that are broken otherwise."""

    findings: Findings
    pieces: AlertingPieces

    def known(self, kind: TargetKind) -> list[str]:
        """The names that stand in the file."""
        written = self.findings.source.at(("alerts", _SECTIONS[kind][0]))
        return list(written) if isinstance(written, dict) else []

    def look_up(self, path: Path, kind: TargetKind, name: str) -> None:
        """Note a name that is nobody's."""
        section, _, word = _SECTIONS[kind]
        known = self.known(kind)
        if name not in known and section not in self.pieces.broken:
            self.findings.error(
                path,
                Sentence(
                    to_say("no {word} has this name; {remedy}"),
                    word=Sentence(word),
                    remedy=meant(name, known),
                ),
            )

    def targets(self, path: Path, targets: Iterable[Target]) -> None:
        """Note each target of a list that is nobody's, and people whom nothing reaches."""
        for number, target in enumerate(targets):
            section, _, word = _SECTIONS[target.kind]
            if target.name in self.known(target.kind):
                self._reached((*path, number), target)
            elif section not in self.pieces.broken:
                sentence = Sentence(
                    to_say("no {word} has this name; {remedy}"),
                    word=Sentence(word),
                    remedy=self._meant(target),
                )
                self.findings.error((*path, number), sentence)

    def _reached(self, path: Path, target: Target) -> None:
        person = self.pieces.people.get(target.name)
        if target.kind is not TargetKind.PERSON or person is None or "receivers" in person.bad:
            return
        if not person.shape.receivers:
            text = Sentence(
                to_say("nothing reaches {name}; write receivers: […] at this person"),
                name=shown(target.name),
            )
            self.findings.warning(path, text)

    def _meant(self, target: Target) -> Sentence:
        """The same name of another kind first: people forget what stands before the colon."""
        section, before, _ = _SECTIONS[target.kind]
        known = {
            f"{prefix}{name}": name
            for kind, (_, prefix, _) in _SECTIONS.items()
            for name in self.known(kind)
        }
        for text, name in known.items():
            if name == target.name:
                return Sentence(to_say("did you mean {close}?"), close=shown(text))
        if close := closest(f"{before}{target.name}", known):
            return Sentence(to_say("did you mean {close}?"), close=shown(close))
        own = [f"{before}{name}" for name in self.known(target.kind)]
        return (
            meant("", own) if own else Sentence(to_say("write it below {section}"), section=section)
        )
