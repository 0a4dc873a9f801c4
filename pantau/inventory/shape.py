"""What inventory.yaml may say: names, nesting and single values.

One class a block of the file. The first example of a field is what messages tell people to write;
descriptions go into the JSON schema that editors show. What values mean together (ids, dates,
routes) is checked in the modules named check_*.
"""

from typing import ClassVar

from pydantic import Field

from pantau.inventory import leaves as leaf
from pantau.inventory.alerting_shape import AlertsShape
from pantau.inventory.backups_shape import BackupShape
from pantau.inventory.block import IDS, Shape
from pantau.inventory.credentials_shape import CredentialsShape
from pantau.inventory.keeping_shape import KeepingShape
from pantau.inventory.pages_shape import PagesShape
from pantau.inventory.planning_shape import PlanningShape
from pantau.inventory.probe_shape import ProbeShape
from pantau.inventory.push_shape import HeartbeatBy, PushShape
from pantau.inventory.reports_shape import ReportsShape


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


class DefaultsShape(PaceShape):
    """What holds where a site says nothing: the site first, its kind, its kecamatan, then here."""

    kinds: dict[str, SiteDefaultsShape] | None = Field(None, examples=["{sekolah: {medium: fo}}"])
    kecamatan: dict[str, SiteDefaultsShape] | None = Field(
        None, examples=["{Kuaro: {upstream: hub-kuaro}}"]
    )


class ReferenceShape(Shape):
    """An address that tells whether we see anything at all."""

    STAND_INS: ClassVar = {"name": "?", "address": "localhost", "layer": "outside"}

    name: leaf.Text = Field(examples=["internet"])
    address: leaf.Address = Field(examples=["127.64.255.9"])
    layer: leaf.LayerWord = Field(examples=["outside"])


class VantageShape(Shape):
    """Where we ask from."""

    site: leaf.Reference | None = Field(None, examples=["opd-dkisp"])
    references: list[ReferenceShape] | None = Field(
        None, examples=["[{name: internet, address: 127.64.255.9, layer: outside}]"]
    )


class UpstreamShape(Shape):
    """A shared link that is not a site."""

    STAND_INS: ClassVar = {"name": "?"}

    name: leaf.Text = Field(examples=["Hub Kuaro"])
    address: leaf.Address | None = Field(None, examples=["127.64.254.5"])
    provider: leaf.Text | None = Field(None, examples=["Telkom"])
    upstream: leaf.Reference | None = Field(None, examples=["hub-tanah-grogot"])


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


class HeadShape(Shape):
    """How to read the rest of the file."""

    STAND_INS: ClassVar = {"version": "1", "timezone": "Asia/Makassar"}

    version: leaf.Version = Field(examples=["1"])
    timezone: leaf.Zone = Field(examples=["Asia/Makassar"])
    simulation: leaf.Truth | None = Field(
        None,
        examples=["true"],
        description="nothing measured here is real: every page and paper says so",
    )


class VillageShape(Shape):
    """Whom to ask in a village."""

    kim: ContactShape | None = Field(None, examples=["{name: Ketua KIM}"])


class InventoryShape(HeadShape):
    """The whole file."""

    defaults: DefaultsShape | None = Field(None, examples=["{heartbeat: 5s, timeout: 1s}"])
    vantage: VantageShape | None = Field(None, examples=["{site: opd-dkisp, references: […]}"])
    upstreams: dict[str, UpstreamShape] | None = Field(
        None, examples=["{hub-kuaro: {name: Hub Kuaro}}"], json_schema_extra=IDS
    )
    calendars: dict[str, CalendarShape] | None = Field(
        None, examples=["{jam-kerja: {weekly: …}}"], json_schema_extra=IDS
    )
    credentials: dict[str, CredentialsShape] | None = Field(
        None, examples=["{router: {user: pantau, …}}"], json_schema_extra=IDS
    )
    contracts: dict[str, ContractShape] | None = Field(
        None, examples=["{telkom-2026: {provider: Telkom, …}}"], json_schema_extra=IDS
    )
    alerts: AlertsShape | None = Field(
        None, examples=["{receivers: {…}, routes: [{name: semua, to: [grup-noc]}]}"]
    )
    push: PushShape | None = Field(
        None, examples=["{listen: 127.0.0.1:9465, secrets: file:/etc/pantau/push}"]
    )
    keeping: KeepingShape | None = Field(
        None, examples=["{samples_months: 25, evidence_months: 120}"]
    )
    backup: BackupShape | None = Field(None, examples=['{to: /mnt/cadangan/pantau, at: "01:30"}'])
    pages: PagesShape | None = Field(None, examples=["{sign_in: always}"])
    planning: PlanningShape | None = Field(None, examples=["{hours: jam-kerja}"])
    reports: ReportsShape | None = Field(
        None, examples=["{paper: A4, signatories: {maker: {name: …}}}"]
    )
    villages: dict[str, VillageShape] | None = Field(
        None, examples=["{64.01.05.2002: {kim: {name: Ketua KIM}}}"]
    )
    sites: list[SiteShape] = Field(min_length=1, examples=["[{id: desa-lolo, name: Desa Lolo, …}]"])
