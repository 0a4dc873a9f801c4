"""What the sections ``calendars`` and ``contracts`` may say."""

from typing import ClassVar

from pydantic import Field

from pantau.inventory import leaves as leaf
from pantau.inventory.block import IDS, Shape


class SeasonShape(Shape):
    """Other hours for some weeks of a year; both days inclusive."""

    start: leaf.Day = Field(alias="from", examples=["2026-02-18"])
    end: leaf.Day = Field(alias="to", examples=["2026-03-19"], description="inclusive")
    weekly: leaf.Weekly = Field(examples=['{mon-thu: "08:00-15:00", fri: "08:00-15:30"}'])
    decree: leaf.Text | None = Field(None, examples=["SE Bupati 1/2026"])


class SpecialDayShape(Shape):
    """The hours of one day, stronger than weekday, holiday and season."""

    day: leaf.Day = Field(examples=["2026-06-01"])
    hours: leaf.DayHours = Field(examples=["none"])
    decree: leaf.Text | None = Field(None, examples=["SE Bupati 2/2026"])


class CalendarShape(Shape):
    """Service hours."""

    STAND_INS: ClassVar = {"weekly": {"mon": "00:00-24:00"}}

    weekly: leaf.Weekly = Field(examples=['{mon-thu: "07:30-16:00", fri: "07:30-16:30"}'])
    holidays: leaf.Holidays | None = Field(None, examples=["ID"])
    joint_leave: leaf.Truth | None = Field(
        None, examples=["true"], description="no service on cuti bersama either; so if left out"
    )
    seasons: list[SeasonShape] | None = Field(
        None, examples=["[{from: 2026-02-18, to: 2026-03-19, weekly: …}]"]
    )
    days: list[SpecialDayShape] | None = Field(None, examples=["[{day: 2026-06-01, hours: none}]"])


class RestitutionShape(Shape):
    """What is owed where the objective is missed."""

    kind: leaf.RestitutionWord = Field(examples=["prorata"])
    cap: leaf.Share | None = Field(None, examples=["1.0"])
    rounding: leaf.RoundingWord | None = Field(None, examples=["half_up"])
    multiple: leaf.Multiple | None = Field(None, examples=["2"])
    bands: leaf.Bands | None = Field(None, examples=["[[99.5, 0], [99.0, 5], [0, 100]]"])


class PolicyShape(Shape):
    """How time and money are counted."""

    service_hours: leaf.Reference | None = Field(None, examples=["24x7"])
    excluded: leaf.ExcludedWord | None = Field(None, examples=["remove"])
    denominator: leaf.DenominatorWord | None = Field(None, examples=["calendar"])
    min_outage: leaf.MinOutage | None = Field(None, examples=["0s"])
    min_outage_counts: leaf.CountsWord | None = Field(None, examples=["whole"])
    gap_in_outage: leaf.GapWord | None = Field(None, examples=["unknown"])
    min_coverage: leaf.Share | None = Field(None, examples=["0.95"])
    repair_target: leaf.RepairTarget | None = Field(None, examples=["4h"])
    repair_clock: leaf.RepairClockWord | None = Field(None, examples=["detected"])
    restitution: RestitutionShape | None = Field(None, examples=["{kind: prorata, cap: 1.0}"])
    four_eyes: leaf.FourEyesWord | None = Field(None, examples=["named"])
    fee_partial: leaf.FeePartialWord | None = Field(None, examples=["full"])


class TierShape(Shape):
    """A service level of a contract."""

    objective: leaf.Objective | None = Field(None, examples=["99.5"], description="percent")
    fee: leaf.Rupiah | None = Field(
        None, examples=["2500000"], description="rupiah a month before tax"
    )
    latency_p95: leaf.Latency | None = Field(None, examples=["50ms"])
    loss: leaf.Percent | None = Field(None, examples=["1%"])
    jitter: leaf.Latency | None = Field(None, examples=["30ms"])
    medium: leaf.MediumWord | None = Field(None, examples=["fo"])
    speed: leaf.Speed | None = Field(
        None, examples=["50Mbps"], description="what the line is sold as carrying"
    )
    patience: leaf.Patience | None = Field(
        None, examples=["30s"], description="how long a site is down before anybody is told"
    )
    policy: PolicyShape | None = Field(None, examples=["{excluded: remove}"])


class AmendmentShape(Shape):
    """What changes inside a contract from a day on; what it does not name stays."""

    start: leaf.Day = Field(alias="from", examples=["2026-07-01"])
    policy: PolicyShape | None = Field(None, examples=["{excluded: remove}"])
    tiers: dict[str, TierShape] | None = Field(
        None, examples=["{fo-50: {fee: 2600000}}"], json_schema_extra=IDS
    )


class DutyShape(Shape):
    """What the agreement promises beyond lines; its state is told in the journal."""

    STAND_INS: ClassVar = {"id": "unknown", "what": "?", "due": "2099-12-31"}

    id: leaf.Id = Field(examples=["survei-blankspot"])
    what: leaf.Text = Field(examples=["Survei titik blank spot di sepuluh kecamatan"])
    due: leaf.Day = Field(examples=["2026-09-30"], description="inclusive")
    by: leaf.Text | None = Field(None, examples=["Telkom"], description="who has to do it")


class ContractShape(Shape):
    """A contract as signed; both days inclusive."""

    STAND_INS: ClassVar = {
        "provider": "?",
        "from": "2000-01-01",
        "to": "2099-12-31",
        "tiers": {},
    }

    provider: leaf.Text = Field(examples=["Telkom"])
    number: leaf.Text | None = Field(None, examples=["contoh/2026"])
    start: leaf.Day = Field(alias="from", examples=["2026-01-01"])
    end: leaf.Day = Field(alias="to", examples=["2026-12-31"], description="inclusive")
    policy: PolicyShape | None = Field(None, examples=["{excluded: remove}"])
    tiers: dict[str, TierShape] = Field(
        examples=["{fo-50: {objective: 99.5, fee: 2500000}}"], json_schema_extra=IDS
    )
    amendments: list[AmendmentShape] | None = Field(
        None, examples=["[{from: 2026-07-01, tiers: {fo-50: {fee: 2600000}}}]"]
    )
    duties: list[DutyShape] | None = Field(
        None,
        examples=["[{id: survei-blankspot, what: Survei titik blank spot, due: 2026-09-30}]"],
        description="what is promised beyond lines",
    )
