"""Why an outage was written, put together for whoever asks two years later."""

from collector.target import Target
from pantau.facts.journal import OutageOpened
from pantau.facts.measured import EchoSeen, Evidence
from pantau.facts.words import Outcome, VerdictReason
from pantau.verdict.sight import Witness


def outage_opened(target: Target, witness: Witness) -> OutageOpened:
    """The entry for a silence that ``witness`` proves to be the site's own.

    What was lost before anybody could vouch for it is no evidence, and left out.
    """
    line, needed, rule = target.line, target.needed_now(), target.pace.confirm
    started = line.silent[0] if line.begun is None else line.begun
    last_up = None if line.last_answered is None else min(line.last_answered, started)
    return OutageOpened(
        site=target.name,
        started_at=started,
        last_up_before=last_up,
        reason=VerdictReason.MOST_REACHED if needed.capped else VerdictReason.CHANCE_RULED_OUT,
        evidence=Evidence(
            address=target.address,
            needed=needed.echoes,
            unanswered=line.unanswered - sum(at < started for at in line.silent),
            vouched=line.vouched,
            loss=needed.loss,
            pair_loss=needed.pair_loss,
            false_alarm=rule.false_alarm,
            witness=witness.name,
            witness_sent_at=witness.answered,
            echoes=tuple(
                EchoSeen(e.at, e.purpose, Outcome.UNANSWERED) for e in line.run if e.at >= started
            ),
        ),
    )
