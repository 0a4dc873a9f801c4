"""Why a message was not taken is written in English and told in the reader's language."""

import os

import pytest

from alerts.receivers.why import Why, said_again
from pantau.inventory.secrets import Lack, Missing, reveal
from pantau.language import translator
from tests.language.heard import StrictTranslator, english_in

VALUES = {
    "seconds": "10",
    "status": 403,
    "said": "403",
    "why": os.strerror(111),
    "name": "ntfy",
    "error": "OSError",
}


@pytest.mark.parametrize("why", Why)
def test_each_reason_is_recognised_for_what_it_is(why: Why) -> None:
    written = why.of(**VALUES)
    said = said_again(written, translator("id"))
    assert english_in(said_again(written, StrictTranslator())) == []
    assert said != written
    assert said_again(written, translator("en")) == written


def test_what_stands_in_it_is_kept_and_the_system_s_words_are_said_too() -> None:
    say = translator("id")
    written = Why.REDIRECTED_SAYING.of(status=302, said="see (elsewhere)")
    assert said_again(written, say) == "jawaban 302: see (elsewhere) (pengalihan tidak diikuti)"
    refused = Why.NO_CONNECTION.of(why="Connection refused")
    assert said_again(refused, say) == "tidak ada sambungan: Sambungan ditolak"


def test_so_is_a_secret_that_cannot_be_had() -> None:
    missing = reveal("env:TOKEN", {})
    assert isinstance(missing, Missing)
    assert missing.reason == Lack.NOT_SET.format(name="TOKEN")
    said = said_again(missing.reason, translator("id"))
    assert said == "variabel lingkungan TOKEN tidak diisi"


def test_what_a_predecessor_wrote_stays_as_it_is() -> None:
    assert said_again("of old: broken", StrictTranslator()) == "of old: broken"
