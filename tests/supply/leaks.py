"""What looks like somebody's secret: keys of known forms, and random text behind "password"."""

import math
import re
from collections import Counter
from collections.abc import Iterator

_FORMS = {
    "private key": r"-----BEGIN [A-Z ]*PRIVATE KEY-----",
    "AWS key": r"\b(?:AKIA|ASIA)[0-9A-Z]{16}\b",
    "GitHub token": r"\b(?:gh[oprsu]_[A-Za-z0-9]{36}|github_pat_[A-Za-z0-9_]{50,})\b",
    "GitLab token": r"\bglpat-[A-Za-z0-9_-]{20,}",
    "PyPI token": r"\bpypi-AgEI[A-Za-z0-9_-]{50,}",
    "Slack token": r"\bxox[abeoprs]-[A-Za-z0-9-]{10,}",
    "Telegram bot": r"\b[0-9]{8,10}:AA[A-Za-z0-9_-]{33}\b",
    "WhatsApp token": r"\bEAA[A-Za-z0-9]{60,}",
    "Google key": r"\bAIza[A-Za-z0-9_-]{35}",
    "signed token": r"\beyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}",
    "password in a URL": r"\b[a-z][a-z0-9+]{1,12}://[^/\s:@'\"{}<>]{1,40}:([^/\s@'\"{}<>$]{6,80})@",
}
_ASSIGNED = re.compile(
    r"(?i)\b(?:password|passwd|secret|token|api_?key|sandi|community)\b[\"']?\s{0,3}[:=]\s{0,3}"
    r"[\"']?([A-Za-z0-9+/=_.~-]{12,120})"
)
_KNOWN = {name: re.compile(form) for name, form in _FORMS.items()}
_RANDOM_BITS = 3.6  # a letter; words have less
# Said plainly to be of nobody, or where to find it.
_OF_NOBODY = re.compile(r"(?i)rahasia|contoh|example|secret|kunci|sandi|password|^env|^file|_|\.")


def leaks(text: str) -> Iterator[tuple[int, str, str]]:
    """The line, what it looks like, and its begin, of each in ``text``."""
    for number, line in enumerate(text.splitlines(), 1):
        for name, form in _KNOWN.items():
            for found in form.finditer(line[:5000]):
                value = found[found.lastindex or 0]
                if not (found.lastindex and _OF_NOBODY.search(value)):
                    yield number, name, value[:8]
        for found in _ASSIGNED.finditer(line[:5000]):
            if bits_a_letter(found[1]) > _RANDOM_BITS and not _OF_NOBODY.search(found[1]):
                yield number, "random text behind a word for a secret", found[1][:8]


def bits_a_letter(text: str) -> float:
    """Shannon's entropy of the letters of ``text``, in bits."""
    counts = Counter(text).values()
    return -sum(n / len(text) * math.log2(n / len(text)) for n in counts)
