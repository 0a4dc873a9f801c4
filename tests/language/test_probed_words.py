"""What a probe found, in words."""

from zoneinfo import ZoneInfo

from pantau.facts.instant import parse_iso
from pantau.language.probed import found_words

WITA = ZoneInfo("Asia/Makassar")


def test_the_most_telling_comes_first_and_times_last() -> None:
    details = {
        "connect_us": 2_300,
        "resolve_us": 900,
        "status": 502,
        "redirects": 1,
        "certificate_problem": "expired",
        "certificate_ends_at": parse_iso("2026-11-24T23:00", WITA),
    }
    assert found_words(details, WITA) == [
        "status 502",
        "pengalihan: 1",
        "sertifikat telah kedaluwarsa",
        "sertifikat berlaku sampai 24 Nov 2026",
        "pencarian nama 0,90 ms",
        "sambungan 2,30 ms",
    ]


def test_a_name_server_says_its_code_and_first_answer() -> None:
    details = {"rcode": "NOERROR", "answers": 2, "answer": "127.64.0.7"}
    assert found_words(details, WITA, "en") == ["code NOERROR", "answers: 2", "127.64.0.7"]


def test_what_has_no_words_is_passed_over() -> None:
    assert found_words({"other": 1, "certificate_problem": "new", "tls_us": "x"}, WITA) == []
