"""What the operating system says of a file or a connection, in the reader's language."""

import errno
import socket

from pantau.language.catalogue import to_say
from pantau.language.sentence import Sentence

# The words of Linux, so that English says what every manual and every forum says.
_SAID = {
    errno.ENOENT: to_say("No such file or directory"),
    errno.EACCES: to_say("Permission denied"),
    errno.EPERM: to_say("Operation not permitted"),
    errno.ENOSPC: to_say("No space left on device"),
    errno.EDQUOT: to_say("Disk quota exceeded"),
    errno.EFBIG: to_say("File too large"),
    errno.EROFS: to_say("Read-only file system"),
    errno.EISDIR: to_say("Is a directory"),
    errno.ENOTDIR: to_say("Not a directory"),
    errno.ENOTEMPTY: to_say("Directory not empty"),
    errno.EEXIST: to_say("File exists"),
    errno.ELOOP: to_say("Too many levels of symbolic links"),
    errno.ENAMETOOLONG: to_say("File name too long"),
    errno.EMFILE: to_say("Too many open files"),
    errno.EBUSY: to_say("Device or resource busy"),
    errno.EINVAL: to_say("Invalid argument"),
    errno.EIO: to_say("Input/output error"),
    errno.EADDRINUSE: to_say("Address already in use"),
    errno.EADDRNOTAVAIL: to_say("Cannot assign requested address"),
    errno.ECONNREFUSED: to_say("Connection refused"),
    errno.ECONNRESET: to_say("Connection reset by peer"),
    errno.ETIMEDOUT: to_say("Connection timed out"),
    errno.EHOSTUNREACH: to_say("No route to host"),
    errno.ENETUNREACH: to_say("Network is unreachable"),
    # Of looking up names: negative numbers, which are no errno.
    socket.EAI_NONAME: to_say("Name or service not known"),
    socket.EAI_AGAIN: to_say("Temporary failure in name resolution"),
}

WORDS = tuple(_SAID.values())
"""All of them, in English."""


def said_of(error: OSError) -> Sentence | str:
    """Why ``error`` came about, for a place in a sentence; a rare one as the system says it."""
    text = None if error.errno is None else _SAID.get(error.errno)
    return Sentence(text) if text else error.strerror or str(error)
