"""What the section ``reports`` may say."""

from pydantic import Field

from pantau.facts.papers import PaperKind, PaperOffice
from pantau.inventory import leaves as leaf
from pantau.inventory import reports_leaves as written
from pantau.inventory.block import Shape


class LetterheadShape(Shape):
    """What stands at the head of every paper."""

    lines: list[leaf.Text] | None = Field(
        None, min_length=1, max_length=5, examples=["[PEMERINTAH KABUPATEN PASER, DINAS …]"]
    )
    address: leaf.Text | None = Field(None, examples=["Jalan Contoh 1, Tana Paser 76211"])
    logo: written.LogoName | None = Field(
        None, examples=["logo.png"], description="PNG or SVG, beside this file"
    )


class SignatoryShape(Shape):
    """Somebody who signs; what is left out stays blank on paper."""

    title: leaf.Text | None = Field(None, examples=["Kepala Dinas"])
    name: leaf.Text | None = Field(None, examples=["Nama Pejabat"])
    rank: leaf.Text | None = Field(None, examples=["Pembina Tingkat I"])
    nip: written.Nip | None = Field(None, examples=['"19800101 200501 1 001"'])
    organisation: leaf.Text | None = Field(None, examples=["PT Penyedia"])


class WordingShape(Shape):
    """What a kind of paper says instead of ours."""

    title: leaf.Text | None = Field(None, examples=["LAPORAN BULANAN LAYANAN INTERNET"])
    subject: leaf.Text | None = Field(None, examples=["Laporan SLA"])
    basis: written.Paragraphs | None = Field(None, examples=["Kontrak nomor …"])
    opening: written.Paragraphs | None = Field(None, examples=["Dengan hormat, …"])
    closing: written.Paragraphs | None = Field(None, examples=["Demikian laporan ini dibuat."])
    note: written.Paragraphs | None = Field(None, examples=["Tembusan: Sekretaris Daerah"])


class PaperOrderShape(Shape):
    """One paper that is made by itself."""

    kind: written.KindWord = Field(examples=["monthly"])
    format: written.FormatWord = Field(examples=["pdf"])


class ByItselfShape(Shape):
    """Papers that are made without anybody asking."""

    when: written.WhenText = Field(examples=["reviewed"])
    papers: list[PaperOrderShape] | None = Field(
        None, min_length=1, max_length=10, examples=["[{kind: monthly, format: pdf}]"]
    )
    send: list[leaf.Reference] | None = Field(None, examples=["[surel-kepala]"])


class ReportsShape(Shape):
    """How the papers look, who signs them, and which are made by themselves."""

    language: written.LanguageWord | None = Field(None, examples=["id"])
    paper: written.SizeWord | None = Field(None, examples=["F4"])
    place: leaf.Text | None = Field(
        None, examples=["Tana Paser"], description="stands before the date"
    )
    letterhead: LetterheadShape | None = Field(None, examples=["{lines: […], logo: logo.png}"])
    number: written.NumberText | None = Field(None, examples=['"…/{n}/DKISP/{roman}/{year}"'])
    signatories: dict[str, SignatoryShape] | None = Field(
        None,
        examples=["{maker: {title: …, name: …, nip: …}}"],
        json_schema_extra={"propertyNames": {"enum": [each.value for each in PaperOffice]}},
    )
    providers: dict[str, SignatoryShape] | None = Field(
        None,
        examples=["{Telkom: {title: Account Manager, name: …}}"],
        description="who signs for each provider, where there are several",
    )
    wording: dict[str, WordingShape] | None = Field(
        None,
        examples=["{monthly: {opening: …}}"],
        json_schema_extra={"propertyNames": {"enum": [each.value for each in PaperKind]}},
    )
    itself: ByItselfShape | None = Field(None, examples=["{when: reviewed, send: [surel-kepala]}"])
