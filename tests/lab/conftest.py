"""A lab for a test, where the machine grants one."""

import os

import pytest

from pantau.lab.namespace import refusal


@pytest.fixture(scope="session")
def granted() -> None:
    """PANTAU_REQUIRE_LAB makes a failure of what is skipped elsewhere."""
    why = refusal()
    if why is not None:
        (pytest.fail if "PANTAU_REQUIRE_LAB" in os.environ else pytest.skip)(why)
