"""What is wrong with an inventory, as a list on a page."""

from collections.abc import Sequence

from dashboard.markup import Html, element
from pantau.inventory.problem import Problem
from pantau.language import Translator


def problem_list(problems: Sequence[Problem], say: Translator) -> Html:
    """Every problem: where, and what to write instead."""
    return element(
        "ul",
        *(
            element(
                "li",
                element("code", f"{each.file}:{each.line}"),
                f" {each.told.said(say)}",
            )
            for each in problems
        ),
        class_="p-problems",
    )
