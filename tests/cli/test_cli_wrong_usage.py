"""Whatever was mistyped is told in the language that was asked for, click's own words too."""

import click
import pytest

from pantau.cli.main import cli
from pantau.cli.wrong_usage import _SENTENCES, Ended, in_the_language_of, said_again
from pantau.language import translator
from tests.cli.story import Desk
from tests.language.heard import StrictTranslator, english_in

WRONG: dict[tuple[str, ...], str] = {
    ("chek",): "Perintah 'chek' tidak ada.",
    ("exclude", "apply"): "Perintah 'apply' tidak ada.",
    ("sla", "--nonsense"): "Opsi '--nonsense' tidak ada.",
    ("report", "--mnth", "2026-10"): "Opsi '--mnth' tidak ada. Apakah maksudnya '--month'?",
    ("sla",): "Opsi '--month' belum ditulis.",
    ("restore",): "Argumen 'FILE' belum ditulis.",
    ("sla", "--json=1"): "Opsi '--json' tidak menerima nilai.",
    ("sla", "--month"): "Opsi '--month' memerlukan nilai.",
    ("verify", "a", "b"): "Ada argumen yang berlebih (b)",
    ("verify", "a", "b", "c"): "Ada beberapa argumen yang berlebih (b c)",
    (
        "verify",
        "--lang",
        "fr",
    ): "Nilai '--lang' tidak dapat dipakai: 'fr' tidak termasuk 'id', 'en'.",
    ("report", "--revision", "x"): (
        "Nilai '--revision' tidak dapat dipakai: 'x' bukan bilangan bulat."
    ),
    ("report", "--revision", "0"): (
        "Nilai '--revision' tidak dapat dipakai: 0 berada di luar rentang x>=1."
    ),
    ("report", "--month", "2025-13"): "Nilai --month tidak dapat dipakai: '2025-13' tidak sah",
    ("explain",): "tulis SITE --at T, atau --outage ID",
}


def at(desk: Desk, **environment: str) -> Desk:
    env = {"PANTAU_DATA": str(desk.data), **environment}
    return Desk(desk.folder, desk.data, desk.inventory, env=env)


@pytest.mark.parametrize("words", WRONG, ids=" ".join)
def test_a_wrong_usage_is_told_in_indonesian(march: Desk, words: tuple[str, ...]) -> None:
    done = at(march).type(*words)
    assert (done.exit_code, done.stdout) == (2, "")
    assert f"Kesalahan: {WRONG[words]}" in done.stderr
    assert english_in(done.stderr) == []
    for word in ("Usage", "Try", "Error", "OPTIONS", "COMMAND"):
        assert word not in done.stderr


@pytest.mark.parametrize("words", WRONG, ids=" ".join)
def test_in_english_click_speaks_for_itself(march: Desk, words: tuple[str, ...]) -> None:
    if "--lang" in words:
        return
    done = at(march, PANTAU_LANG="en").type(*words)
    assert (done.exit_code, done.stdout) == (2, "")
    assert "\nError: " in f"\n{done.stderr}"
    assert "Kesalahan" not in done.stderr


def test_the_usage_and_the_way_to_help_are_told(desk: Desk) -> None:
    assert desk.type("exclude", "foo").stderr.splitlines()[:3] == [
        "Pemakaian: pantau exclude [OPSI] PERINTAH [ARGUMEN]...",
        "Tulis 'pantau exclude --help' untuk bantuan.",
        "",
    ]
    assert desk.type("verify", "--x").stderr.startswith("Pemakaian: pantau verify [OPSI] [PACK]\n")


@pytest.mark.parametrize("asking", [("--lang", "en"), ("--lang=en",)])
def test_the_language_is_heard_wherever_it_stands(desk: Desk, asking: tuple[str, ...]) -> None:
    for words in (("verify", "--x", *asking), ("verify", *asking, "--x")):
        assert "Error: No such option '--x'." in desk.type(*words).stderr
    desk.env["PANTAU_LANG"] = "en"
    assert "Kesalahan: " in desk.type("verify", "--x", "--lang", "id").stderr
    # What stands behind -- is no option.
    assert "Error: " in desk.type("verify", "--x", "--", "--lang", "id").stderr


def test_what_can_be_chosen_is_told(desk: Desk) -> None:
    told = desk.type("classify", "O1", "--cause", "line", "--by", "Budi").stderr
    assert "Opsi '--liability' belum ditulis. Pilih salah satu:\n\tprovider,\n" in told


def test_a_file_that_is_not_there_is_told(desk: Desk) -> None:
    words = ("exclude", "propose", "--evidence", str(desk.folder / "none.pdf"))
    assert "none.pdf' tidak ada." in desk.type(*words).stderr
    assert "ternyata sebuah direktori." in desk.type(*words[:-1], str(desk.folder)).stderr


def test_a_sentence_of_click_is_recognised_as_itself() -> None:
    english, indonesian = translator("en"), StrictTranslator()
    for text in _SENTENCES:
        values = {
            "fault": "Missing command.",
            "choices": " Choose from:\n\tprovider",
            "kind": "File",
        }
        names = [name for name in ("name", "names", "value", "range") if f"{{{name}}}" in text]
        line = text.format(**values, **dict.fromkeys(names, "'a b'"))
        assert said_again(line, english) == line
        assert english_in(said_again(line, indonesian)) == []
        assert said_again(line, indonesian) != line


def test_what_nobody_knows_stays_as_click_says_it() -> None:
    assert said_again("Never heard of.", StrictTranslator()) == "Never heard of."


@pytest.mark.parametrize("broken_off", [KeyboardInterrupt, EOFError, click.Abort])
def test_a_command_that_is_broken_off_says_so(broken_off: type[BaseException]) -> None:
    with pytest.raises(Ended) as told, in_the_language_of(click.Context(cli)):
        raise broken_off
    assert told.value.message == "Dihentikan; tidak ada lagi yang dikerjakan."
    assert told.value.exit_code == 1
