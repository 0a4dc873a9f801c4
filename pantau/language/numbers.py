"""Numbers and money as text. Nothing here rounds a figure upwards that money hangs on."""

from decimal import Decimal

from pantau.language.languages import DEFAULT_LANGUAGE, Language

_GROUP = {"id": ".", "en": ","}
_POINT = {"id": ",", "en": "."}


def number(value: int, language: Language = DEFAULT_LANGUAGE) -> str:
    """A whole number: ``1.234`` in Indonesian, ``1,234`` in English."""
    return f"{value:,}".replace(",", _GROUP[language])


def decimal(value: Decimal, language: Language = DEFAULT_LANGUAGE) -> str:
    """A decimal with exactly the places that it carries: ``1.234,50`` for Decimal("1234.50").

    Raises ValueError for what is not a finite number.
    """
    if not value.is_finite():
        raise ValueError(f"{value} is not a number to show")
    whole, _, places = f"{value:,f}".partition(".")
    grouped = whole.replace(",", _GROUP[language])
    return f"{grouped}{_POINT[language]}{places}" if places else grouped


def percent(value: Decimal, language: Language = DEFAULT_LANGUAGE) -> str:
    """A percentage that was floored already (pantau.sla.floor_percent): ``99,53 %``.

    The places are those of ``value``: nothing is rounded here, so nothing can look better.
    """
    return f"{decimal(value, language)} %"


def rupiah(value: int, language: Language = DEFAULT_LANGUAGE) -> str:
    """Whole rupiah, no space after Rp (EYD): ``Rp1.234.567``, ``-Rp500``."""
    sign = "-" if value < 0 else ""
    return f"{sign}Rp{number(abs(value), language)}"


def milliseconds(microseconds: int, language: Language = DEFAULT_LANGUAGE) -> str:
    """A round trip of ``microseconds``, in about three digits: ``0,12 ms``, ``612 ms``.

    Rounded half up: a picture for people, no figure of the contract.
    """
    if microseconds < 10_000:
        value = Decimal((microseconds + 5) // 10) / 100
        places = "0.01"
    elif microseconds < 100_000:
        value = Decimal((microseconds + 50) // 100) / 10
        places = "0.1"
    else:
        value = Decimal((microseconds + 500) // 1000)
        places = "1"
    return f"{decimal(value.quantize(Decimal(places)), language)} ms"
