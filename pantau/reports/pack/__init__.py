"""The evidence pack: all that a third party needs to count a month again without Pantau.

recompute.py and check_journal.py are not used by the rest of the program except to check a pack:
they go into every pack as they stand, and know nothing of it.
"""

from pantau.reports.pack.check import Checked, Finding, PackFault, check_pack
from pantau.reports.pack.make import PackMade, make_pack, write_pack

__all__ = ["Checked", "Finding", "PackFault", "PackMade", "check_pack", "make_pack", "write_pack"]
