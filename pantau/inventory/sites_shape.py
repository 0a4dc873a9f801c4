"""What the section ``sites`` may say, and what may stand as their defaults."""

from typing import ClassVar

from pydantic import Field

from pantau.inventory import leaves as leaf
from pantau.inventory.block import Shape
from pantau.inventory.probe_shape import ProbeShape
from pantau.inventory.push_shape import HeartbeatBy


class ConfirmShape(Shape):
    """How a missed heartbeat is asked again."""

    false_alarm: leaf.FalseAlarm | None = Field(None, examples=["1.0e-10"])
    every: leaf.Pause | None = Field(None, examples=["500ms"])
    least: leaf.Echoes | None = Field(None, examples=["4"])
    most: leaf.Echoes | None = Field(None, examples=["30"])


class RecoverShape(Shape):
    """How many answers in a row end an outage."""

    echoes: leaf.Echoes | None = Field(None, examples=["3"])
    every: leaf.Pause | None = Field(None, examples=["500ms"])


class PaceShape(Shape):
    """How often and how patiently to ask."""

    heartbeat: leaf.Heartbeat | None = Field(None, examples=["5s"])
    timeout: leaf.Timeout | None = Field(None, examples=["1s"])
    confirm: ConfirmShape | None = Field(None, examples=["{least: 4, most: 30}"])
    recover: RecoverShape | None = Field(None, examples=["{echoes: 3}"])


class SiteDefaultsShape(PaceShape):
    """What the sites of one kind or one kecamatan have in common."""

    medium: leaf.MediumWord | None = Field(None, examples=["fo"])
    contract: leaf.Reference | None = Field(None, examples=["telkom-2026"])
    tier: leaf.Reference | None = Field(None, examples=["fo-50"])
    upstream: leaf.Reference | None = Field(None, examples=["hub-kuaro"])


class TermShape(Shape):
    """Under which contract and tier a site is served, and when; both days inclusive."""

    contract: leaf.Reference = Field(examples=["telkom-2026"])
    tier: leaf.Reference = Field(examples=["fo-50"])
    start: leaf.Day | None = Field(None, alias="from", examples=["2026-01-01"])
    end: leaf.Day | None = Field(None, alias="to", examples=["2026-12-31"])
    fee: leaf.Rupiah | None = Field(None, examples=["2500000"])


class FundingShape(Shape):
    """Who pays for a site's service, and when; both days inclusive."""

    by: leaf.Text = Field(examples=["Provinsi Kalimantan Timur"])
    programme: leaf.Text | None = Field(None, examples=["Internet Desa"])
    start: leaf.Day = Field(alias="from", examples=["2026-01-01"])
    end: leaf.Day | None = Field(
        None, alias="to", examples=["2026-12-31"], description="inclusive; open without it"
    )


class ContactShape(Shape):
    """Whom to call."""

    name: leaf.Text = Field(examples=["Nama Petugas"])
    phone: leaf.Text | None = Field(None, examples=['"0800000000"'])


class ChangeShape(Shape):
    """What changes at a site from a day on; what it does not name stays."""

    start: leaf.Day = Field(alias="from", examples=["2026-12-01"])
    kecamatan: leaf.Text = Field("", examples=["Kuaro"])
    desa: leaf.DesaCode | None = Field(None, examples=["64.01.05.2002"])
    at: leaf.At | None = Field(None, examples=["[-1.884, 116.047]"])
    address: leaf.Address = Field("", examples=["127.64.5.13"])
    medium: leaf.MediumWord | None = Field(None, examples=["fo"])
    line: leaf.Text | None = Field(None, examples=["SID-0002"])
    place: leaf.Text | None = Field(None, examples=["kantor-lolo"])
    power: leaf.Text | None = Field(None, examples=["penyulang-kuaro"])
    upstream: leaf.Reference | None = Field(None, examples=["hub-kuaro"])
    contact: ContactShape | None = Field(None, examples=["{name: Nama Petugas}"])
    probes: list[ProbeShape] | None = Field(
        None, examples=["[{kind: http, url: http://127.64.0.1/}]"]
    )


class SiteShape(SiteDefaultsShape):
    """A place with a service line: one line of the file."""

    STAND_INS: ClassVar = {
        "id": "unknown",
        "name": "?",
        "kind": "lainnya",
        "kecamatan": "?",
        "address": "localhost",
    }

    id: leaf.Id = Field(examples=["desa-lolo"])
    name: leaf.Text = Field(examples=["Desa Lolo"])
    kind: leaf.Kind = Field(examples=["desa"])
    kecamatan: leaf.Text = Field(examples=["Kuaro"])
    desa: leaf.DesaCode | None = Field(None, examples=["64.01.05.2002"])
    at: leaf.At | None = Field(
        None, examples=["[-1.884, 116.047]"], description="latitude, longitude in degrees"
    )
    address: leaf.Address | None = Field(None, examples=["127.64.5.12"])
    heartbeat_by: HeartbeatBy | None = Field(
        None, examples=["push"], description="push: it calls in, and has no address"
    )
    line: leaf.Text | None = Field(None, examples=["SID-0001"])
    place: leaf.Text | None = Field(None, examples=["kantor-lolo"])
    power: leaf.Text | None = Field(
        None,
        examples=["penyulang-kuaro"],
        description="the power area: sites that lose mains power together bear the same name",
    )
    serves: leaf.People | None = Field(
        None, examples=["1200"], description="how many people the service at this place is for"
    )
    contact: ContactShape | None = Field(None, examples=["{name: Nama Petugas}"])
    start: leaf.Day | None = Field(None, alias="from", examples=["2026-01-01"])
    end: leaf.Day | None = Field(None, alias="to", examples=["2026-12-31"])
    fee: leaf.Rupiah | None = Field(None, examples=["2500000"])
    terms: list[TermShape] | None = Field(None, examples=["[{contract: telkom-2026, tier: fo-50}]"])
    funding: list[FundingShape] | None = Field(
        None,
        examples=["[{by: Provinsi, from: 2026-01-01, to: 2026-12-31}]"],
        description="who pays for its service from when to when",
    )
    probes: list[ProbeShape] | None = Field(
        None, examples=["[{kind: http, url: http://127.64.0.1/}]"]
    )
    changes: list[ChangeShape] | None = Field(
        None,
        examples=["[{from: 2026-12-01, address: 127.64.5.13}]"],
        description="what holds from a day on; the days before keep what was true then",
    )
