"""What a further probe found beside its outcome, in words."""

from collections.abc import Mapping
from zoneinfo import ZoneInfo

from pantau.facts.instant import to_datetime
from pantau.facts.words import CertificateProblem
from pantau.language.catalogue import to_say, translator
from pantau.language.dates import day
from pantau.language.devices import device_words
from pantau.language.labels import label
from pantau.language.languages import DEFAULT_LANGUAGE, Language
from pantau.language.numbers import milliseconds

_PHASES = {
    "resolve_us": to_say("look-up {time}"),
    "connect_us": to_say("connection {time}"),
    "tls_us": to_say("TLS {time}"),
    "first_byte_us": to_say("first byte {time}"),
    "transfer_us": to_say("page {time}"),
}
_PLAIN = {
    "status": to_say("status {value}"),
    "redirects": to_say("redirects: {value}"),
    "rcode": to_say("code {value}"),
    "answers": to_say("answers: {value}"),
}


def found_words(
    details: Mapping[str, int | str], zone: ZoneInfo, language: Language = DEFAULT_LANGUAGE
) -> list[str]:
    """Each thing that is worth telling, the most telling first; times of phases come last."""
    say = translator(language)
    told = device_words(details, language)
    told += [say(text, value=details[name]) for name, text in _PLAIN.items() if name in details]
    if "answer" in details:
        told.append(str(details["answer"]))
    problem = details.get("certificate_problem")
    if problem in set(CertificateProblem):
        told.append(label(CertificateProblem(problem), language))
    ends_at = details.get("certificate_ends_at")
    if isinstance(ends_at, int):
        told.append(
            say("certificate until {day}", day=day(to_datetime(ends_at, zone).date(), language))
        )
    for name, text in _PHASES.items():
        took = details.get(name)
        if isinstance(took, int):
            told.append(say(text, time=milliseconds(took, language)))
    return told
