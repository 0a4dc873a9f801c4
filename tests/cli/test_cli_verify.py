"""``pantau verify``: sound or not, and where it begins not to be."""

import json

from pantau.facts.instant import DAY
from pantau.store import Store, write_anchor
from tests.cli.story import APRIL, Desk
from tests.store.making import forge, without_triggers


def tamper(desk: Desk, sql: str) -> None:
    db = without_triggers(desk.data)
    try:
        db.execute(sql)
    finally:
        db.close()


def head(desk: Desk) -> str:
    found: str = desk.json("verify")["head"]
    return found


def test_a_sound_journal_exits_with_0(march: Desk) -> None:
    done = march.run("verify")
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.splitlines()[0] == "The journal is sound."
    found = march.json("verify")
    assert list(found) == ["entries", "head", "faults"]
    assert (found["entries"], found["faults"]) == (8, [])
    assert f"8 entries, head {found['head']}" in done.stdout


def test_the_first_bad_entry_is_named(worked: Desk) -> None:
    tamper(worked, "UPDATE journal SET author = 'nobody' WHERE seq IN (5, 7)")
    done = worked.run("verify")
    assert done.exit_code == 1
    assert done.stderr.splitlines()[0].startswith("entry 5 was changed")
    assert "NOT sound" in done.stdout
    found = worked.json("verify", code=1)
    assert list(found["faults"][0]) == ["seq", "reason", "text", "text_id"]
    assert (found["faults"][0]["seq"], found["faults"][0]["reason"]) == (5, "changed")
    assert found["faults"][0]["text_id"].startswith("entri 5 diubah")


def test_an_entry_that_is_missing_is_named(worked: Desk) -> None:
    tamper(worked, "DELETE FROM journal WHERE seq = 3")
    done = worked.run("verify")
    assert done.exit_code == 1
    assert done.stderr.startswith("entry 3 is missing")


def test_an_anchor_that_fits_is_fine_and_one_that_does_not_is_a_problem(march: Desk) -> None:
    good = head(march)
    assert march.run("verify", "--anchor", good).exit_code == 0
    wrong = f"8:{'0' * 64}"
    done = march.run("verify", "--anchor", good, "--anchor", wrong)
    assert done.exit_code == 1
    assert "entry 8" in done.stderr
    later = march.run("verify", "--anchor", f"9{good[1:]}")
    assert later.exit_code == 1
    assert "cut off" in later.stderr


def test_a_chain_forged_anew_is_found_by_the_anchor_alone(worked: Desk) -> None:
    noted = head(worked)
    db = without_triggers(worked.data)
    db.execute("UPDATE journal SET author = 'nobody' WHERE seq = 5")
    forge(db, 5)
    db.close()
    reasons = {each["reason"] for each in worked.json("verify", code=1)["faults"]}
    assert reasons == {"schema"}
    found = worked.json("verify", "--anchor", noted, code=1)["faults"]
    assert (found[0]["seq"], found[0]["reason"]) == (8, "forged")


def test_anchors_kept_beside_the_journal_are_compared(worked: Desk) -> None:
    with Store.open(worked.data) as store:
        write_anchor(worked.data, store.head(), APRIL + DAY)
    assert worked.run("verify").exit_code == 0
    (worked.data / "anchors" / "2025-04-02.txt").write_text(f"8:{'1' * 64} 2025-04-02T00:00:00Z\n")
    done = worked.run("verify")
    assert done.exit_code == 1
    assert "2025-04-02.txt:1" in done.stderr


def test_text_that_is_no_anchor_is_wrong_usage(march: Desk) -> None:
    for text in ("8", "8:12", "x:" + "0" * 64, ""):
        done = march.run("verify", "--anchor", text)
        assert (done.exit_code, done.stdout) == (2, "")
        assert "--anchor" in done.stderr
        assert "N:HASH" in done.stderr


def test_without_a_store_there_is_one_line(desk: Desk) -> None:
    for words in (("verify",), ("verify", "--json")):
        done = desk.run(*words)
        assert (done.exit_code, done.stdout) == (1, "")
        assert len(done.stderr.splitlines()) == 1
        assert "does not exist" in done.stderr
    assert not desk.data.exists()


def test_a_journal_of_garbage_is_not_sound(desk: Desk) -> None:
    desk.data.mkdir()
    (desk.data / "journal.sqlite").write_bytes(b"no database at all " * 100)
    done = desk.run("verify", "--json")
    assert done.exit_code == 1
    assert [each["reason"] for each in json.loads(done.stdout)["faults"]] == ["damaged"]
