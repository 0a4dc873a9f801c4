"""What made a site go down, by all that is known beside its silence. Pure.

A suggestion for the person who decides: where the facts do not decide, it is ``unknown`` and the
reasons say what is known. docs/causes.md has the rule as a table.
"""

from pantau.facts.causes import CauseFacts, Neighbours, Suggestion
from pantau.facts.device import Ran
from pantau.facts.words import Cause, CauseReason, Tie


def suggest(facts: CauseFacts) -> Suggestion:
    """The cause that the facts point to, with the reasons."""
    if facts.ran is Ran.RESTARTED:
        return _restarted(facts)
    if facts.ran is Ran.THROUGH:
        return _ran_through(facts)
    return _silent(facts)


def _restarted(facts: CauseFacts) -> Suggestion:
    """It had no power, or began anew by itself: what happened beside it tells."""
    known = [CauseReason.RESTARTED]
    if facts.mains is False:
        return Suggestion(Cause.POWER, (CauseReason.ON_BATTERY, *known))
    fell = _area_fell(facts)
    if fell is not None:
        return Suggestion(Cause.POWER, (*known, fell))
    if _link_fell(facts):
        # A link and a router that fail together, alone: of the one or of the other?
        return Suggestion(Cause.UNKNOWN, (*known, *_link_reasons(facts)))
    if _area_stayed(facts):
        return Suggestion(Cause.EQUIPMENT, (*known, CauseReason.AREA_STAYED))
    return Suggestion(Cause.UNKNOWN, tuple(known))


def _ran_through(facts: CauseFacts) -> Suggestion:
    """It had power all the time, so it was the way to it."""
    known = CauseReason.RAN_THROUGH
    if _link_fell(facts):
        return Suggestion(Cause.UPSTREAM, (*_link_reasons(facts), known))
    return Suggestion(Cause.LINE, (known, *_path_reasons(facts)))


def _silent(facts: CauseFacts) -> Suggestion:
    """Its router says nothing (yet): only what happened around it is known."""
    path = _path_reasons(facts)
    if facts.mains is False:
        return Suggestion(Cause.POWER, (CauseReason.ON_BATTERY, *path))
    fell = _area_fell(facts)
    if fell is CauseReason.AREA_FELL_ELSEWHERE:
        return Suggestion(Cause.POWER, (fell, *path))
    if _link_fell(facts) and CauseReason.PATH_LAST not in path:
        return Suggestion(Cause.UPSTREAM, (*_link_reasons(facts), *path))
    before = CauseReason.PATH_BEFORE in path
    if before and fell is None and _elsewhere_stayed(facts):
        return Suggestion(Cause.LINE, (CauseReason.PATH_BEFORE, CauseReason.AREA_STAYED))
    known: list[CauseReason] = [fell] if fell else []
    if _link_fell(facts):
        known += _link_reasons(facts)
    elif _area_stayed(facts):
        known.append(CauseReason.AREA_STAYED)
    return Suggestion(Cause.UNKNOWN, (*known, *path, CauseReason.NO_DEVICE))


def _areas(facts: CauseFacts) -> list[Neighbours]:
    return [each for each in facts.neighbours if each.tie is not Tie.UPSTREAM]


def _area_fell(facts: CauseFacts) -> CauseReason | None:
    """Whether at least half of a power area, or of a village, failed together."""
    fell = [each for each in _areas(facts) if _fell(facts, each)]
    if not fell:
        return None
    elsewhere = any(each.failed_elsewhere for each in fell)
    return CauseReason.AREA_FELL_ELSEWHERE if elsewhere else CauseReason.AREA_FELL


def _fell(facts: CauseFacts, area: Neighbours) -> bool:
    """Whether its fall is one of the area: not where a link fell that is not the site's own."""
    failed = area.failed if _link_fell(facts) else area.failed - area.explained
    return 0 < failed >= area.stayed


def _area_stayed(facts: CauseFacts) -> bool:
    """Whether there are neighbours, and none of them failed."""
    areas = _areas(facts)
    return any(each.stayed for each in areas) and not any(
        each.failed > each.explained for each in areas
    )


def _elsewhere_stayed(facts: CauseFacts) -> bool:
    """Whether neighbours of another provider had power all the time."""
    return any(each.stayed_elsewhere for each in _areas(facts))


def _mates_fell(facts: CauseFacts) -> bool:
    return any(each.link_fell for each in facts.neighbours if each.tie is Tie.UPSTREAM)


def _link_fell(facts: CauseFacts) -> bool:
    return facts.link is not None or _mates_fell(facts)


def _link_reasons(facts: CauseFacts) -> list[CauseReason]:
    reasons = [CauseReason.LINK_DOWN] if facts.link is not None else []
    return [*reasons, CauseReason.MATES_FELL] if _mates_fell(facts) else reasons


def _path_reasons(facts: CauseFacts) -> tuple[CauseReason, ...]:
    path = facts.path
    if path is None or path.good is None or not path.same:
        return ()
    return (CauseReason.PATH_LAST if path.last >= path.good else CauseReason.PATH_BEFORE,)
