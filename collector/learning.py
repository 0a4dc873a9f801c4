"""What the fate of an echo says about the usual loss of its link."""

from collections.abc import Callable

from collector.target import Echo, Target
from pantau.facts.words import Purpose
from pantau.verdict.line import Vouches


def learn_from_loss(echo: Echo) -> None:
    """An echo was lost on a link that is up: put aside until it is known whether that is chance."""
    usual, at = echo.target.usual, echo.sent.at
    if echo.sent.purpose is Purpose.HEARTBEAT:
        usual.heartbeat_lost(at)
    before = echo.lost_before()
    if before is not None:
        usual.pair_lost(before, at)
    if echo.survived_by_the_one_after():
        usual.pair_survived(at)


def learn_from_answer(echo: Echo, seeing: Callable[[Target], Vouches]) -> None:
    """An echo was answered on a link that is up: what was put aside was chance, of the link where
    our own uplink was there."""
    usual, (at, purpose) = echo.target.usual, echo.sent
    if purpose is Purpose.HEARTBEAT:
        usual.remember(at, 1, 0)
    before = None if echo.before is None else echo.lost_before()
    if before is not None:
        usual.pair_survived(before)
    if usual.has_aside:
        usual.believed(at, seeing(echo.target))
