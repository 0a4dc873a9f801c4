"""The one place that knows which module sends to which kind of receiver."""

from collections.abc import Mapping

from alerts.receivers import alertmanager, email, ntfy, other, telegram, webhook, whatsapp
from alerts.receivers.port import Send
from pantau.inventory.alerting import ReceiverKind

SENDS: Mapping[ReceiverKind, Send] = {
    ReceiverKind.TELEGRAM: telegram.send,
    ReceiverKind.WHATSAPP: whatsapp.send,
    ReceiverKind.EMAIL: email.send,
    ReceiverKind.NTFY: ntfy.send,
    ReceiverKind.WEBHOOK: webhook.send,
    ReceiverKind.ALERTMANAGER: alertmanager.send,
    ReceiverKind.APPRISE: other.send,
}
