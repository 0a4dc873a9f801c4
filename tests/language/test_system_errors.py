"""What the system says is said in Indonesian, and in English as the system says it."""

import errno
import os
import socket

import pytest

from pantau.language import Sentence, translator
from pantau.language.system_errors import _SAID, said_of
from tests.language.heard import StrictTranslator


@pytest.mark.parametrize("number", [each for each in _SAID if each > 0], ids=errno.errorcode.get)
def test_an_error_of_the_system_is_said_in_both_languages(number: int) -> None:
    why = said_of(OSError(number, "whatever the library wrote"))
    assert isinstance(why, Sentence)
    assert why.message == why.said(translator("en")) == os.strerror(number)
    assert why.said(StrictTranslator()) != why.message


def test_a_rare_error_stays_as_the_system_says_it() -> None:
    assert said_of(OSError(errno.EXFULL, os.strerror(errno.EXFULL))) == os.strerror(errno.EXFULL)
    assert said_of(OSError("no number")) == "no number"
    strange = socket.gaierror(socket.EAI_FAMILY, "ai_family not supported")
    assert said_of(strange) == "ai_family not supported"


def test_a_name_that_is_not_found_is_said_in_both_languages() -> None:
    for number in (each for each in _SAID if each < 0):
        why = said_of(socket.gaierror(number, ""))
        assert isinstance(why, Sentence)
        assert why.said(StrictTranslator()) != why.said(translator("en")) == why.message
