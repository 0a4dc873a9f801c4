"""What the section ``alerts`` may say.

``RECEIVERS`` is the table of what each kind of receiver needs: its keys beside those that all have
in common are its settings.
"""

from collections.abc import Mapping
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from pantau.inventory import alerting_leaves as told
from pantau.inventory import leaves as leaf
from pantau.inventory.alerting import ReceiverKind
from pantau.inventory.block import IDS, Shape


class ReceiverShape(Shape):
    """What every receiver has, whatever its kind."""

    STAND_INS: ClassVar = {"kind": "apprise"}
    DEFAULTS: ClassVar[dict[str, str]] = {}
    """Settings that hold where nothing is written."""

    kind: told.ReceiverWord = Field(examples=["telegram"])
    language: told.Language | None = Field(None, examples=["id"])
    a_minute: told.AMinute | None = Field(None, examples=["20"])
    fallback: leaf.Reference | None = Field(None, examples=["surel-noc"])


class TelegramShape(ReceiverShape):
    """A chat or group at Telegram."""

    kind: Literal[ReceiverKind.TELEGRAM] = Field(examples=["telegram"])
    chat: told.Chat = Field(examples=['"-1001234"'])
    token: told.Secret = Field(examples=["env:PANTAU_TELEGRAM_TOKEN"])
    api: leaf.Url | None = Field(None, examples=["http://127.0.0.1:8081"])


class WhatsAppShape(ReceiverShape):
    """A number at WhatsApp, through the Cloud API and a template that was approved there."""

    kind: Literal[ReceiverKind.WHATSAPP] = Field(examples=["whatsapp"])
    phone_id: told.Digits = Field(examples=['"1234567890"'])
    to: told.PhoneNumber = Field(examples=["env:PANTAU_WHATSAPP_TO"])
    token: told.Secret = Field(examples=["env:PANTAU_WHATSAPP_TOKEN"])
    template: told.Template = Field(examples=["pantau_gangguan"])
    api: leaf.Url | None = Field(None, examples=["http://127.0.0.1:8081"])


class EmailShape(ReceiverShape):
    """One or more e-mail addresses, through a mail server."""

    DEFAULTS: ClassVar = {"tls": "starttls"}

    kind: Literal[ReceiverKind.EMAIL] = Field(examples=["email"])
    to: told.Mails = Field(examples=["noc@contoh.go.id"])
    sender: told.Mail = Field(alias="from", examples=["pantau@contoh.go.id"])
    server: told.Server = Field(examples=["127.0.0.1:587"])
    tls: told.Tls | None = Field(None, examples=["starttls"])
    user: leaf.Text | None = Field(None, examples=["pantau"])
    password: told.Secret | None = Field(None, examples=["env:PANTAU_EMAIL_PASSWORD"])


class NtfyShape(ReceiverShape):
    """A topic at an ntfy server."""

    kind: Literal[ReceiverKind.NTFY] = Field(examples=["ntfy"])
    server: leaf.Url = Field(examples=["https://ntfy.contoh.go.id"])
    topic: told.Topic = Field(examples=["env:PANTAU_NTFY_TOPIC"])
    token: told.Secret | None = Field(None, examples=["env:PANTAU_NTFY_TOKEN"])


class WebhookShape(ReceiverShape):
    """An address that takes the message as JSON, signed where there is a secret."""

    kind: Literal[ReceiverKind.WEBHOOK] = Field(examples=["webhook"])
    url: told.UrlOrPlace = Field(examples=["https://contoh.go.id/pantau"])
    secret: told.Secret | None = Field(None, examples=["env:PANTAU_WEBHOOK_SECRET"])


class AlertmanagerShape(ReceiverShape):
    """An Alertmanager with API v2."""

    kind: Literal[ReceiverKind.ALERTMANAGER] = Field(examples=["alertmanager"])
    url: told.UrlOrPlace = Field(examples=["http://127.0.0.1:9093"])


class AppriseShape(ReceiverShape):
    """Everything else that Apprise reaches; its address holds the secrets."""

    kind: Literal[ReceiverKind.APPRISE] = Field(examples=["apprise"])
    url: told.Secret = Field(examples=["env:PANTAU_APPRISE_URL"])


RECEIVERS: Mapping[ReceiverKind, type[ReceiverShape]] = {
    ReceiverKind.TELEGRAM: TelegramShape,
    ReceiverKind.WHATSAPP: WhatsAppShape,
    ReceiverKind.EMAIL: EmailShape,
    ReceiverKind.NTFY: NtfyShape,
    ReceiverKind.WEBHOOK: WebhookShape,
    ReceiverKind.ALERTMANAGER: AlertmanagerShape,
    ReceiverKind.APPRISE: AppriseShape,
}

_AnyReceiver = Annotated[
    TelegramShape
    | WhatsAppShape
    | EmailShape
    | NtfyShape
    | WebhookShape
    | AlertmanagerShape
    | AppriseShape,
    Field(discriminator="kind"),
]


class PersonShape(Shape):
    """Somebody who can be told."""

    STAND_INS: ClassVar = {"name": "?"}

    name: leaf.Text = Field(examples=["Rina"])
    phone: leaf.Text | None = Field(None, examples=['"0800000001"'])
    receivers: list[leaf.Reference] | None = Field(None, examples=["[grup-noc]"])
    telegram: told.TelegramNumber | None = Field(None, examples=['"123456"'])


class TurnsShape(Shape):
    """People who take turns for ever."""

    start: told.Moment = Field(alias="from", examples=["2026-11-02T08:00"])
    days: told.TurnDays = Field(examples=["7"])
    people: list[leaf.Reference] = Field(min_length=1, examples=["[rina, budi]"])


class ShiftShape(Shape):
    """Somebody on call between two instants; the end is not part of it."""

    start: told.Moment = Field(alias="from", examples=["2026-11-25T08:00"])
    end: told.Moment = Field(alias="to", examples=["2026-11-26T08:00"])
    person: leaf.Reference = Field(examples=["budi"])


class RotaShape(Shape):
    """Who is on call, and when."""

    turns: TurnsShape | None = Field(
        None, examples=["{from: 2026-11-02T08:00, days: 7, people: [rina, budi]}"]
    )
    shifts: list[ShiftShape] | None = Field(
        None, examples=["[{from: 2026-11-25T08:00, to: 2026-11-26T08:00, person: budi}]"]
    )


class RuleShape(Shape):
    """What differs from the default rule of a kind of alert."""

    enabled: leaf.Truth | None = Field(None, examples=["false"])
    severity: told.SeverityWord | None = Field(None, examples=["critical"])
    after: told.After | None = Field(None, examples=["30s"])
    sites: told.Sites | None = Field(None, examples=["5"])
    share: told.SharePercent | None = Field(None, examples=["50"], description="percent")
    times: told.Times | None = Field(None, examples=["5"])
    within: told.Within | None = Field(None, examples=["2m"])
    ahead: told.Ahead | None = Field(None, examples=["60d"])
    days: list[told.DaysBefore] | None = Field(
        None, min_length=1, examples=["[30, 14, 7, 1]"], description="before the end"
    )


class MatchShape(Shape):
    """Which alerts a route takes; what is not named takes all."""

    least: told.SeverityWord | None = Field(None, examples=["critical"])
    kinds: list[told.AlertKindWord] | None = Field(None, examples=["[incident, area_down]"])
    site_kinds: list[leaf.Kind] | None = Field(None, examples=["[puskesmas]"])
    kecamatan: list[leaf.Text] | None = Field(None, examples=["[Kuaro]"])
    providers: list[leaf.Text] | None = Field(None, examples=["[Telkom]"])
    tiers: list[leaf.Reference] | None = Field(None, examples=["[fo-50]"])
    sites: list[leaf.Reference] | None = Field(None, examples=["[desa-lolo]"])
    hours: told.HoursOfDay | None = Field(None, examples=['"07:00-16:00"'])


class StepShape(Shape):
    """Whom to tell too where nobody has acknowledged."""

    after: told.Step = Field(examples=["15m"])
    to: list[told.TargetName] = Field(min_length=1, examples=['["oncall:piket"]'])


class QuietShape(Shape):
    """Hours in which what is not severe enough waits."""

    hours: told.HoursOfDay = Field(examples=['"22:00-06:00"'])
    below: told.SeverityWord = Field(examples=["critical"])


class AlertRouteShape(Shape):
    """Where alerts that match go."""

    STAND_INS: ClassVar = {"name": "unknown", "to": ["unknown"]}

    name: leaf.Id = Field(examples=["semua"])
    to: list[told.TargetName] = Field(min_length=1, examples=["[grup-noc]"])
    match: MatchShape | None = Field(None, examples=["{least: critical}"])
    escalate: list[StepShape] | None = Field(
        None, examples=['[{after: 15m, to: ["oncall:piket"]}]']
    )
    repeat: told.Repeat | None = Field(None, examples=["4h"])
    quiet: QuietShape | None = Field(None, examples=['{hours: "22:00-06:00", below: critical}'])
    goes_on: leaf.Truth | None = Field(None, examples=["true"])


class MorningShape(Shape):
    """The daily message."""

    at: told.TimeOfDay = Field(examples=['"07:00"'])
    to: list[told.TargetName] = Field(min_length=1, examples=["[surel-noc]"])


class DeadManShape(Shape):
    """The address outside that hears from us for as long as all works."""

    url: told.UrlOrPlace = Field(examples=["env:PANTAU_DEADMAN_URL"])
    every: told.Every | None = Field(None, examples=["1m"])


class WordsShape(Shape):
    """Texts that are worded otherwise; names in braces are filled in."""

    began: told.TitleWording | None = Field(None, examples=['"GANGGUAN: {what}"'])
    grew: told.TitleWording | None = Field(None, examples=['"GANGGUAN MELUAS: {what}"'])
    reminder: told.TitleWording | None = Field(None, examples=['"MASIH GANGGUAN: {what}"'])
    escalated: told.TitleWording | None = Field(None, examples=['"BELUM DITANGGAPI: {what}"'])
    ended: told.TitleWording | None = Field(None, examples=['"PULIH: {what}"'])
    ended_unseen: told.TitleWording | None = Field(None, examples=['"SEMPAT GANGGUAN: {what}"'])
    ready: told.ReadyWording | None = Field(
        None, examples=['"Mohon perbaikan {what}{line}, gangguan sejak {time}."']
    )


class TextsShape(Shape):
    """Texts by the language of the receiver."""

    id: WordsShape | None = Field(None, examples=['{began: "GANGGUAN: {what}"}'])
    en: WordsShape | None = Field(None, examples=['{began: "DOWN: {what}"}'])


class AlertsHeadShape(Shape):
    """What concerns all alerts."""

    link: leaf.Url | None = Field(
        None,
        examples=["https://pantau.contoh.go.id"],
        description="the address of the pages for those who are told",
    )
    wait: told.Wait | None = Field(
        None, examples=["10s"], description="how long to wait for a cause to show"
    )
    morning: MorningShape | None = Field(None, examples=['{at: "07:00", to: [surel-noc]}'])
    dead_man: DeadManShape | None = Field(None, examples=["{url: env:PANTAU_DEADMAN_URL}"])
    texts: TextsShape | None = Field(None, examples=['{id: {began: "GANGGUAN: {what}"}}'])


class AlertsShape(AlertsHeadShape):
    """Who is told what, and by which way."""

    receivers: dict[str, _AnyReceiver] | None = Field(
        None,
        examples=["{surel-noc: {kind: email, to: noc@contoh.go.id, …}}"],
        json_schema_extra=IDS,
    )
    people: dict[str, PersonShape] | None = Field(
        None, examples=["{rina: {name: Rina, receivers: [grup-noc]}}"], json_schema_extra=IDS
    )
    rotas: dict[str, RotaShape] | None = Field(
        None, examples=["{piket: {turns: {from: …, days: 7, people: […]}}}"], json_schema_extra=IDS
    )
    rules: dict[told.AlertKindWord, RuleShape] | None = Field(
        None, examples=["{site_down: {after: 30s}}"]
    )
    routes: list[AlertRouteShape] | None = Field(None, examples=["[{name: semua, to: [grup-noc]}]"])
