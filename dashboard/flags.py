"""How the server of the pages is started: every flag in one place. Imports no streamlit."""

import sys
from pathlib import Path

from dashboard.theme import streamlit_flags

MOST_MEGABYTES = 5
"""Of a list that somebody gives to a page: those of outages and shifts are far smaller."""

EVIDENCE_MEGABYTES = 20
"""Of a file that shows something, as pantau.actions.remarks keeps it."""

ENTRY = Path(__file__).with_name("asgi.py")

STREAMLIT_FLAGS: tuple[str, ...] = (
    "--server.headless=true",
    "--server.fileWatcherType=none",  # the pages do not change while they run
    "--server.runOnSave=false",
    # Else all garbage is collected after every run of every viewer: more than half of all work.
    "--runner.postScriptGC=false",
    "--server.enableStaticServing=false",
    "--server.showEmailPrompt=false",
    f"--server.maxUploadSize={EVIDENCE_MEGABYTES}",
    "--server.enableAgentApi=false",
    "--client.showErrorDetails=none",  # a traceback is nothing to show to people
    "--client.toolbarMode=minimal",
    "--browser.gatherUsageStats=false",  # else pages set a cookie and call out
    "--theme.baseRadius=6px",
    "--theme.paddingTop=1.25rem",
    "--theme.paddingBottom=2rem",
    *streamlit_flags(),
)


def streamlit_command(address: str, port: int) -> list[str]:
    """The command that serves the pages on ``address`` and ``port`` with this Python.

    Which names are served is the guard's to say (dashboard/guard.py): it knows the inventory.
    """
    return [
        *(sys.executable, "-P", "-m", "streamlit", "run", str(ENTRY)),
        *(f"--server.address={address}", f"--server.port={port}"),
        *STREAMLIT_FLAGS,
    ]
