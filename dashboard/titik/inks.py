"""Colours of the picture that let through what lies below."""


def faded(ink: str, opacity: float) -> str:
    """``#rrggbb`` as a colour that lets through what lies below; ``opacity``: 0 to 1."""
    red, green, blue = (int(ink[at : at + 2], 16) for at in (1, 3, 5))
    return f"rgba({red},{green},{blue},{opacity})"
