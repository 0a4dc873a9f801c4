"""What people say on the command line: ids alone on stdout, and figures that follow at once."""

import re
from pathlib import Path

import pytest

from tests.cli.story import Desk
from tests.cli.test_docs import keys, sections

RINA, BUDI = ("--by", "Rina"), ("--by", "Budi")
SPAN = ("--from", "2025-03-10T08:00", "--to", "2025-03-10T09:00")


def said(desk: Desk, *words: str) -> str:
    """The one line that a command prints."""
    done = desk.run(*words)
    assert (done.exit_code, done.stderr) == (0, ""), done.stderr
    return done.stdout.removesuffix("\n")


def propose(desk: Desk, *more: str) -> str:
    words = ("--site", "kantor", *SPAN, "--category", "power", "--reason", "PLN padam")
    return said(desk, "exclude", "propose", *words, *RINA, *more)


def kantor(desk: Desk) -> dict:
    [row] = desk.json("sla", "--month", "2025-03", "--site", "kantor")["sites"]
    return row


def test_an_exclusion_prints_its_id_and_counts_when_another_approves(worked: Desk) -> None:
    before = kantor(worked)
    made = propose(worked)
    assert re.fullmatch(r"X\d+", made)
    assert kantor(worked) == before
    refused = worked.run("exclude", "approve", made, *RINA)
    assert refused.exit_code == 1
    assert "four eyes" in refused.stderr
    assert said(worked, "exclude", "approve", made, *BUDI) == made
    after = kantor(worked)
    assert after["excluded_seconds"] == 3600
    assert after["down_seconds"] == before["down_seconds"] - 3600
    [outage, _] = worked.json("outages", "--from", "2025-03-01", "--to", "2025-04-01")
    assert outage["excluded_seconds"] == 3600
    said(worked, "exclude", "revoke", made, "--reason", "salah tanggal", *BUDI)
    assert kantor(worked) == before


def test_evidence_goes_with_a_backup_and_verify_looks_at_it(worked: Desk, tmp_path: Path) -> None:
    letter = worked.folder / "surat.pdf"
    letter.write_bytes(b"%PDF surat PLN")
    made = propose(worked, "--evidence", str(letter))
    [listed] = worked.json("exclude", "list", "--month", "2025-03")
    assert (listed["id"], listed["evidence"]["name"]) == (made, "surat.pdf")
    assert worked.run("verify").exit_code == 0
    saved = tmp_path / "saved.zip"
    assert worked.run("backup", str(saved)).exit_code == 0
    elsewhere = Desk(worked.folder, tmp_path / "restored", worked.inventory)
    assert elsewhere.run("restore", str(saved)).exit_code == 0
    kept = tmp_path / "restored" / "kept" / listed["evidence"]["digest"]
    assert kept.read_bytes() == b"%PDF surat PLN"
    (worked.data / "kept" / listed["evidence"]["digest"]).unlink()
    found = worked.run("verify")
    assert found.exit_code == 1
    assert "surat.pdf" in found.stderr


@pytest.mark.parametrize(
    ("words", "code", "why"),
    [
        (("--site", "kantr", *SPAN), 1, "did you mean 'kantor'"),
        ((*SPAN,), 1, "just one way"),
        (("--site", "kantor", "--from", "2025-03-10", "--to", "2025-03-10"), 2, "is not after"),
        (("--site", "kantor", "--from", "kemarin", "--to", "2025-03-10"), 2, "is not a time"),
    ],
)
def test_a_proposal_that_makes_no_sense_is_one_message(worked: Desk, words, code, why) -> None:
    done = worked.run("exclude", "propose", *words, "--category", "power", "--reason", "x", *RINA)
    assert (done.exit_code, done.stdout) == (code, "")
    assert why in done.stderr
    assert "Traceback" not in done.stderr
    assert worked.json("exclude", "list") == []


@pytest.mark.parametrize(
    ("word", "category"),
    [("PLN", "power"), ("force-majeure", "force_majeure"), ("pemeliharaan", "maintenance")],
)
def test_people_call_categories_by_other_names_too(worked: Desk, word: str, category: str) -> None:
    said(
        worked,
        *("exclude", "propose", "--kecamatan", "kuaro", *SPAN),
        *("--category", word, "--reason", "x", *RINA),
    )
    [listed] = worked.json("exclude", "list")
    assert (listed["category"], listed["sites"]) == (category, ["desa", "sekolah"])


def test_an_unknown_category_is_wrong_usage(worked: Desk) -> None:
    done = worked.run(
        *("exclude", "propose", "--site", "kantor", *SPAN, "--category", "cuaca"),
        *("--reason", "x"),
    )
    assert done.exit_code == 2
    assert "write one of maintenance, power" in done.stderr


def test_a_void_makes_an_outage_unknown(worked: Desk) -> None:
    made = said(worked, "void", "propose", "O4", "--reason", "alamat salah", *RINA)
    said(worked, "void", "approve", made, *BUDI)
    row = kantor(worked)
    assert row["down_seconds"] == 0
    listed = worked.json("outages", "--from", "2025-03-01", "--to", "2025-04-01")
    assert [each["id"] for each in listed] == ["O7"]
    [void] = worked.json("void", "list")
    assert (void["outage"], void["standing"], void["decided_by"]) == ("O4", "approved", "Budi")


def test_a_month_goes_from_draft_to_closed_and_is_opened_again(worked: Desk) -> None:
    open_still = worked.run("close", "--month", "2025-03", *BUDI)
    assert open_still.exit_code == 1
    assert "outage O7 of desa goes on" in open_still.stderr
    assert said(worked, "review", "--month", "2025-03", *RINA) == "2025-03"
    frozen = worked.json("sla", "--month", "2025-03")
    closing = ("close", "--month", "2025-03", "--as-is", "masih terputus", *BUDI)
    assert "revision 1" in said(worked, *closing)
    refused = worked.run(
        "exclude", "propose", "--site", "kantor", *SPAN, "--category", "power", "--reason", "x"
    )
    assert refused.exit_code == 1
    assert "2025-03 is closed" in refused.stderr
    assert worked.json("sla", "--month", "2025-03") == frozen
    assert kantor(worked) in frozen["sites"]
    [month] = worked.json("months")
    assert (month["state"], month["open"]) == ("closed", ["outage O7 of desa goes on"])
    opened = said(worked, "revise", "--month", "2025-03", "--reason", "keberatan", *BUDI)
    assert "revision 2" in opened
    assert worked.run("verify").exit_code == 0
    propose(worked)


def test_tickets_notes_and_causes_are_kept(worked: Desk) -> None:
    said(
        worked,
        *("classify", "O4", "--cause", "power", "--liability", "none"),
        *("--reason", "PLN", *RINA),
    )
    reported = ("--reported", "2025-03-10T08:20", "--reporter", "Pak Udin 0812")
    assert said(worked, "ticket", "record", "INC123456", "--outage", "O4", *reported) == "INC123456"
    [outage, _] = worked.json("outages", "--from", "2025-03-01", "--to", "2025-04-01")
    assert (outage["cause"], outage["liability"], outage["ticket"]) == (
        "power",
        "none",
        "INC123456",
    )
    [ticket] = worked.json("ticket", "list")
    assert ticket["reported_at"] == "2025-03-10T00:20:00Z"
    assert said(worked, "note", "erase", ticket["person"], *BUDI) == ticket["person"]
    assert said(worked, "ack", "O7", "--note", "teknisi berangkat", *RINA) == "O7"
    said(worked, "note", "write", "ONT panas", "--about", "kantor", *RINA)
    [note] = worked.json("note", "list", "--about", "kantor")
    assert (note["author"], note["text"]) == ("Rina", "ONT panas")


def test_every_list_can_be_read_by_people_and_its_keys_are_told(worked: Desk) -> None:
    propose(worked)
    said(worked, "void", "propose", "O4", "--reason", "alamat salah", *RINA)
    said(
        worked,
        *("maintenance", "announce", "--site", "kantor", "--from", "2098-01-01"),
        *("--to", "2098-01-02", "--reason", "ganti ONT", *RINA),
    )
    said(worked, "ticket", "record", "INC123456", "--outage", "O4")
    said(worked, "note", "write", "ONT panas", "--about", "kantor", *RINA)
    telkom = ("--by", "Telkom AM", "--role", "provider")
    about = ("--month", "2025-03", "--site", "kantor")
    objection = said(worked, "object", "raise", *about, "--reason", "PLN", *telkom)
    settled = ("--settlement", "rejected", "--reason", "bukan PLN")
    said(worked, "answer", objection, *settled, *BUDI)
    billed = ("--contract", "telkom", "--month", "2025-03", "--billed", "6000000")
    said(worked, "payment", "record", "INV-3", *billed, "--deducted", "10000", *BUDI)
    said(worked, "review", "--month", "2025-03", *BUDI)
    for name in (
        *("exclude list", "void list", "maintenance list", "ticket list", "note list"),
        *("object list", "payment list", "months"),
    ):
        found = worked.json(*name.split())
        assert len(found) == 1
        told = set(re.findall(r"`([a-z0-9_]+)`", sections()[f"pantau {name}"]))
        assert set(keys(found)) - told == set()
        shown = said(worked, *name.split())
        assert len(shown.splitlines()) == 2, shown
    assert "Rp6,000,000" in said(worked, "payment", "list")


def test_a_mistyped_data_directory_makes_no_store(desk: Desk) -> None:
    done = desk.run(
        "exclude", "propose", "--site", "kantor", *SPAN, "--category", "power", "--reason", "x"
    )
    assert done.exit_code == 1
    assert not (desk.data / "journal.sqlite").exists()
