"""Lost echoes and the bursts in which they were lost."""

from collections.abc import Iterable

from pantau.facts.meetings import Losses


def losses_of(answered: Iterable[bool]) -> Losses:
    """Of echoes in the order of sending."""
    found = Losses()
    for each in answered:
        found = joined(found, Losses(1) if each else Losses(1, 1, 1, 1, 1, 1))
    return found


def joined(one: Losses, other: Losses) -> Losses:
    """Of one stretch and the one right behind it: a burst over the border is one burst."""
    over = bool(one.last and other.first)
    return Losses(
        sent=one.sent + other.sent,
        lost=one.lost + other.lost,
        bursts=one.bursts + other.bursts - over,
        longest=max(one.longest, other.longest, one.last + other.first),
        first=one.first + other.first if one.lost == one.sent else one.first,
        last=one.last + other.last if other.lost == other.sent else other.last,
    )


def burst_ratio(losses: Losses) -> float:
    """G.107's BurstR: the mean burst over 1 / (1 - loss), what random loss would make it.

    Never below 1: that losses keep apart better than by chance is chance, where they are few.
    """
    if not losses.bursts or losses.lost == losses.sent:
        return 1.0
    mean = losses.lost / losses.bursts
    return max(1.0, mean * (1 - losses.lost / losses.sent))


def loss_percent(losses: Losses) -> float:
    """0 where nothing was sent."""
    return 100 * losses.lost / losses.sent if losses.sent else 0.0
