"""From what the section ``planning`` says to what it means."""

from pantau.facts.words import SiteKind
from pantau.inventory.planning import FULL_ABOVE, IDLE_BELOW_BPS, IDLE_DAYS, Planning, Use
from pantau.inventory.planning_shape import PlanningShape, UseShape


def planning_of(shape: PlanningShape) -> Planning:
    """The section without mistakes as what it means."""
    weights = shape.migration.model_dump(exclude_none=True) if shape.migration else {}
    kinds = shape.kinds.model_dump(exclude_none=True) if shape.kinds else {}
    return Planning(
        hours=shape.hours,
        weights=weights,
        kinds={SiteKind(kind): points for kind, points in kinds.items()},
        use=_use(shape.use) if shape.use else Use(),
    )


def _use(shape: UseShape) -> Use:
    return Use(
        idle_days=shape.idle_days or IDLE_DAYS,
        idle_below_bps=shape.idle_below or IDLE_BELOW_BPS,
        full_above=FULL_ABOVE if shape.full_above is None else shape.full_above,
    )
