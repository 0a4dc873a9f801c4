import hashlib
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pantau.actions import (
    GapRows,
    Observed,
    OutageRows,
    read_gaps_csv,
    read_observed,
    read_outages_csv,
)
from pantau.facts.journal import ImportedGap, ImportedOutage
from pantau.facts.measured import Interval
from tests.sla.build import at, interval, inventory, site, term

NOW = at("2026-11-02")
OFFICES = inventory(
    site("opd-dkisp"),
    site("desa-samurangau"),
    site("desa-old", term(end=date(2026, 9, 30))),
    site("desa-new", term(start=date(2026, 11, 1), end=None)),
)
OCTOBER = Observed(interval("2026-10-01", "2026-11-01"), ("opd-dkisp", "desa-samurangau"))


def outages(text: str) -> OutageRows | list[str]:
    read = read_outages_csv(text.encode(), "telkom.csv", OFFICES, OCTOBER)
    return [str(problem) for problem in read] if isinstance(read, list) else read


def gaps(text: str) -> GapRows | list[str]:
    read = read_gaps_csv(text.encode(), "gaps.csv", OFFICES, NOW)
    return [str(problem) for problem in read] if isinstance(read, list) else read


def test_a_list_of_outages_becomes_facts_in_the_inventorys_zone() -> None:
    text = (
        "site,started_at,ended_at,cause,ticket\n"
        "opd-dkisp,2026-10-05T08:00,2026-10-05T09:30,line,INC12345678\n"
        "desa-samurangau,2026-10-06T00:00:00Z,2026-10-06T01:00:00.5+00:00,,\n"
    )
    assert outages(text) == OutageRows(
        file="telkom.csv",
        digest=hashlib.sha256(text.encode()).hexdigest(),
        observed=OCTOBER,
        outages=(
            ImportedOutage(
                "opd-dkisp",
                at("2026-10-05T08:00+08:00"),
                at("2026-10-05T09:30+08:00"),
                "line",
                "INC12345678",
            ),
            ImportedOutage(
                "desa-samurangau", at("2026-10-06T08:00"), at("2026-10-06T09:00:00.500")
            ),
        ),
    )


@pytest.mark.parametrize(
    "text",
    [
        "\ufeffsite,started_at,ended_at\nopd-dkisp,2026-10-05T08:00,2026-10-05T09:00\n",
        "site;started_at;ended_at\r\nopd-dkisp;2026-10-05T08:00;2026-10-05T09:00\r\n",
        "Ended_At, SITE ,started_at\n2026-10-05T09:00, opd-dkisp ,2026-10-05T08:00",
        '\n\n"site","started_at","ended_at"\n'
        '\n"opd-dkisp","2026-10-05T08:00",2026-10-05 09:00\n,,\n',
        "site,started_at,ended_at,ticket\nopd-dkisp,2026-10-05T08:00,2026-10-05T09:00\n",
    ],
    ids=["byte order mark", "semicolons", "other order", "quotes and blank lines", "short row"],
)
def test_the_same_row_in_every_usual_form_of_csv(text: str) -> None:
    read = outages(text)
    assert isinstance(read, OutageRows)
    assert read.outages == (
        ImportedOutage("opd-dkisp", at("2026-10-05T08:00"), at("2026-10-05T09:00")),
    )


def test_a_header_alone_says_that_the_source_saw_no_outage() -> None:
    read = outages("site,started_at,ended_at\n")
    assert isinstance(read, OutageRows)
    assert read.outages == ()


def test_rows_of_one_site_may_overlap_and_touch_both_ends_of_the_span() -> None:
    read = outages(
        "site,started_at,ended_at\n"
        "opd-dkisp,2026-10-01,2026-10-20\n"
        "opd-dkisp,2026-10-10,2026-11-01\n"
    )
    assert isinstance(read, OutageRows)
    assert len(read.outages) == 2


def test_a_formula_is_kept_as_text() -> None:
    read = outages(
        "site,started_at,ended_at,ticket\n"
        'opd-dkisp,2026-10-05T08:00,2026-10-05T09:00,"=HYPERLINK(""http://x"",""y"")"\n'
    )
    assert isinstance(read, OutageRows)
    assert read.outages[0].ticket == '=HYPERLINK("http://x","y")'


def test_every_bad_row_is_reported_with_its_line_its_value_and_a_remedy() -> None:
    assert outages(
        "site,started_at,ended_at,cause\n"
        "opd-dksp,2026-10-05T08:00,2026-10-05T09:00,\n"
        "opd-dkisp,2026-10-05T09:00,2026-10-05T08:00,\n"
        "opd-dkisp,5/10/2026,,\n"
        "\n"
        "opd-dkisp,2026-10-05T08:00,2026-10-05T09:00,powr\n"
        "opd-dkisp,2026-09-30T23:59,2026-10-05T09:00,\n"
        "desa-old,2026-10-05T08:00,2026-10-05T09:00,\n"
        ",2026-10-05T08:00,2026-10-05T09:00,\n"
        "*,2026-10-05T08:00,2026-10-05T08:00,Line\n"
        "opd-dkisp,0001-01-01,2026-10-05T09:00,\n"
        'opd-dkisp,2026-10-05T08:00,2026-10-05T09:00,"two\nlines"\n'
        "opd-dkisp,2026-10-05T08:00,2026-10-05T09:00,line,more\n"
    ) == [
        "telkom.csv:2: site 'opd-dksp' is not in the inventory, did you mean 'opd-dkisp'?",
        "telkom.csv:3: ended_at '2026-10-05T08:00' is not after started_at '2026-10-05T09:00'",
        "telkom.csv:4: started_at: '5/10/2026' is not a time; write 2026-10-31, 2026-10-31T08:15 "
        "or 2026-10-31T08:15:00+08:00",
        "telkom.csv:4: ended_at is empty; write a time like 2026-10-31T08:15",
        "telkom.csv:6: cause 'powr' is not known, did you mean 'power'?; write line, upstream, "
        "power, equipment, planned, disaster, unknown",
        "telkom.csv:7: '2026-09-30T23:59' to '2026-10-05T09:00' is not inside the observed span "
        "2026-10-01T00:00:00+08:00 to 2026-11-01T00:00:00+08:00; widen it or cut it",
        "telkom.csv:8: site 'desa-old' is not among the observed sites; name it among them "
        "(`--sites`), or give it a contract term in the observed span",
        "telkom.csv:9: site is empty; write the site's id",
        "telkom.csv:10: site '*' is not in the inventory; write the site's id",
        "telkom.csv:10: ended_at '2026-10-05T08:00' is not after started_at '2026-10-05T08:00'",
        "telkom.csv:11: started_at '0001-01-01' lies before 1970; write the year in four digits",
        "telkom.csv:12: cause 'two\\nlines' holds the control character U+000A; take it out",
        "telkom.csv:14: 5 fields where the header has 4; put a field that holds the separator in "
        "quotes",
    ]


@pytest.mark.parametrize(
    ("data", "problems"),
    [
        (b"", ["t.csv:1: the file is empty; begin it with site,started_at,ended_at"]),
        (b"\n ,\n", ["t.csv:1: the file is empty; begin it with site,started_at,ended_at"]),
        (
            b"site,started_at,ended_at\nopd-dkisp,\xff,\n",
            ["t.csv:2: byte 0xff is not UTF-8; save the file as CSV in UTF-8"],
        ),
        (
            b"site,start,ended_at,ended_at\n",
            [
                "t.csv:1: column 'start' is not known, did you mean 'started_at'?; columns are "
                "site, started_at, ended_at, cause, ticket",
                "t.csv:1: column 'started_at' is missing",
                "t.csv:1: column 'ended_at' stands twice; keep one",
            ],
        ),
        (
            b'site,started_at,ended_at\nnowhere,2026-10-05,2026-10-06\n"opd-dkisp"x,2026\n',
            [
                "t.csv:2: site 'nowhere' is not in the inventory; write the site's id",
                "t.csv:3: not CSV (',' expected after '\"'); close each quoted field with one "
                "quote and double a quote inside it",
            ],
        ),
        (
            b"site,started_at,ended_at,ticket\nopd-dkisp,2026-10-05,2026-10-06,"
            + b"x" * 501
            + b"\n",
            ["t.csv:2: ticket has 501 characters; write at most 500"],
        ),
        (
            b"x" * 20_000_001,
            ["t.csv:1: larger than 20000000 bytes; split the file"],
        ),
    ],
    ids=["empty", "blank", "not utf-8", "header", "not csv", "long", "large"],
)
def test_a_file_of_the_wrong_form_is_refused_in_a_sentence(
    data: bytes, problems: list[str]
) -> None:
    read = read_outages_csv(data, "t.csv", OFFICES, OCTOBER)
    assert isinstance(read, list)
    assert [str(problem) for problem in read] == problems


@pytest.mark.parametrize("sign", ["\x00", "\x07", "\x1b", "\x85", "\u202e", "\u2028"])
def test_a_control_character_is_refused(sign: str) -> None:
    (problem,) = outages(
        f"site,started_at,ended_at,ticket\nopd-dkisp,2026-10-05,2026-10-06,IN{sign}C\n"
    )
    assert f"holds the control character U+{ord(sign):04X}; take it out" in problem
    assert sign not in problem


def test_a_file_full_of_nonsense_is_refused_without_a_guess_for_each_line() -> None:
    rows = "\n".join(f"opd-dkisp-{number},2026-10-05,2026-10-06" for number in range(300))
    read = outages(f"site,started_at,ended_at\n{rows}\n")
    assert isinstance(read, list)
    assert len(read) == 300
    assert read[0].endswith("did you mean 'opd-dkisp'?")
    assert read[-1].endswith("write the site's id")


def test_a_list_of_gaps_may_speak_of_all_sites() -> None:
    read = gaps(
        "site,started_at,ended_at,reason\n"
        "*,2026-10-05T08:00,2026-10-05T09:00,server moved\n"
        "opd-dkisp,2026-10-06T08:00,2026-10-06T09:00,\n"
    )
    assert isinstance(read, GapRows)
    assert read.gaps == (
        ImportedGap("*", at("2026-10-05T08:00"), at("2026-10-05T09:00"), "server moved"),
        ImportedGap("opd-dkisp", at("2026-10-06T08:00"), at("2026-10-06T09:00")),
    )


def test_a_gap_that_has_not_ended_and_a_list_without_gaps_are_refused() -> None:
    assert gaps(
        "site,started_at,ended_at\n*,2026-11-01,2026-11-03\nopd,2026-11-01,2026-11-02\nx,,\n"
    ) == [
        "gaps.csv:2: ended_at: '2026-11-03' lies in the future; write a time that is past",
        "gaps.csv:3: site 'opd' is not in the inventory; write the site's id",
        "gaps.csv:4: site 'x' is not in the inventory; write the site's id",
        "gaps.csv:4: started_at is empty; write a time like 2026-10-31T08:15",
        "gaps.csv:4: ended_at is empty; write a time like 2026-10-31T08:15",
    ]
    assert gaps("site,started_at,ended_at\n") == [
        "gaps.csv:1: the file holds no gap; write one a line"
    ]


def test_the_observed_sites_are_those_with_a_term_in_the_span() -> None:
    assert read_observed(OFFICES, "2026-10-01", "2026-11-01", NOW) == OCTOBER
    wider = read_observed(OFFICES, "2026-09-30T23:59", "2026-11-01T00:01", NOW)
    assert isinstance(wider, Observed)
    assert wider.sites == ("opd-dkisp", "desa-samurangau", "desa-old", "desa-new")


def test_the_observed_sites_may_be_named() -> None:
    named = read_observed(OFFICES, "2026-10-01", "2026-10-02", NOW, "desa-old, opd-dkisp,desa-old")
    assert named == Observed(interval("2026-10-01", "2026-10-02"), ("desa-old", "opd-dkisp"))


@pytest.mark.parametrize(
    ("begin", "end", "sites", "faults"),
    [
        (
            "yesterday",
            "2026",
            None,
            [
                "observed from: 'yesterday' is not a time; write 2026-10-31, 2026-10-31T08:15 "
                "or 2026-10-31T08:15:00+08:00",
                "observed to: '2026' is not a time; write 2026-10-31, 2026-10-31T08:15 "
                "or 2026-10-31T08:15:00+08:00",
            ],
        ),
        (
            "2026-10-02",
            "2026-10-02",
            None,
            ["observed to: '2026-10-02' is not after '2026-10-02'; write the later time"],
        ),
        (
            "2026-10-01",
            "2026-11-03",
            None,
            ["observed to: '2026-11-03' lies in the future; write a time that is past"],
        ),
        (
            "0001-01-01",
            "2026-10-01",
            None,
            ["observed from: '0001-01-01' lies before 1970; write a later time"],
        ),
        (
            "2026-10-01",
            "2026-10-02",
            "opd-dkips,desa-old",
            ["observed sites: site 'opd-dkips' is not in the inventory, did you mean 'opd-dkisp'?"],
        ),
        (
            "2026-10-01",
            "2026-10-02",
            " , ",
            ["observed sites: names no site; write ids, or leave it out"],
        ),
    ],
)
def test_a_span_without_sense_is_refused(
    begin: str, end: str, sites: str | None, faults: list[str]
) -> None:
    found = read_observed(OFFICES, begin, end, NOW, sites)
    assert isinstance(found, list)
    assert [each.message for each in found] == faults


@given(st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
def test_no_bytes_produce_a_traceback(data: bytes) -> None:
    for start in (b"", b"site,started_at,ended_at,cause\n", b"site;started_at;ended_at\n"):
        for read in (
            read_outages_csv(start + data, "x.csv", OFFICES, OCTOBER),
            read_gaps_csv(start + data, "x.csv", OFFICES, NOW),
        ):
            assert isinstance(read, OutageRows | GapRows) or all(map(str, read))


lines = st.tuples(
    st.sampled_from(["opd-dkisp", "desa-samurangau", "*", "", "kantor"]),
    st.sampled_from(["2026-10-05T08:00", "2026-10-06", "2026-12-01", "besok", ""]),
    st.sampled_from(["2026-10-05T09:00", "2026-10-07", "2026-12-02", "0001-01-01", ""]),
)


@given(st.lists(lines, max_size=5))
def test_nothing_is_half_imported(rows: list[tuple[str, str, str]]) -> None:
    """Either every row became a fact, or there are problems and no facts."""
    read = outages("\n".join(["site,started_at,ended_at", *(",".join(row) for row in rows)]))
    held = [row for row in rows if any(row)]
    if isinstance(read, OutageRows):
        assert len(read.outages) == len(held)
        span = OCTOBER.span
        for row in read.outages:
            assert span.begin <= row.started_at < row.ended_at <= span.end
    else:
        assert read


def test_the_observed_span_is_half_open() -> None:
    last = read_observed(OFFICES, "2026-10-31", "2026-11-01", NOW)
    assert isinstance(last, Observed)
    assert last.span == Interval(at("2026-10-31"), at("2026-11-01"))
    assert "desa-new" not in last.sites
