"""Make a paper beside the page, and take away what was made or is kept."""

import os
from dataclasses import dataclass, field, replace

import streamlit as st

from dashboard import act, cached, visitor
from dashboard.grid import grid
from dashboard.laporan.kept import kept_columns
from dashboard.markup import element
from dashboard.scene import Scene
from dashboard.settings import from_environment
from pantau.actions.acting import Act, Refused
from pantau.actions.papers import KeptPaper, Order, hand_out
from pantau.actions.papers_apart import apart, providers_of
from pantau.facts.papers import MEDIA_TYPES, PaperKind, Wanted
from pantau.facts.words import MonthState
from pantau.language import label, to_say
from pantau.language.languages import LANGUAGES
from pantau.reports.job import Failed, JobOrder, Made
from pantau.reports.papers import forms_of
from pantau.reports.workshop import Job, Workshop
from pantau.store import Store

WORKSHOP = Workshop()
"""For all viewers of this server."""

_HELD = "paper_under_way"
_SEEN = "paper_seen"
_LANGUAGE_NAMES = {"id": to_say("Indonesian"), "en": to_say("English")}


@dataclass(slots=True)
class Held:
    """A viewer's papers: the one under way, those that wait for it, and those that are there."""

    job: Job
    wanted: Wanted
    waiting: list[Wanted] = field(default_factory=list)
    there: list[tuple[Wanted, Job, Made]] = field(default_factory=list)

    @property
    def number(self) -> int:
        """That of the paper under way."""
        return len(self.there) + 1

    @property
    def among(self) -> int:
        """How many there are to be."""
        return self.number + len(self.waiting)


def papers_part(here: Scene, month: str) -> None:
    """The form, what is under way, and the papers that are kept."""
    if act.allowed(Act.DRAFT_PAPER):
        st.html(element("h2", here.say("Make a paper"), class_="p-heading"))
        _form(here, month)
        held: Held | None = st.session_state.get(_HELD)
        if held is not None:
            _under_way(here, held)
    st.html(element("h2", here.say("Papers that are kept"), class_="p-heading"))
    chosen = grid(
        cached.kept(month),
        kept_columns(here.zone, here.language),
        key="berkas_tersimpan",
        title=here.say("Papers"),
        select="single" if act.allowed(Act.DRAFT_PAPER) else None,
        empty=here.say("No paper of this month is kept yet."),
    )
    for each in chosen:
        _take_away(here, each)


def _form(here: Scene, month: str) -> None:
    say, language = here.say, here.language
    found = cached.papers(here.inventory, month)
    if found is not None and found.standing.state is not MonthState.CLOSED:
        st.caption(say("This month is not closed: what is made now is a draft, and is not kept."))
    first, second, third = st.columns(3)
    kind = first.selectbox(
        say("Paper"),
        [each for each in PaperKind if forms_of(each)],
        format_func=lambda each: label(each, language),
        key="paper_kind",
    )
    form = second.selectbox(
        say("Form"),
        forms_of(kind),
        format_func=lambda each: label(each, language),
        key=f"paper_form_{kind}",
    )
    spoken = third.selectbox(
        say("Language"),
        LANGUAGES,
        index=LANGUAGES.index(here.inventory.reports.language),
        format_func=lambda each: say(_LANGUAGE_NAMES[each]),
        key="paper_language",
    )
    with st.expander(say("More")):
        names = {site.id: site.name for site in here.inventory.judged}
        sites = (
            st.multiselect(
                say("Only the annex of these sites"),
                list(names),
                format_func=lambda each: names.get(each, each),
                key="paper_sites",
            )
            if kind is PaperKind.MONTHLY
            else []
        )
        provider = _provider(here, month) if kind is PaperKind.BERITA_ACARA else ""
        number = st.text_input(say("Running number of the paper"), max_chars=40, key="paper_number")
    if st.button(say("Make the paper"), icon=":material/print:", type="primary"):
        period = month[:4] if kind is PaperKind.YEARLY else month
        wanted = Wanted(kind, period, form, spoken, tuple(sites), number.strip())
        _start(here, replace(wanted, provider=provider))


def _provider(here: Scene, month: str) -> str:
    """The one that was chosen; empty: each of the month."""
    names = providers_of(here.inventory, month, visitor.actor().at)
    if not names[1:]:
        return ""
    return st.selectbox(
        here.say("Provider"),
        ("", *names),
        format_func=lambda each: each or here.say("each provider"),
        key="paper_provider",
    )


def _start(here: Scene, wanted: Wanted) -> None:
    """One paper, or one for each provider: then one after the other."""
    papers = apart(here.inventory, wanted, visitor.actor().at)
    _drop()
    if isinstance(papers, Refused):
        st.error(papers.said(here.say), icon=":material/error:")
        return
    job = _job(here, papers[0])
    if job is not None:
        st.session_state[_HELD] = Held(job, papers[0], list(papers[1:]))


def _job(here: Scene, wanted: Wanted) -> Job | None:
    """Its making; None where there is none now, which people see."""
    where = from_environment(os.environ)
    order = JobOrder(
        where.data, where.inventory, visitor.actor(), Order(wanted), None, here.language
    )
    try:
        job = WORKSHOP.start(order)
    except OSError as error:
        st.error(
            here.say("Nothing was made: {reason}", reason=error),
            icon=":material/error:",
        )
        return None
    if job is None:
        st.warning(
            here.say("Other papers are being made just now; try again in a moment."),
            icon=":material/hourglass_top:",
        )
    return job


def _drop() -> None:
    """A viewer has one paper at a time: the one before ends where it still goes on."""
    held: Held | None = st.session_state.pop(_HELD, None)
    if held is not None and held.job.progress.ended is None:
        held.job.cancel()


def _under_way(here: Scene, held: Held) -> None:
    match held.job.progress.ended:
        case None:
            _progress(here, held)
        case Failed(reason):
            st.error(here.say("Nothing was made: {reason}", reason=reason), icon=":material/error:")
        case Made() as made:
            if st.session_state.get(_SEEN) is not held.job:
                st.session_state[_SEEN] = held.job
                cached.forget()  # the list below has one more
                held.there.append((held.wanted, held.job, made))
            if held.waiting:
                _next(here, held)
    for number, (wanted, job, there) in enumerate(held.there):
        _made(here, wanted, job, there, number)


@st.fragment(run_every="1s")
def _next(here: Scene, held: Held) -> None:
    """The paper whose turn it is, as soon as there is room for it."""
    if job := _job(here, held.waiting[0]):
        held.job, held.wanted = job, held.waiting.pop(0)
        st.rerun()


@st.fragment(run_every="1s")
def _progress(here: Scene, held: Held) -> None:
    progress = held.job.progress
    if progress.ended is not None:
        st.rerun()
    step = label(progress.step, here.language)
    if held.among > 1:
        of = here.say("{n} of {all}", n=held.number, all=held.among)
        step = f"{held.wanted.provider} ({of}): {step}"
    st.progress(progress.share, text=step)
    if st.button(here.say("Cancel"), key="paper_cancel"):
        _drop()
        st.rerun()


def _made(here: Scene, wanted: Wanted, job: Job, made: Made, number: int) -> None:
    say = here.say
    text = (
        say("{name} is kept under {digest}", name=made.file.name, digest=made.file.digest[:12])
        if made.kept
        else say("{name} is a draft; it is not kept.", name=made.file.name)
    )
    st.success(text, icon=":material/check_circle:")
    st.download_button(
        say("Take away {name}", name=made.file.name),
        job.content,
        made.file.name,
        MEDIA_TYPES[wanted.format],
        key=f"paper_take_{number}",
        icon=":material/download:",
        on_click="ignore",
    )


def _take_away(here: Scene, each: KeptPaper) -> None:
    """Read when it is asked for: nobody loads what nobody wants."""
    who, folder = visitor.actor(), from_environment(os.environ).data

    def content() -> bytes:
        with Store.open(folder, readonly=True) as store:
            paper = hand_out(store, who, each.fact.digest)
        if isinstance(paper, Refused):
            raise PermissionError(paper.message)
        return paper.content

    st.download_button(
        here.say("Take away {name}", name=each.fact.name),
        content,
        each.fact.name,
        MEDIA_TYPES[each.fact.format],
        key="paper_kept_take",
        icon=":material/download:",
        on_click="ignore",
    )
