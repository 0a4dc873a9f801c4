"""Whether Pantau itself is well, whether its journal is sound, and who did what."""

from dashboard.parts import chosen_part
from dashboard.scene import scene
from dashboard.sistem.audit_part import audit_part
from dashboard.sistem.health_part import health_part
from dashboard.sistem.journal_part import journal_part

here = scene()
say = here.say

PARTS = {
    "kesehatan": say("Health"),
    "jurnal": say("Journal"),
    "jejak": say("Audit trail"),
}
part = chosen_part("sistem", PARTS)
if part == "kesehatan":
    health_part()
elif part == "jurnal":
    journal_part(here)
else:
    audit_part(here)
