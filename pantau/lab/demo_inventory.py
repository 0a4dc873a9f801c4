"""The inventory of a demo: a shipped one, moved into the lab and marked as simulation."""

import re
from datetime import date

LOOPBACK, LAB = "127.64.", "10.64."
MAILBOX = "http://127.0.0.1:9465/"
"""Where the messages of the shipped inventory go: to a port at which only a demo listens."""
_EVERY = 3
_NAMES = ("Rahmat Hidayat", "Nur Aisyah", "Syahrul Ramadhan", "Mardiana", "Yusuf Effendi")


def simulated(text: str, first: date, last: date, *, in_lab: bool) -> str:
    """``text`` with contracts that hold from ``first`` to ``last`` and a mark on it.

    ``in_lab``: its addresses lie in the lab's network, else they stay on loopback.
    """
    # The words above the first key speak of the file as shipped.
    text = re.sub(r"\A(#.*\n|\s*\n)+", "", text)
    marks = "simulation: true"
    if not re.search(r"(?m)^pages:", text):
        # A simulation has nothing to hide, and shows all that there is.
        marks += "\npages: {public: true, people: {form: true}}"
    if not re.search(r"(?m)^villages:", text):
        marks += _contacts(text)
    text = re.sub(r"(?m)^version: .*$", rf"\g<0>\n{marks}", text, count=1)
    text = re.sub(r"(?m)^( {4}from:) \d{4}-\d\d-\d\d", rf"\1 {first}", text)
    text = re.sub(r"(?m)^( {4}to:) \d{4}-\d\d-\d\d", rf"\1 {last}", text)
    # A contract of other years than its name says would look like a mistake.
    text = re.sub(r"\b([a-z]+)-20\d\d\b(?!-)", r"\1-simulasi", text)
    text = re.sub(r"(contoh/[a-z]+)/20\d\d\b", r"\1/simulasi", text)
    return text.replace(LOOPBACK, LAB) if in_lab else text


def _contacts(text: str) -> str:
    """Somebody to ask in every third village that has a site; all names are invented."""
    codes = sorted(set(re.findall(r"\bdesa: (64\.01\.\d\d\.2\d{3})\b", text)))[::_EVERY]
    rows = [
        f"  {code}: {{kim: {{name: {_NAMES[number % len(_NAMES)]} (Ketua KIM)}}}}"
        for number, code in enumerate(codes)
    ]
    return "\n".join(["", "villages:", *rows]) if rows else ""
