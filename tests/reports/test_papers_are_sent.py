"""The real alerter makes the papers of a closed month and mails them to a real SMTP server."""

import asyncio
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pantau.actions.papers import kept_papers
from pantau.store import Store
from tests.alerts.receivers.playing import MailPlayer, mail_player
from tests.cli.story import INVENTORY, Desk, live_through_march

PATIENCE_S = 90
MORE = """\
alerts:
  receivers:
    kepala: {{kind: email, to: kepala@contoh.go.id, from: p@contoh.go.id, server: "{server}",
             tls: none}}
  routes: [{{name: semua, to: [kepala], match: {{least: critical}}}}]
reports: {{itself: {{when: closed, papers: [{{kind: monthly, format: csv}}], send: [kepala]}}}}
"""


@dataclass
class Mailbox(MailPlayer):
    """Also says when a mail with a file came."""

    came: asyncio.Event = field(default_factory=asyncio.Event)

    async def handle_DATA(self, *given: Any) -> str:  # noqa: N802 - aiosmtpd's name
        said = await super().handle_DATA(*given)
        if list(self.mails[-1].iter_attachments()):
            self.came.set()
        return said


async def mailed(desk: Desk) -> Mailbox:
    box = Mailbox()
    async with mail_player(box):
        desk.inventory.write_text(INVENTORY + MORE.format(server=box.server))
        assert desk.run("apply").exit_code == 0
        assert desk.run("close", "--month", "2025-03", "--as-is", "diterima").exit_code == 0
        words = ["-m", "pantau", "alert", "--data", str(desk.data)]
        process = await asyncio.create_subprocess_exec(
            sys.executable, *words, "--inventory", str(desk.inventory)
        )
        try:
            await asyncio.wait_for(box.came.wait(), PATIENCE_S)
        finally:
            process.terminate()
            await asyncio.wait_for(process.wait(), PATIENCE_S)
    return box


def test_a_closed_month_is_mailed_with_its_papers(tmp_path: Path) -> None:
    desk = Desk.at(tmp_path)
    live_through_march(desk.data)
    box = asyncio.run(mailed(desk))
    (mail,) = [each for each in box.mails if list(each.iter_attachments())]
    (part,) = mail.iter_attachments()
    with Store.open(desk.data, readonly=True) as store:
        with store.view() as view:
            (kept,) = kept_papers(view)
        assert part.get_payload(decode=True) == store.kept(kept.fact.digest)
    assert part.get_filename() == "laporan-sla-2025-03-rev1.csv"
    assert kept.fact.itself
    figures = desk.json("sla", "--month", "2025-03")["total"]
    rows = figures["compliant"] + figures["not_compliant"] + figures["undecided"]
    body = mail.get_body(("plain",))
    assert body is not None
    assert f"{figures['compliant']} dari {rows} memenuhi target" in body.get_content()
    assert mail["Subject"] == "Laporan Maret 2025, ditutup, revisi 1"
