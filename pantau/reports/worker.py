"""The process in which one paper is made: ``python -m pantau.reports.worker``.

Takes one line of JSON on stdin (see job.py) and answers in lines on stdout. It gives way to all
others, and ends with whoever started it: when stdin closes.
"""

import hashlib
import os
import sys
import traceback
from dataclasses import replace
from threading import Thread

from pantau.actions.acting import Refused
from pantau.actions.in_force import in_force
from pantau.facts.papers import Attached
from pantau.inventory.model import Inventory
from pantau.language import to_say, translator
from pantau.reports.job import Answer, Failed, JobOrder, Made, answer_to_json, order_from_json
from pantau.reports.papers import MAKERS, Makers, make
from pantau.store import Store, StoreError

_GIVING_WAY = 10
_NO_INVENTORY = to_say("no inventory is in force yet; start it with: pantau run")
_FAULT = to_say("this is a fault of Pantau ({name}); the log of the page server says more")


def main(makers: Makers = MAKERS) -> None:
    """Make the paper that stdin orders."""
    order = order_from_json(sys.stdin.readline())
    Thread(target=_end_with_parent, name="parent", daemon=True).start()
    os.nice(_GIVING_WAY)
    _say(work(order, makers))


def work(order: JobOrder, makers: Makers = MAKERS) -> Made | Failed:
    """Make it here and now. Never raises: what went wrong is the answer."""
    say = translator(order.language)
    try:
        with Store.open(order.data) as store:
            inventory = in_force(store)
            if inventory is None:
                return Failed(say(_NO_INVENTORY))
            if not isinstance(inventory, Inventory):
                return Failed(str(inventory))
            beside = replace(inventory, file=str(order.inventory))
            handed = make(store, order.actor, beside, order.order, _say, makers)
        if isinstance(handed, Refused):
            return Failed(handed.said(say))
        content = handed.paper.content
        if order.into is not None:
            order.into.write_bytes(content)
    except (StoreError, OSError) as error:
        return Failed(str(error))
    except Exception as fault:  # noqa: BLE001 - whatever it is, somebody waits for an answer
        traceback.print_exc()
        return Failed(say(_FAULT, name=type(fault).__name__))
    digest = hashlib.sha256(content).hexdigest()
    file = Attached(handed.paper.name, digest, len(content))
    return Made(file, handed.standing.state, handed.standing.revision, handed.kept is not None)


def _say(answer: Answer) -> None:
    print(answer_to_json(answer), flush=True)  # noqa: T201 - the pipe to whoever waits


def _end_with_parent() -> None:
    """Nobody writes a second line: the end of stdin is the end of the parent."""
    sys.stdin.read()
    os._exit(1)


if __name__ == "__main__":
    main()
