"""The front door: which command lives where, and what a mistake looks like."""

import gc
import os
import sys
from importlib import import_module
from typing import Any

import click

from pantau.cli.wrong_usage import in_the_language_of, listen_for_language

# Command, the module that holds it, and its line in the list. Modules are imported when their
# command is used: asking for help must not wait for pandas.
_COMMANDS: dict[str, tuple[str, str]] = {
    "demo": ("demo", "A simulated regency with history, collector and pages, until Ctrl-C."),
    "run": ("run", "Collector, alerter and pages on the inventory, until Ctrl-C."),
    "check": ("check", "Validate the inventory; every problem at once, with line numbers."),
    "apply": ("apply", "Put the inventory in force by hand, a correction of the past too."),
    "collect": ("collect", "The collector alone."),
    "dashboard": ("dashboard", "The pages alone."),
    "alert": ("alert", "The alerter alone; also what it sent, would have sent, can send."),
    "probe": ("probe", "One round now, nothing stored."),
    "doctor": ("doctor.command", "Look at all that Pantau stands on, and say what to do."),
    "status": ("status", "What is down now, what we cannot see, how old the data is."),
    "outages": ("outages", "Outages between two days."),
    "sla": ("sla", "The time ledger and money of a month, per site."),
    "forecast": ("forecast", "What is left of each error budget, and who will use it up."),
    "quality": (
        "quality",
        "Round trips, jitter and loss of a site in a month, and what they mean.",
    ),
    "plan": ("plan", "What to plan with: media, who needs fibre most, what lines carry, who pays."),
    "repairs": ("repairs", "How long repairs took, and which took too long."),
    "explain": ("explain", "Which echoes, references and rule made a verdict."),
    "verify": ("verify", "Check the journal's chain, anchors and tables."),
    "exclude": (
        "proposals",
        "Time that the contract leaves out: propose, approve, revoke.",
    ),
    "void": ("proposals", "Outages that did not happen: propose, approve, reject, revoke."),
    "maintenance": ("maintenance", "Announced work on the service: announce, cancel."),
    "meeting": ("meeting", "Whether places are fit for a meeting: before, during, after."),
    "silence": ("silence", "Nothing is told of some sites for a time: set, end."),
    "oncall": ("oncall", "Who is on call now and later; swap, and bring in lists."),
    "coverage": ("coverage", "Which villages have signal or internet, and who says so."),
    "classify": ("about_outages", "What made a site go down, and who answers for it."),
    "ack": ("about_outages", "Take an outage in hand."),
    "ticket": ("about_outages", "Tickets of the provider: number, reported, closed."),
    "note": ("about_outages", "Remarks on anything."),
    "people": ("people", "What people in the villages tell, beside what was measured."),
    "bulletin": ("bulletin", "Short texts for village groups: work, outages, recoveries."),
    "duty": ("duty", "What the agreement promises beyond lines, and how far it is."),
    "object": ("dealings", "Objections of the provider to a month's figures."),
    "answer": ("dealings", "Settle an objection."),
    "payment": ("dealings", "Invoices: billed, deducted, paid."),
    "reconcile": ("reconcile", "A month beside the provider's own list and the invoices."),
    "review": ("months", "Say that a month's figures were gone through."),
    "close": ("months", "Freeze a month."),
    "revise": ("months", "Open a closed month again as its next revision."),
    "report": ("report", "The papers that people sign: made, kept, given out again."),
    "papers": ("report", "Which papers are kept, with their digests."),
    "months": ("months", "Which months were reviewed, closed or opened again."),
    "import": (
        "importing",
        "Bring in what others recorded, the provider's lists too, or revoke it.",
    ),
    "export": (
        "exporting",
        "Write what was measured, or was in force, to a file.",
    ),
    "account": ("account", "Who may come in to the pages, and as what."),
    "retention": ("retention", "Months of samples: their size, and when they go."),
    "backup": ("keep", "One consistent file of everything, while all runs."),
    "restore": ("keep", "Bring a backup back into an empty data directory."),
}


class _Late(click.Group):
    """A group whose commands are imported when they are called."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        listen_for_language(ctx, args)
        with in_the_language_of(ctx):
            return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        with in_the_language_of(ctx):
            return super().invoke(ctx)

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(_COMMANDS)

    def get_command(
        self,
        ctx: click.Context,  # noqa: ARG002 - click's signature
        cmd_name: str,
    ) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        module = import_module(f"pantau.cli.{_COMMANDS[cmd_name][0]}")
        command: click.Command = getattr(module, f"{cmd_name}_command")
        return command

    def format_commands(
        self,
        ctx: click.Context,  # noqa: ARG002 - click's signature
        formatter: click.HelpFormatter,
    ) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in _COMMANDS.items()])


@click.command(cls=_Late, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="pantau", prog_name="pantau")
def cli() -> None:
    """Pantau: watches the internet service that a regency buys.

    Exit codes: 0 fine, 1 a problem found, 2 wrong usage.
    """


_YOUNG_OBJECTS = 50_000
"""New objects before Python looks for cycles among them: 700, its own number, is passed some
hundred times by importing alone, and next to nothing is ever found."""


def main() -> None:
    """Run the command line. What nobody foresaw is one line, not a page of Python."""
    gc.set_threshold(_YOUNG_OBJECTS, *gc.get_threshold()[1:])
    try:
        cli.main(prog_name="pantau")
    except Exception as error:
        if os.environ.get("PANTAU_DEBUG"):
            raise
        name = type(error).__name__
        click.echo(
            f"pantau: unexpected {name}: {error}\n"
            "This is a fault of Pantau. Run the command again with PANTAU_DEBUG=1 in the "
            "environment and send what it prints to those who maintain it.",
            err=True,
        )
        sys.exit(1)
    finally:
        # The process ends with all its objects: none need be looked at once more.
        gc.freeze()


if __name__ == "__main__":
    main()
