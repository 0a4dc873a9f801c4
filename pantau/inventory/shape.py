"""What inventory.yaml may say: names, nesting and single values.

One class a block of the file; a large section has a module of its own, named *_shape. The first
example of a field is what messages tell people to write; descriptions go into the JSON schema that
editors show. What values mean together (ids, dates, routes) is checked in the modules named
check_*.
"""

from typing import ClassVar

from pydantic import Field

from pantau.inventory import leaves as leaf
from pantau.inventory.alerting_shape import AlertsShape
from pantau.inventory.backups_shape import BackupShape
from pantau.inventory.block import IDS, Shape
from pantau.inventory.contracts_shape import CalendarShape, ContractShape
from pantau.inventory.credentials_shape import CredentialsShape
from pantau.inventory.keeping_shape import KeepingShape
from pantau.inventory.pages_shape import PagesShape
from pantau.inventory.planning_shape import PlanningShape
from pantau.inventory.push_shape import PushShape
from pantau.inventory.reports_shape import ReportsShape
from pantau.inventory.sites_shape import ContactShape, PaceShape, SiteDefaultsShape, SiteShape


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
