"""How much each factor weighs: in the address, so that a link shows the same list."""

from fractions import Fraction

import streamlit as st

from dashboard.scene import Scene
from pantau.actions.plan.media import weights_of
from pantau.planning.migration import Factor, Weights
from pantau.planning.migration_words import FACTOR_WORDS

_MOST = 100.0
_ACROSS = 4


def weight_fields(here: Scene) -> Weights:
    """A field for each factor; what is left alone weighs what the inventory says."""
    usual = weights_of(here.inventory)
    found: dict[Factor, Fraction] = {}
    factors = tuple(Factor)
    for begin in range(0, len(factors), _ACROSS):
        fields = st.columns(_ACROSS, vertical_alignment="bottom")
        for field, factor in zip(fields, factors[begin : begin + _ACROSS], strict=False):
            typed = field.number_input(
                here.say(FACTOR_WORDS[factor]),
                min_value=0.0,
                max_value=_MOST,
                value=float(usual[factor]),
                step=0.5,
                format="%g",
                key=f"bobot_{factor.value}",
                bind="query-params",
            )
            found[factor] = Fraction(f"{typed:.3f}")
    return found
