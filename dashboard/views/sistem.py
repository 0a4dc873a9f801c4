"""Whether Pantau itself is well, whether its journal is sound, and who did what."""

from dashboard.act import allowed
from dashboard.choice import choice
from dashboard.scene import scene
from dashboard.sistem.accounts_part import accounts_part
from dashboard.sistem.audit_part import audit_part
from dashboard.sistem.health_part import health_part
from dashboard.sistem.journal_part import journal_part
from pantau.actions.acting import Act

here = scene()
say = here.say

PARTS = {
    "kesehatan": say("Health"),
    "jurnal": say("Journal"),
    "jejak": say("Audit trail"),
}
if allowed(Act.ACCOUNTS):
    PARTS["akun"] = say("Accounts")
part = choice(
    say("Part of the page"),
    list(PARTS),
    key="sistem",
    shown=lambda name: PARTS[name],
    look="buttons",
    hide_label=True,
    width="content",
)
if part == "kesehatan":
    health_part()
elif part == "jurnal":
    journal_part(here)
elif part == "akun":
    accounts_part(here)
else:
    audit_part(here)
