"""What comes with Pantau, under which licences; and that no secret does."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.supply.audit import NONE_KNOWN, NOT_ASKED, SOME_KNOWN, judged
from tests.supply.bill import ROOT, bill, locked
from tests.supply.leaks import leaks
from tests.supply.licences import licence_of, may_be_shipped


@pytest.fixture(scope="module")
def made() -> dict[str, Any]:
    return bill()


def test_the_bill_names_all_that_is_locked_and_nothing_else(made: dict[str, Any]) -> None:
    listed = [(each["name"], each["version"]) for each in made["components"]]
    assert len(listed) > 50
    assert sorted(listed) == sorted(locked())
    assert (made["bomFormat"], made["specVersion"]) == ("CycloneDX", "1.5")


def test_each_library_of_the_bill_has_its_address_digests_and_licence(made: dict[str, Any]) -> None:
    for each in made["components"]:
        assert each["purl"] == f"pkg:pypi/{each['name']}@{each['version']}"
        digests = [
            digest["content"] for place in each["externalReferences"] for digest in place["hashes"]
        ]
        assert digests, each["name"]
        assert all(len(digest) == 64 for digest in digests)
        assert each["licenses"], each["name"]


def test_no_library_comes_under_a_licence_that_we_may_not_ship_with() -> None:
    for name, _ in locked():
        licence = licence_of(name)
        assert licence is not None, f"{name}: look its licence up and write it into licences.py"
        assert may_be_shipped(licence), f"{name}: {licence}"


@pytest.mark.parametrize(
    ("expression", "shipped"),
    [
        ("MIT", True),
        ("GPL-3.0-only", False),
        ("LGPL-2.1-only", False),
        ("MIT AND GPL-3.0-only", False),
        ("GPL-3.0-only OR MIT", True),
        ("Apache-2.0 AND MIT", True),
    ],
)
def test_of_alternatives_one_is_enough(expression: str, shipped: bool) -> None:
    assert may_be_shipped(expression) is shipped


def _weak(*weak: dict[str, Any]) -> str:
    return json.dumps({"dependencies": [{"name": "a", "version": "1", "vulns": list(weak)}]})


@pytest.mark.parametrize(
    ("answer", "errors", "code", "said"),
    [
        (_weak(), "", NONE_KNOWN, "no weakness is known of 1 libraries"),
        (_weak({"id": "PYSEC-1", "fix_versions": ["2"]}), "", SOME_KNOWN, "a 1: PYSEC-1"),
        (_weak({"id": "PYSEC-1", "fix_versions": []}), "", SOME_KNOWN, "no version yet"),
        ("", "ConnectionError: no route", NOT_ASKED, "NOT AUDITED: the vulnerability service"),
        ('{"dependencies": []}', "", NOT_ASKED, "NOT AUDITED"),
        ('{"dependencies": [{"name": "a", "skip_reason": "x"}]}', "", NOT_ASKED, "a: x"),
    ],
)
def test_an_audit_that_could_not_ask_is_no_good_news(
    answer: str, errors: str, code: int, said: str
) -> None:
    ended = judged(answer, errors)
    assert ended[0] == code
    assert said in ended[1]


def _files() -> Iterator[Path]:
    done = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True)
    yield from (ROOT / name.decode() for name in done.stdout.split(b"\0") if name)


def test_no_file_holds_what_looks_like_a_secret() -> None:
    found, looked = [], 0
    for path in _files():
        if path.is_file() and path.suffix not in {".png", ".ttf", ".lock"}:
            looked += 1
            text = path.read_text("utf-8", "replace")
            found += [(path.relative_to(ROOT), *each) for each in leaks(text)]
    assert looked > 1000
    assert found == []


# Put together here, for else the test above would find them.
@pytest.mark.parametrize(
    "text",
    [
        "-----BEGIN " + "RSA PRIVATE KEY-----",
        "key = AKIA" + "Z7Q2M4N6P8R1S3T5",
        "ghp_" + "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8",
        "bot 123456789:AA" + "HdqTcvCH1vGWJxfSeofSAs0K5PALDsa1b",
        "smtp://noc:" + "p4ssW0rt9x@mail.test",
        "password: " + "x9Kd02mQz7Lw4RtB",
        'token = "' + 'Vf83hQpLz0aWm5Tc"',
    ],
)
def test_what_is_a_secret_looks_like_one(text: str) -> None:
    assert list(leaks(text))


@pytest.mark.parametrize(
    "text",
    [
        "token: env:TELEGRAM_TOKEN",
        "password = secrets.token_urlsafe(32)",
        "SECRET = 'rahasia-7b1f'",
    ],
)
def test_where_a_secret_is_kept_is_none(text: str) -> None:
    assert not list(leaks(text))


def test_the_bill_is_written_where_it_is_asked_for(tmp_path: Path) -> None:
    file = tmp_path / "sbom.cdx.json"
    command = [sys.executable, "-m", "tests.supply", "sbom", str(file)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert "libraries" in done.stdout
    assert json.loads(file.read_text())["components"]
