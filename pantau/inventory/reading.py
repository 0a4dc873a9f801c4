"""From a file to an inventory, or to everything that is wrong with it. Nothing here raises."""

from pathlib import Path

from pantau.inventory import (
    check_alert_routes,
    check_alerting,
    check_calendars,
    check_contracts,
    check_credentials,
    check_funding,
    check_ids,
    check_pages,
    check_planning,
    check_probes,
    check_push,
    check_receivers,
    check_reports,
    check_routes,
    check_sites,
    check_terms,
    check_villages,
    logo,
)
from pantau.inventory.composer import compose
from pantau.inventory.findings import Findings
from pantau.inventory.pieces import cut
from pantau.inventory.problem import Problem, Reading, Severity
from pantau.inventory.resolve import resolve
from pantau.inventory.source import MAX_BYTES, UnreadableError, decode
from pantau.language import Sentence, to_say
from pantau.language.system_errors import said_of

_CHECKS = (
    check_ids.check,
    check_routes.check,
    check_contracts.check,
    check_calendars.check,
    check_terms.check,
    check_funding.check,
    check_sites.check,
    check_probes.check,
    check_credentials.check,
    check_push.check,
    check_receivers.check,
    check_alerting.check,
    check_alert_routes.check,
    check_pages.check,
    check_villages.check,
    check_planning.check,
    check_reports.check,
)


def read_inventory(path: Path) -> Reading:
    """Read the file at ``path``. Whatever is wrong with path, bytes or content is a problem."""
    file = str(path)
    try:
        if path.is_dir():
            return _refused(
                file, Sentence(to_say("this is a directory; name a file such as inventory.yaml"))
            )
        if path.exists() and not path.is_file():
            return _refused(
                file,
                Sentence(to_say("this is no regular file; name a file such as inventory.yaml")),
            )
        with path.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except FileNotFoundError:
        return _refused(
            file,
            Sentence(to_say("there is no such file; write it or name another with --inventory")),
        )
    except (OSError, ValueError) as error:
        unusable = Sentence(to_say("the name is not usable"))
        reason = said_of(error) if isinstance(error, OSError) else unusable
        return _refused(
            file,
            Sentence(
                to_say("cannot be read ({reason}); look at its name and rights"), reason=reason
            ),
        )
    return _parsed(data, file, path)


def parse_inventory(data: bytes, file: str) -> Reading:
    """Make sense of the bytes of an inventory; ``file`` is its name in messages."""
    return _parsed(data, file, None)


def _parsed(data: bytes, file: str, disk: Path | None) -> Reading:
    """``disk``: where the file lies, so that what lies beside it can be looked at."""
    if len(data) > MAX_BYTES:
        return _refused(
            file,
            Sentence(
                to_say("larger than {most} MB; this is no inventory"),
                most=MAX_BYTES // 1_000_000,
            ),
        )
    try:
        text = decode(data)
        source = compose(text)
    except UnreadableError as error:
        return _refused(file, error.why, *error.place)
    findings = Findings(file, source)
    for path, place, why in source.faults:
        findings.fault(path, place, why)
    pieces = cut(findings)
    for check in _CHECKS if isinstance(source.data, dict) else ():
        check(findings, pieces)
    if disk is not None:
        logo.check(findings, pieces, disk)
    if findings.failed or pieces.head is None:
        return Reading(None, findings.problems())
    inventory = resolve(pieces, pieces.head, file=file, text=text, data=data)
    return Reading(inventory, findings.problems())


def _refused(file: str, why: Sentence, line: int = 1, column: int = 1) -> Reading:
    return Reading(None, (Problem(file, line, column, Severity.ERROR, None, why),))
