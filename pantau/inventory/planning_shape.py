"""What the section ``planning`` may say."""

from typing import Annotated

from pydantic import Field

from pantau.inventory import leaves as leaf
from pantau.inventory.block import Shape
from pantau.inventory.values import as_number, count

_Days = Annotated[int, count(1, 366), as_number("^[0-9]{1,3}$")]


class MigrationShape(Shape):
    """How much each factor weighs in the list of who needs fibre; 0: not at all."""

    hours_lost: leaf.Weight | None = Field(None, examples=["2"])
    work_hours_lost: leaf.Weight | None = Field(None, examples=["3"])
    loss: leaf.Weight | None = Field(None, examples=["2"])
    latency: leaf.Weight | None = Field(None, examples=["2"])
    kind: leaf.Weight | None = Field(None, examples=["2"])
    people: leaf.Weight | None = Field(None, examples=["2"])
    nearness: leaf.Weight | None = Field(None, examples=["1"])


class KindsShape(Shape):
    """How much each kind of service needs fibre, from 0 to 1."""

    opd: leaf.Share | None = Field(None, examples=["0.8"])
    kecamatan: leaf.Share | None = Field(None, examples=["0.8"])
    kelurahan: leaf.Share | None = Field(None, examples=["0.6"])
    desa: leaf.Share | None = Field(None, examples=["0.6"])
    puskesmas: leaf.Share | None = Field(None, examples=["1"])
    pustu: leaf.Share | None = Field(None, examples=["0.7"])
    sekolah: leaf.Share | None = Field(None, examples=["0.8"])
    lainnya: leaf.Share | None = Field(None, examples=["0.3"])


class UseShape(Shape):
    """When a line counts as idle or as full."""

    idle_days: _Days | None = Field(None, examples=["14"])
    idle_below: leaf.Speed | None = Field(None, examples=["64kbps"])
    full_above: leaf.Share | None = Field(
        None, examples=["0.8"], description="share of the tier's speed that its p95 reaches"
    )


class PlanningShape(Shape):
    """What plans go by."""

    hours: leaf.Reference | None = Field(
        None, examples=["jam-kerja"], description="the calendar of working hours"
    )
    migration: MigrationShape | None = Field(None, examples=["{hours_lost: 2}"])
    kinds: KindsShape | None = Field(None, examples=["{puskesmas: 1}"])
    use: UseShape | None = Field(None, examples=["{idle_days: 14}"])
