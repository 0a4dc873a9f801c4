"""What every command takes: ``--data``, ``--inventory``, ``--lang``, and the help."""

from pathlib import Path

import click
import pytest

from tests.cli.story import Desk, commands

COMMANDS = commands()
EVERYWHERE = {"--data", "--inventory", "--lang"}


def test_the_commands_are_those_of_the_design_so_far_and_two_that_look_closer() -> None:
    assert set(COMMANDS) == {
        "demo",
        *("run", "collect", "dashboard", "check", "probe", "status", "outages", "sla", "explain"),
        *("verify", "backup", "restore", "import outages", "import gaps", "import revoke"),
        *("import sites", "import samples", "import provider-outages", "reconcile"),
        *("alert", "alert send", "alert test", "alert letters"),
        *("forecast", "quality", "repairs", "doctor"),
        *("forecast", "quality", "repairs", "plan media", "plan fibre", "plan use"),
        *(f"exclude {verb}" for verb in ("propose", "approve", "reject", "revoke", "list")),
        *(f"void {verb}" for verb in ("propose", "approve", "reject", "revoke", "list")),
        *(f"maintenance {verb}" for verb in ("announce", "cancel", "list")),
        *(f"meeting {verb}" for verb in ("plan", "change", "cancel", "list", "forecast")),
        *(f"meeting {verb}" for verb in ("show", "certificate")),
        *(f"silence {verb}" for verb in ("set", "end", "list")),
        *("oncall", "oncall list", "oncall swap", "oncall import"),
        *(f"coverage {verb}" for verb in ("list", "history", "state", "import", "revoke")),
        *("coverage share", "coverage export", "plan funding"),
        *("classify", "ack", "ticket record", "ticket list"),
        *(f"people {verb}" for verb in ("list", "show", "answer", "close", "spam")),
        *(f"people {verb}" for verb in ("correct", "import", "erase")),
        "bulletin",
        *("duty list", "duty state"),
        *("note write", "note list", "note erase"),
        *("object raise", "object list", "answer", "payment record", "payment list"),
        *("review", "close", "revise", "months", "apply"),
        *("report", "papers", "export inventory", "export samples", "retention"),
        *(f"account {verb}" for verb in ("add", "invite", "role", "close", "list")),
        *(f"account {verb}" for verb in ("sessions", "sign-out", "screen")),
    }


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_takes_data_and_inventory_after_its_name(name: str) -> None:
    options = {word for each in COMMANDS[name].params for word in each.opts}
    assert options >= EVERYWHERE


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_explains_itself(desk: Desk, name: str) -> None:
    done = desk.type(*name.split(), "--help")
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.startswith(f"Usage: pantau {name} ")
    for option in EVERYWHERE:
        assert option in done.stdout
    assert COMMANDS[name].help


def test_the_help_lists_every_command_in_one_line(desk: Desk) -> None:
    text = desk.type("--help").stdout
    assert desk.type("-h").stdout == text
    for name in {name.partition(" ")[0] for name in COMMANDS}:
        assert any(line.strip().startswith(f"{name} ") for line in text.splitlines())
    for code in ("0 fine", "1 a problem found", "2 wrong usage"):
        assert code in text


def test_options_before_the_name_of_the_command_are_wrong_usage(march: Desk) -> None:
    assert march.type("--data", str(march.data), "verify").exit_code == 2


def test_no_command_and_an_unknown_one_are_wrong_usage(desk: Desk) -> None:
    assert desk.type().exit_code == 2
    done = desk.type("chek")
    assert done.exit_code == 2
    assert "chek" in done.stderr


def test_the_version_is_told(desk: Desk) -> None:
    done = desk.type("--version")
    assert done.exit_code == 0
    assert done.stdout.startswith("pantau, version ")


def test_the_environment_names_the_place(march: Desk) -> None:
    there = {"PANTAU_DATA": str(march.data), "PANTAU_LANG": "en"}
    here = Desk(march.folder, march.folder / "elsewhere", march.inventory, env=there)
    done = here.type("verify")
    assert (done.exit_code, done.stdout.splitlines()[0]) == (0, "The journal is sound.")
    # What is typed wins.
    typed = here.type("verify", "--data", str(here.data), "--lang", "id")
    assert (typed.exit_code, typed.stdout) == (1, "")
    here.env["PANTAU_INVENTORY"] = str(march.folder / "nowhere.yaml")
    assert here.type("check").exit_code == 1
    assert "nowhere.yaml:1:1: there is no such file" in here.type("check").stderr
    assert here.type("check", "--inventory", str(march.inventory)).exit_code == 0
    # A file named in the environment is meant, too: it judges, or says why it cannot.
    assert here.type("sla", "--month", "2025-03").exit_code == 1


def test_on_a_server_the_file_lies_elsewhere_and_figures_go_by_what_is_in_force(
    worked: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    worked.env |= {"PANTAU_DATA": str(worked.data), "PANTAU_CONFIG": str(worked.inventory.parent)}
    assert worked.type("check").exit_code == 0
    figures = worked.type("sla", "--month", "2025-03", "--json").stdout
    assert figures.startswith("{")
    worked.inventory.write_text(
        worked.inventory.read_text().replace("objective: 99.9", "objective: 95")
    )
    assert worked.type("sla", "--month", "2025-03", "--json").stdout == figures


def test_without_a_word_it_is_the_folder_where_one_stands(
    march: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(march.folder)
    assert march.type("verify").exit_code == 0
    assert march.type("check").stdout.startswith("inventory.yaml: ")
    monkeypatch.chdir(tmp_path)
    assert "data/journal.sqlite tidak ada" in march.type("verify").stderr


def test_bahasa_indonesia_comes_first_and_other_languages_are_wrong_usage(march: Desk) -> None:
    place = ("--data", str(march.data))
    assert march.type("verify", *place).stdout.startswith("Jurnal utuh.")
    assert march.type("verify", *place, "--lang", "en").stdout.startswith("The journal is sound.")
    assert march.type("verify", *place, "--lang", "fr").exit_code == 2


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_an_option_that_is_unknown_is_wrong_usage(desk: Desk, name: str) -> None:
    done = desk.type(*name.split(), "--nonsense")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "--nonsense" in done.stderr


def test_every_list_has_json() -> None:
    listing = {"check", "probe", "status", "outages", "sla", "explain", "verify"}
    listing |= {"forecast", "quality", "repairs", "months", "reconcile"}
    listing |= {"alert test", "alert letters"}
    listing |= {f"{what} list" for what in ("exclude", "void", "maintenance", "ticket", "note")}
    listing |= {"object list", "payment list", "silence list", "oncall", "oncall list"}
    listing |= {"account list", "account sessions", "papers", "export samples", "retention"}
    listing |= {"backup", "doctor", "people list", "people show", "bulletin", "duty list"}
    listing |= {"coverage list", "coverage history", "coverage share"}
    listing |= {"plan media", "plan fibre", "plan use", "plan funding"}
    listing |= {"meeting list", "meeting show", "meeting forecast"}
    having = {
        name
        for name, command in COMMANDS.items()
        if any("--json" in each.opts for each in command.params if isinstance(each, click.Option))
    }
    assert having == listing
