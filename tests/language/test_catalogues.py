"""Every word of the interface stands in both catalogues, and none too many."""

import ast
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from pantau.facts import accounts, kinds, meetings, papers, region, telling, words
from pantau.language import LANGUAGES, Language, choose_language, label, translator
from pantau.language.catalogue import catalogue_file
from pantau.language.labels import LABELS

ROOT = Path(__file__).parents[2]

Message = str | tuple[str, str]


def said_in(source: str) -> Iterator[Message]:
    """The texts given to say(…), to_say(…) and ….plural(…), those inside of f-strings too."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else ""
        name = node.func.attr if isinstance(node.func, ast.Attribute) else name
        texts = [each.value for each in node.args if isinstance(each, ast.Constant)]
        if name in {"say", "to_say"} and texts:
            yield str(texts[0])
        elif name == "plural":
            yield str(texts[0]), str(texts[1])


def used() -> set[Message]:
    return {
        message
        for room in ("pantau", "dashboard", "alerts", "collector")
        for file in sorted((ROOT / room).rglob("*.py"))
        for message in said_in(file.read_text())
    }


def catalogue(language: Language) -> Catalog:
    with catalogue_file(language).open("rb") as source:
        return read_po(source, locale=language, abort_invalid=True)


def placeholders(text: str) -> set[str]:
    try:
        return {name for _, name, _, _ in Formatter().parse(text) if name is not None}
    except ValueError:
        return {"braces that are no places"}  # said as it stands, without values


def as_tuple(text: str | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_holds_every_text_that_is_said_and_no_other(language: Language) -> None:
    held = {
        message.id if isinstance(message.id, str) else tuple(message.id)
        for message in catalogue(language)
        if message.id
    }
    assert used() - held == set()
    assert held - used() == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_is_never_empty_or_fuzzy_and_keeps_its_placeholders(
    language: Language,
) -> None:
    for message in catalogue(language):
        if not message.id:
            continue
        originals = as_tuple(message.id)
        assert not message.fuzzy
        for said in as_tuple(message.string):
            assert said, originals
            assert placeholders(said) == placeholders(originals[-1]), originals


def twice_in(source: str) -> list[str]:
    """The msgids that stand more than once: babel keeps the last one and says nothing."""
    texts = re.findall(r'(?m)^msgid (.*(?:\n".*")*)$', source)
    return [text for text, times in Counter(texts).items() if times > 1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_stands_twice_in_a_catalogue(language: Language) -> None:
    assert twice_in(catalogue_file(language).read_text("utf-8")) == []


def test_a_text_that_stands_twice_is_found() -> None:
    once, other = 'msgid "a"\nmsgstr "b"\n', 'msgid ""\n"a"\n"b"\nmsgstr "c"\n'
    assert twice_in(once + other) == []
    assert twice_in(once + other + once) == ['"a"']
    assert twice_in(other + other) == ['""\n"a"\n"b"']


def test_texts_in_f_strings_and_of_plurals_are_found() -> None:
    source = """f"{say('a')}"; to_say("b"); say.plural("c", "d", 2); other("e"); say(f)"""
    assert set(said_in(source)) == {"a", "b", ("c", "d")}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_of_the_vocabularies_has_a_label(language: Language) -> None:
    vocabularies = {
        each
        for room in (accounts, kinds, meetings, papers, region, telling, words)
        for each in vars(room).values()
        if isinstance(each, type) and issubclass(each, words.StrEnum) and each is not words.StrEnum
    }
    assert set(LABELS) == vocabularies
    for vocabulary in vocabularies:
        said = [label(word, language) for word in vocabulary]
        assert all(said)
        assert len(set(said)) == len(said)


def test_states_are_called_as_people_here_call_them() -> None:
    assert label(words.State.DOWN) == "Gangguan"
    assert label(words.State.DOWN, "en") == "Down"
    assert label(words.Cause.UNKNOWN) == label(words.State.UNKNOWN) == "Tidak diketahui"


def test_a_text_that_is_in_no_catalogue_is_said_as_it_stands() -> None:
    unheard = "Never heard"
    assert translator("id")(unheard) == unheard
    assert translator("id").gettext(unheard) == unheard


def test_plurals_follow_the_language() -> None:
    hours = ("{n} hour", "{n} hours")
    assert [translator("en").plural(*hours, n) for n in (1, 2)] == ["1 hour", "2 hours"]
    assert [translator("id").plural(*hours, n) for n in (1, 2)] == ["1 jam", "2 jam"]
    assert translator("id").plural(*hours, 1234) == "1.234 jam"
    assert translator("en").plural(*hours, 1234) == "1,234 hours"
    assert translator("en").ngettext(*hours, 2) == "{n} hours"


def test_braces_in_a_value_are_text() -> None:
    assert translator("id")("{duration} ago", duration="{n}") == "{n} yang lalu"


@pytest.mark.parametrize(
    ("wish", "language"),
    [
        ("en", "en"),
        ("EN-GB", "en"),
        ("id_ID", "id"),
        ("fr", "id"),
        ("", "id"),
        (None, "id"),
        ("<script>", "id"),
    ],
)
def test_a_language_that_we_do_not_speak_becomes_indonesian(
    wish: str | None, language: Language
) -> None:
    assert choose_language(wish) == language


def test_importing_the_room_does_not_import_babel() -> None:
    code = "import sys, pantau.language as l; l.rupiah(1); print('babel' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
