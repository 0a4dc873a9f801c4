"""A sentence is written down once and said in either language."""

from dataclasses import FrozenInstanceError

import pytest

from pantau.actions.acting import MAY, Act, Actor, Refused, may
from pantau.actions.spans import is_no_month, read_instant
from pantau.actions.table import RowProblem
from pantau.facts.instant import parse_iso
from pantau.facts.words import Role, Standing
from pantau.language import Sentence, translator
from pantau.sla.month import month_days
from tests.sla.build import WITA

ENGLISH, INDONESIAN = translator("en"), translator("id")


def test_words_of_ours_are_said_by_their_labels_and_written_as_programs_write_them() -> None:
    refused = Refused(
        "{id} says the same already ({standing})", id="X7", standing=Standing.PROPOSED
    )
    assert refused.message == "X7 says the same already (proposed)"
    assert refused.said(ENGLISH) == "X7 says the same already (Proposed)"
    assert refused.said(INDONESIAN) == "X7 sudah menyatakan hal yang sama (Diusulkan)"


def test_sentences_stand_inside_of_sentences_and_words_between_commas() -> None:
    near = Sentence("; write one of {choices}", choices=("a", "b"))
    whole = Sentence("contract '{contract}' is not in the inventory{near}", contract="c", near=near)
    assert whole.message == "contract 'c' is not in the inventory; write one of a, b"
    said = "kontrak 'c' tidak ada dalam inventaris; tulis salah satu dari a, b"
    assert whole.said(INDONESIAN) == said


def test_sentences_in_a_row_stand_on_a_line_each() -> None:
    lines = tuple(Sentence("void {id} is not decided", id=each) for each in ("V1", "V2"))
    whole = Sentence("{row}: {figures}", row="a", figures=lines)
    assert whole.message == "a:   void V1 is not decided\n  void V2 is not decided"
    assert whole.said(INDONESIAN).count("belum diputuskan") == 2


def test_braces_in_a_value_and_in_a_text_without_values_are_text() -> None:
    assert (
        Sentence("no site lies in a kecamatan '{name}'{near}", name="{x}", near="").said(INDONESIAN)
        == "tidak ada titik di kecamatan '{x}'"
    )
    assert Sentence("{x}").message == Sentence("{x}").said(INDONESIAN) == "{x}"


def test_a_refusal_is_a_value() -> None:
    one, same = (Refused("a", import_id="I1", b=(Role.ADMIN,)) for _ in range(2))
    assert one == same
    assert len({one, same, Refused("a", b=(Role.ADMIN,))}) == 2
    with pytest.raises(FrozenInstanceError):
        one.text = "b"  # type: ignore[misc]
    assert Refused.because(Sentence("a", text="b")).values == (("text", "b"),)


def test_a_row_problem_is_said_with_its_place() -> None:
    problem = RowProblem("t.csv", 3, Sentence("column '{name}' is missing", name="site"))
    assert str(problem) == problem.said(ENGLISH) == "t.csv:3: column 'site' is missing"
    assert problem.said(INDONESIAN) == "t.csv:3: kolom 'site' tidak ada"


@pytest.mark.parametrize("act", Act)
def test_every_act_that_a_role_may_not_do_is_named(act: Act) -> None:
    refused = may(Actor("Tamu", "web:1", Role.VIEWER, 0), act)
    assert refused is not None
    who = [role.value for role, acts in MAY.items() if act in acts]
    assert refused.message.endswith(f"ask one of: {', '.join(who)}")
    assert refused.said(INDONESIAN).startswith("peran 'Pengamat' tidak boleh melakukan ini (")


def test_a_month_and_a_time_that_make_no_sense_are_told_as_their_readers_tell_them() -> None:
    with pytest.raises(ValueError, match="is not a month") as month:
        month_days("2026-13")
    assert is_no_month("2026-13").message == str(month.value)
    with pytest.raises(ValueError, match="is not a time") as time:
        parse_iso("soon", WITA)
    found = read_instant("to", "soon", WITA)
    assert isinstance(found, Sentence)
    assert found.message == f"to: {time.value}"
