"""What is in force, what the file would change, what hangs on what, what others recorded."""

from dashboard.choice import choice
from dashboard.inventaris.file_part import file_part
from dashboard.inventaris.imports_part import imports_part
from dashboard.inventaris.links_part import links_part
from dashboard.inventaris.sites_part import sites_part
from dashboard.scene import scene

here = scene()
say = here.say

PARTS = {
    "titik": say("Sites"),
    "berkas": say("File and changes"),
    "jaringan": say("Shared links"),
    "impor": say("Imports"),
}
part = choice(
    say("Part of the page"),
    list(PARTS),
    key="inventaris",
    shown=lambda name: PARTS[name],
    look="buttons",
    hide_label=True,
    width="content",
)
if part == "titik":
    sites_part(here)
elif part == "berkas":
    file_part(here)
elif part == "jaringan":
    links_part()
else:
    imports_part(here)
