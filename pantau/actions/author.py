"""Who acts, as journal entries say it where nobody gave a name."""

import getpass
import os
import socket


def system_user() -> str:
    """The login name; ``uid-12345`` for a user that the machine has no name for."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # KeyError before Python 3.13
        return f"uid-{os.getuid()}"


def via() -> str:
    """System user and host: by which way an entry came in."""
    return f"{system_user()}@{socket.gethostname()}"
