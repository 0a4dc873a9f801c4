"""What is wrong with an inventory, as a list on a page."""

from collections.abc import Sequence

from dashboard.markup import Html, element
from pantau.inventory.problem import Problem


def problem_list(problems: Sequence[Problem]) -> Html:
    """Every problem: where, and what to write instead."""
    return element(
        "ul",
        *(
            element(
                "li",
                element("code", f"{each.file}:{each.line}"),
                f" {each.where}: {each.message}" if each.where else f" {each.message}",
            )
            for each in problems
        ),
        class_="p-problems",
    )
