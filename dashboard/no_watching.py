"""Nothing looks five times a second whether somebody changed Streamlit's settings.

``server.fileWatcherType=none`` ends that for pages alone. Its own settings (``config.toml`` in the
home and in the working directory, whether they are there or not) it goes on to look at: a
thirtieth of all that a server does for one viewer. All our settings are flags, and are none that
change while it runs.
"""

from streamlit.watcher.polling_path_watcher import PollingPathWatcher


def no_watching() -> None:
    """End it for what is watched now and later; a watcher ends at its next look."""
    # It has no switch.
    PollingPathWatcher._check_if_path_changed = _looks_no_more  # type: ignore[method-assign, assignment]


def _looks_no_more(_: PollingPathWatcher) -> None:
    """Unlike what it replaces, asks for no next look."""
