"""What the vocabularies of pantau.facts.papers are called in front of people."""

from enum import StrEnum

from pantau.facts.papers import PaperFormat, PaperKind, PaperOffice, PaperStep
from pantau.language.catalogue import to_say

PAPER_LABELS: dict[type[StrEnum], dict[str, str]] = {
    PaperKind: {
        PaperKind.MONTHLY: to_say("Monthly SLA report"),
        PaperKind.BERITA_ACARA: to_say("Record of SLA reconciliation"),
        PaperKind.EVIDENCE: to_say("Evidence pack"),
        PaperKind.YEARLY: to_say("Yearly evaluation"),
        PaperKind.MANAGEMENT: to_say("Management page"),
    },
    PaperFormat: {
        PaperFormat.PDF: to_say("PDF"),
        PaperFormat.XLSX: to_say("Excel workbook (XLSX)"),
        PaperFormat.CSV: to_say("Table (CSV)"),
        PaperFormat.DOCX: to_say("Word document (DOCX)"),
        PaperFormat.ZIP: to_say("Archive (ZIP)"),
    },
    PaperStep: {
        PaperStep.LOOKING: to_say("Looking whether it was made before"),
        PaperStep.GATHERING: to_say("Gathering the figures"),
        PaperStep.WRITING: to_say("Writing the paper"),
        PaperStep.KEEPING: to_say("Keeping it with the journal"),
        PaperStep.DONE: to_say("Done"),
    },
    PaperOffice: {
        PaperOffice.MAKER: to_say("Prepared by"),
        PaperOffice.APPROVER: to_say("Approved by"),
        PaperOffice.PROVIDER: to_say("For the provider"),
        PaperOffice.WITNESS: to_say("Witnessed by"),
    },
}
