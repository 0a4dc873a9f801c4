"""For each kind that speaks HTTP: its settings, a good answer, and what a person gets to read."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html.parser import HTMLParser

from pantau.inventory.alerting import ReceiverKind
from tests.alerts.receivers.playing import Asked

TOKEN = "rahasia-7b1f"  # noqa: S105 - a secret to look for


@dataclass(frozen=True)
class HttpKind:
    kind: ReceiverKind
    settings: Callable[[str], Mapping[str, str]]
    good: object
    reference: str
    read: Callable[[Asked], str]
    """Title and text as they are shown."""
    checks_answer: bool
    """Whether a status of 200 alone proves nothing."""


class TelegramText(HTMLParser):
    """Reads what Telegram reads: few tags, none of them nested here, and all of them closed."""

    def __init__(self, markup: str) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.open: list[str] = []
        self.feed(markup)
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in {"b", "pre"}
        assert not attrs
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def _whatsapp(asked: Asked) -> str:
    title, below = asked.data["template"]["components"][0]["parameters"]
    return f"{title['text']}\n{below['text']}"


def _alertmanager(asked: Asked) -> str:
    notes = asked.data[0]["annotations"]
    return f"{notes['summary']}\n{notes['description']}"


KINDS = (
    HttpKind(
        ReceiverKind.TELEGRAM,
        lambda url: {"chat": "-1001", "token": TOKEN, "api": url},
        {"ok": True, "result": {"message_id": 77}},
        "77",
        lambda asked: TelegramText(asked.data["text"]).text,
        checks_answer=True,
    ),
    HttpKind(
        ReceiverKind.WHATSAPP,
        lambda url: {
            "phone_id": "10",
            "to": "62812",
            "token": TOKEN,
            "template": "pantau_gangguan",
            "api": url,
        },
        {"messaging_product": "whatsapp", "messages": [{"id": "wamid.X"}]},
        "wamid.X",
        _whatsapp,
        checks_answer=True,
    ),
    HttpKind(
        ReceiverKind.NTFY,
        lambda url: {"server": url, "topic": "piket", "token": TOKEN},
        {"id": "hwQ2YpKdmg", "event": "message"},
        "hwQ2YpKdmg",
        lambda asked: f"{asked.data['title']}\n{asked.data['message']}",
        checks_answer=True,
    ),
    HttpKind(
        ReceiverKind.WEBHOOK,
        lambda url: {"url": f"{url}/kait/{TOKEN}", "secret": TOKEN},
        b"",
        "",
        lambda asked: "\n".join([asked.data["title"], *asked.data["lines"]]),
        checks_answer=False,
    ),
    HttpKind(
        ReceiverKind.ALERTMANAGER,
        lambda url: {"url": url.replace("://", f"://pantau:{TOKEN}@")},
        b"",
        "",
        _alertmanager,
        checks_answer=False,
    ),
)
