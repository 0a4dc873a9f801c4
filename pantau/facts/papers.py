"""Which papers there are, and in which forms each can be had."""

from collections.abc import Mapping

from pantau.facts.words import PaperFormat, PaperKind

FORMATS: Mapping[PaperKind, tuple[PaperFormat, ...]] = {
    PaperKind.MONTHLY: (PaperFormat.PDF, PaperFormat.XLSX, PaperFormat.CSV, PaperFormat.DOCX),
    PaperKind.BERITA_ACARA: (PaperFormat.PDF, PaperFormat.DOCX),
    PaperKind.EVIDENCE: (PaperFormat.ZIP,),
    PaperKind.YEARLY: (PaperFormat.PDF, PaperFormat.XLSX),
    PaperKind.MANAGEMENT: (PaperFormat.PDF,),
}
"""What a kind is written as; the first is what people mean who name none."""
