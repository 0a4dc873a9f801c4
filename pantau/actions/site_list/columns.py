"""Which column of a list of sites is what, by its heading."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum

from pantau.actions.sheets import compared
from pantau.actions.workbook import Cell, Sheet
from pantau.language import Sentence, to_say


class SiteField(StrEnum):
    """What a column can hold; mostly named as the inventory's keys are."""

    ID = "id"
    NAME = "name"
    KIND = "kind"
    KECAMATAN = "kecamatan"
    DESA = "desa"
    AT = "at"
    LATITUDE = "latitude"
    LONGITUDE = "longitude"
    ADDRESS = "address"
    CONTRACT = "contract"
    TIER = "tier"
    FEE = "fee"
    MEDIUM = "medium"
    LINE = "line"
    UPSTREAM = "upstream"
    PLACE = "place"
    SERVES = "serves"
    CONTACT = "contact"
    PHONE = "phone"
    FROM = "from"
    TO = "to"
    CHANGES_FROM = "changes_from"


# As headings are compared: small letters, one blank between words, no signs. The first is how a
# message calls the column.
_HEADINGS: dict[SiteField, str] = {
    SiteField.ID: """id; id titik; kode titik; id lokasi; kode lokasi; site; site id; id site""",
    SiteField.NAME: """nama; nama titik; nama lokasi; nama titik lokasi; titik; lokasi;
        titik lokasi; nama site; name; site name; nama opd; instansi; nama instansi; pelanggan;
        nama pelanggan""",
    SiteField.KIND: """jenis; jenis titik; jenis lokasi; jenis instansi; kategori; kind; type;
        tipe; category""",
    SiteField.KECAMATAN: """kecamatan; kec; nama kecamatan; district; sub district""",
    SiteField.DESA: """desa; kelurahan; desa kelurahan; kelurahan desa; desa kel; nama desa;
        kode desa; kode desa kelurahan; kode wilayah; kode kemendagri; village; village code""",
    SiteField.AT: """koordinat; titik koordinat; lat long; lat lon; latlong; lintang bujur;
        coordinate; coordinates; at""",
    SiteField.LATITUDE: "lintang; latitude; lat; garis lintang",
    SiteField.LONGITUDE: "bujur; longitude; long; lon; lng; garis bujur",
    SiteField.ADDRESS: """alamat ip; ip; ip address; address; ip publik; ip public; ip router;
        ip wan; ip vpn; host; hostname""",
    SiteField.CONTRACT: """kontrak; contract; no kontrak; nomor kontrak; id kontrak; penyedia;
        provider; isp""",
    SiteField.TIER: """paket; tier; layanan; paket layanan; jenis layanan; kelas layanan;
        service; package""",
    SiteField.FEE: """biaya; biaya bulanan; biaya per bulan; tarif; harga; fee; monthly fee""",
    SiteField.MEDIUM: """media; medium; media akses; jenis media; akses; media transmisi""",
    SiteField.LINE: """nomor layanan; no layanan; sid; service id; nomor sid; no sid; line;
        nomor internet; no internet; nomor sambungan""",
    SiteField.UPSTREAM: "hub; upstream; induk; titik induk; tergantung pada",
    SiteField.PLACE: "kantor; gedung; place; office; satu kantor",
    SiteField.SERVES: """orang yang dilayani; orang dilayani; jumlah orang; melayani; jiwa;
        jumlah jiwa; penduduk; jumlah penduduk; jumlah pengguna; pengguna; serves; people;
        people served; population; users""",
    SiteField.CONTACT: """kontak; contact; nama kontak; narahubung; pic; nama pic; petugas;
        penanggung jawab; contact name""",
    SiteField.PHONE: """telepon; no telepon; nomor telepon; telp; no telp; hp; no hp; nomor hp;
        wa; no wa; phone; contact phone; kontak hp""",
    SiteField.FROM: """mulai; from; tanggal mulai; tgl mulai; aktif sejak; tanggal aktif;
        tgl aktif; start; start date""",
    SiteField.TO: """sampai; to; tanggal berakhir; tgl berakhir; tanggal selesai; berakhir; end;
        end date; nonaktif sejak; sampai dengan""",
    SiteField.CHANGES_FROM: """berlaku mulai; berlaku sejak; perubahan berlaku mulai;
        perubahan sejak; tanggal perubahan; changes from; valid from""",
}
# Columns of such lists that say nothing of a site that the inventory keeps.
_NOTHING_KEPT = """no; nomor; no urut; keterangan; ket; catatan; note; notes; remarks; alamat;
    alamat lengkap; alamat kantor; street; bandwidth; kapasitas; status; tahun; kabupaten;
    provinsi; kode pos"""
_PASSED_OVER = {" ".join(name.split()) for name in _NOTHING_KEPT.split(";")}
_KNOWN = {
    " ".join(name.split()): field for field, names in _HEADINGS.items() for name in names.split(";")
}
_LOOK_AT = 30


@dataclass(frozen=True, slots=True)
class Headed:
    """Where the columns of a sheet are. ``line``: of the headings; ``titles``: as written."""

    line: int
    at: Mapping[SiteField, int]
    titles: Mapping[SiteField, str]
    faults: tuple[Sentence, ...] = ()
    passed_over: tuple[str, ...] = ()

    def called(self, field: SiteField) -> str:
        """The column as the file calls it, else as it may be called."""
        return self.titles.get(field) or _HEADINGS[field].split(";")[0]


def find_headings(
    sheet: Sheet, named: Mapping[SiteField, str], ignored: Sequence[str]
) -> Headed | None:
    """The row that names the sites and most else; titles above it are passed over.

    ``named``: headings that somebody gave for fields; ``ignored``: columns to pass over.
    """
    found = [_headed(line, cells, named, ignored) for line, cells in sheet.rows[:_LOOK_AT]]
    fit = [each for each in found if _names_sites(each)]
    return max(fit, key=lambda each: (len(each.at), -each.line), default=None)


def _names_sites(headed: Headed) -> bool:
    names = {SiteField.ID, SiteField.NAME, SiteField.LINE} & headed.at.keys()
    return bool(names) and len(headed.at) + len(headed.faults) >= 2


def _headed(
    line: int, cells: Sequence[Cell], named: Mapping[SiteField, str], ignored: Sequence[str]
) -> Headed:
    wanted = {compared(text): field for field, text in named.items()}
    passed = {*map(compared, ignored)}
    at: dict[SiteField, int] = {}
    titles: dict[SiteField, str] = {}
    faults: list[Sentence] = []
    over: list[str] = []
    for position, cell in enumerate(cells):
        words = compared(cell) if isinstance(cell, str) else ""
        field = wanted.get(words) or _KNOWN.get(words)
        if not words or not isinstance(cell, str):
            continue
        if words in passed or (field in named and words not in wanted):
            over.append(cell.strip())
        elif field is None:
            if words in _PASSED_OVER:
                over.append(cell.strip())
            else:
                faults.append(_unknown(cell, words))
        elif field in at:
            faults.append(
                Sentence(
                    to_say("columns '{one}' and '{other}' both say {field}; keep one"),
                    one=titles[field],
                    other=cell.strip(),
                    field=field.value,
                )
            )
        else:
            at[field], titles[field] = position, cell.strip()
    for field, text in named.items():
        if field not in at:
            faults.append(
                Sentence(
                    to_say("no column is called '{name}' ({field})"), name=text, field=field.value
                )
            )
    return Headed(line, at, titles, tuple(faults), tuple(over))


def _unknown(cell: str, words: str) -> Sentence:
    near = list(dict.fromkeys(get_close_matches(words[:100], _KNOWN, n=3)))
    if near:
        return Sentence(
            to_say(
                "column '{name}' is not known, did you mean {near}? Rename it, say "
                "`--column FIELD='{name}'`, or pass it over with `--ignore '{name}'`"
            ),
            name=cell.strip(),
            near=tuple(near),
        )
    return Sentence(
        to_say(
            "column '{name}' is not known; say `--column FIELD='{name}'` with one of {fields}, "
            "or pass it over with `--ignore '{name}'`"
        ),
        name=cell.strip(),
        fields=tuple(field.value for field in SiteField),
    )
