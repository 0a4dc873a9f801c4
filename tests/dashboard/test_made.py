"""What is made of the same is made once."""

from dashboard.made import Made


def test_it_is_made_anew_only_where_a_part_differs() -> None:
    made: Made[str] = Made(most=2)
    asked: list[int] = []

    def of(key: str, part: int) -> str:
        def make() -> str:
            asked.append(part)
            return f"{key}{part}"

        return made.of(key, (part, "same"), make)

    assert [of("a", 1), of("a", 1), of("a", 2), of("a", 1)] == ["a1", "a1", "a2", "a1"]
    assert asked == [1, 2, 1]


def test_it_keeps_no_more_than_it_may() -> None:
    made: Made[int] = Made(most=2)
    for number in range(9):
        assert made.of(number, (number,), lambda number=number: number) == number  # type: ignore[misc]
        assert len(made._last) <= 2
