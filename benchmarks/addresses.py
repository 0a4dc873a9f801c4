"""The addresses of as many sites as wanted: 127.64.0.0/10, or the lab's 10.64.0.0/12."""


def address(number: int, net: str) -> str:
    """Of site ``number``; ``net`` is the first part, 127 or 10."""
    return f"{net}.{64 + number // 62_500}.{number // 250 % 250}.{number % 250 + 1}"
