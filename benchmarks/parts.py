"""All parts, in the order in which they run and stand on the page."""

from benchmarks import (
    accuracy,
    alerts,
    causes,
    collector,
    comparison,
    degraded,
    echo,
    false_outages,
    highest,
    lab,
    ledger,
    pages,
    papers,
    probes,
    public,
    quality,
    reports,
    sheets,
    snmp,
    store,
    verdict,
    wall,
)

PARTS = {
    part.name: part
    for part in (
        echo.PART,
        store.PART,
        ledger.PART,
        quality.PART,
        collector.PART,
        probes.PART,
        lab.PART,
        comparison.PART,
        highest.PART,
        accuracy.PART,
        verdict.PART,
        alerts.PART,
        causes.PART,
        false_outages.PART,
        degraded.PART,
        pages.PART,
        wall.PART,
        public.PART,
        papers.PART,
        reports.PART,
        sheets.PART,
        snmp.PART,
    )
}
