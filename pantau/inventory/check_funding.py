"""Who pays for each site: in order, one at a time, and as long as its term runs."""

from datetime import date, timedelta
from itertools import pairwise

from pantau.inventory.defaults import contract_of
from pantau.inventory.findings import Findings
from pantau.inventory.piece import Piece
from pantau.inventory.pieces import Pieces
from pantau.inventory.sites_shape import FundingShape, SiteShape
from pantau.language import Sentence, to_say

_DAY = timedelta(days=1)


def check(findings: Findings, pieces: Pieces) -> None:
    """Note days that two pay for, and days that nobody pays for."""
    for site in pieces.sites:
        if "funding" in site.bad or site.shape.funding is None:
            continue
        if not site.shape.funding:
            said = Sentence(to_say("names nobody; write who pays from when, or remove it"))
            findings.warning((*site.path, "funding"), said)
        elif _in_order(findings, site, site.shape.funding):
            _without_gaps(findings, site, site.shape.funding, _last_day(pieces, site))


def _in_order(findings: Findings, site: Piece[SiteShape], paid: list[FundingShape]) -> bool:
    """Whether each ends before the next begins."""
    sound = True
    for number, each in enumerate(paid):
        if each.end is not None and each.end < each.start:
            said = Sentence(
                to_say("lies before from ({start}); write a later day"), start=each.start
            )
            findings.error((*site.path, "funding", number, "to"), said)
            sound = False
    for number, (before, after) in enumerate(pairwise(paid), start=1):
        if sound and (before.end is None or after.start <= before.end):
            said = Sentence(
                to_say(
                    "begins on {after}, when {by} still pays (from {start} to {end}); write from "
                    "and to in order so that one ends before the next begins"
                ),
                after=after.start,
                by=before.by,
                start=before.start,
                end=before.end or Sentence(to_say("an open end")),
            )
            findings.error((*site.path, "funding", number), said)
            sound = False
    return sound


def _without_gaps(
    findings: Findings, site: Piece[SiteShape], paid: list[FundingShape], last: date | None
) -> None:
    """``last``: the day on which the site's last term ends, as far as that can be said."""
    for number, (before, after) in enumerate(pairwise(paid), start=1):
        if before.end is not None and after.start > before.end + _DAY:
            _nobody(findings, site, number, before.end + _DAY, after.start - _DAY)
    end = paid[-1].end
    if end is not None and last is not None and end < last:
        _nobody(findings, site, len(paid) - 1, end + _DAY, last)


def _nobody(
    findings: Findings, site: Piece[SiteShape], number: int, begin: date, end: date
) -> None:
    said = Sentence(
        to_say("nobody pays from {begin} to {end}, while its term runs on; write who does"),
        begin=begin,
        end=end,
    )
    findings.warning((*site.path, "funding", number), said)


def _last_day(pieces: Pieces, site: Piece[SiteShape]) -> date | None:
    """None where there is no contract, or one with mistakes that are told elsewhere."""
    shape, defaults = site.shape, pieces.defaults.shape if pieces.defaults else None
    if site.bad & {"terms", "contract", "to"}:
        return None
    wanted = (
        [(each.contract, each.end) for each in shape.terms]
        if shape.terms is not None
        else [(contract_of(shape, defaults)[0], shape.end)]
    )
    ends = []
    for id, end in wanted:
        piece = pieces.contracts.get(id or "")
        if piece is None or "to" in piece.bad:
            return None
        ends.append(end or piece.shape.end)
    return max(ends, default=None)
