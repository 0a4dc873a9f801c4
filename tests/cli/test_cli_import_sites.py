"""``pantau import sites``: shown, written whole with a copy of before, or refused row by row."""

from tests.cli.story import INVENTORY, Desk

HEAD = "nama,jenis,kecamatan,alamat ip,kontrak,paket"


def new_site(desk: Desk) -> str:
    return desk.file("titik.csv", HEAD, "Lolo,desa,Kuaro,127.64.9.1,telkom,fo-50")


def test_a_dry_run_shows_the_difference_and_writes_nothing(desk: Desk) -> None:
    done = desk.run("import", "sites", new_site(desk), "--dry-run")
    assert (done.exit_code, done.stderr) == (0, "")
    assert "+  - {id: desa-lolo, name: Lolo, kind: desa, kecamatan: Kuaro," in done.stdout
    assert "1 sites new, 0 changed, 0 as they were" in done.stdout
    assert desk.inventory.read_text() == INVENTORY
    assert len([*desk.folder.iterdir()]) == 2


def test_the_inventory_is_written_and_its_old_text_kept(worked: Desk) -> None:
    desk = worked
    assert desk.run("import", "sites", new_site(desk)).exit_code == 0
    assert desk.inventory.read_text().startswith(INVENTORY.rstrip())
    [copy] = desk.folder.glob("inventory.yaml.*.bak")
    assert copy.read_text() == INVENTORY
    assert desk.run("check", str(desk.inventory)).exit_code == 0
    again = desk.run("import", "sites", new_site(desk))
    assert (again.exit_code, again.stdout) == (0, "0 sites new, 0 changed, 1 as they were\n")


def test_one_bad_row_keeps_all_out(desk: Desk) -> None:
    file = desk.file("titik.csv", HEAD, "Lolo,desa,Kuaro,127.64.9.1,telkom,fo-50", "X,desa,Kuro,,,")
    done = desk.run("import", "sites", file)
    assert done.exit_code == 1
    assert done.stderr.splitlines() == [
        "titik.csv:3: column 'kecamatan': 'Kuro' is no kecamatan of Kabupaten Paser; "
        "write one of Kuaro",
        "pantau: nothing was imported",
    ]
    assert desk.inventory.read_text() == INVENTORY


def test_a_change_of_the_past_goes_elsewhere_or_nowhere(worked: Desk) -> None:
    desk = worked
    file = desk.file("titik.csv", "id,paket,berlaku mulai", "kantor,fo-20,2025-03-10")
    done = desk.run("import", "sites", file)
    assert done.exit_code == 1
    assert "site 'kantor'" in done.stderr
    assert desk.inventory.read_text() == INVENTORY
    other = desk.folder / "lain.yaml"
    done = desk.run("import", "sites", file, "-o", str(other))
    assert done.exit_code == 0
    assert "tier: fo-20, from: 2025-03-10" in other.read_text()
    assert desk.inventory.read_text() == INVENTORY


def test_columns_are_named_passed_over_or_told_of(desk: Desk) -> None:
    file = desk.file("titik.csv", "Tempat,Warna,No,IP", "Kantor Bupati,biru,1,127.64.9.9")
    told = desk.run("import", "sites", file, "--column", "name=Tempat", "--ignore", "warna")
    assert (told.exit_code, desk.inventory.read_text().count("127.64.9.9")) == (0, 1)
    assert told.stderr == "Columns of which nothing is taken: Warna, No\n"
    wrong = desk.run("import", "sites", file, "--column", "nama")
    assert (wrong.exit_code, "is not FIELD=HEADING" in wrong.stderr) == (2, True)
    viewer = desk.run("import", "sites", new_site(desk), "--role", "viewer")
    assert viewer.exit_code == 1
