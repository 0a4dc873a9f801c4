"""Amounts of data in words."""

import pytest

from pantau.language.sizes import size


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (0, "0 B"),
        (999, "999 B"),
        (1_000, "1 kB"),
        (1_999, "1,9 kB"),
        (999_999, "999,9 kB"),
        (1_000_000, "1 MB"),
        (2_500_000_000, "2,5 GB"),
        (12_345_000_000_000_000, "12.345 TB"),
    ],
)
def test_it_is_cut_never_rounded(count: int, said: str) -> None:
    assert size(count) == said


def test_there_is_no_negative_amount() -> None:
    with pytest.raises(ValueError, match="-1 bytes is no amount"):
        size(-1)
