"""From what the file says to what it means. Called only for a file without errors."""

from dataclasses import replace
from datetime import date
from hashlib import sha256

from pantau.facts.saved import KeepRule
from pantau.facts.words import Medium, Role
from pantau.inventory import changes
from pantau.inventory import defaults as layered
from pantau.inventory import terms as of_contracts
from pantau.inventory.asking import Confirm, Pace, Recover, Reference, Vantage
from pantau.inventory.backups import AT, Backups
from pantau.inventory.backups_shape import BackupShape
from pantau.inventory.contracts import Contract, Duty, Funding, Term
from pantau.inventory.contracts_shape import CalendarShape, ContractShape
from pantau.inventory.credentials import SnmpCredentials
from pantau.inventory.keeping import EVIDENCE_MONTHS, SAMPLES_MONTHS, Keeping
from pantau.inventory.keeping_shape import KeepingShape
from pantau.inventory.model import Contact, Inventory, Site, Upstream, VillageContact
from pantau.inventory.pages import (
    NAME_CLAIM,
    ROLE_CLAIM,
    Oidc,
    Pages,
    PeopleForm,
    SignInRule,
)
from pantau.inventory.pages_shape import PagesShape
from pantau.inventory.piece import Piece
from pantau.inventory.pieces import Pieces
from pantau.inventory.planning import Planning
from pantau.inventory.push import EVERY_US, LATE_US, MISSED, PUSH, Push, push_address
from pantau.inventory.push_shape import PushShape
from pantau.inventory.reports import Reports
from pantau.inventory.resolve_alerting import alerting_of
from pantau.inventory.resolve_planning import planning_of
from pantau.inventory.resolve_probes import (
    HEARTBEAT,
    PUSH_HEARTBEAT,
    credentials_of,
    probes_of,
)
from pantau.inventory.resolve_reports import reports_of
from pantau.inventory.service_hours import Calendar, Season, SpecialDay
from pantau.inventory.shape import DefaultsShape, HeadShape, VillageShape
from pantau.inventory.sites_shape import SiteDefaultsShape, SiteShape

# A missed call is looked at with its beat and once more right after it: 2n - 1 looks for n.
_LOOKS = 2 * MISSED - 1


def resolve(
    pieces: Pieces, head: Piece[HeadShape], *, file: str, text: str, data: bytes
) -> Inventory:
    """The inventory with every default worked in."""
    contracts = {id: piece.shape for id, piece in pieces.contracts.items()}
    defaults = pieces.defaults.shape if pieces.defaults else None
    credentials = {id: credentials_of(id, each.shape) for id, each in pieces.credentials.items()}
    push = _push(pieces.push.shape) if pieces.push else None
    return Inventory(
        file=file,
        text=text,
        digest=sha256(data).hexdigest(),
        timezone=head.shape.timezone,
        vantage=Vantage(
            site=pieces.vantage.shape.site if pieces.vantage else None,
            references=tuple(
                Reference(piece.shape.name, piece.shape.address, piece.shape.layer)
                for piece in pieces.references
            ),
            pace=layered.pace((defaults,) if defaults else ()),
        ),
        upstreams={
            id: Upstream(
                id=id,
                name=piece.shape.name,
                address=piece.shape.address,
                provider=piece.shape.provider,
                upstream=piece.shape.upstream,
            )
            for id, piece in pieces.upstreams.items()
        },
        contracts={id: _contract(id, shape) for id, shape in contracts.items()},
        sites=tuple(_site(piece, defaults, contracts, credentials, push) for piece in pieces.sites),
        push=push,
        simulation=bool(head.shape.simulation),
        calendars={id: calendar_of(piece.shape) for id, piece in pieces.calendars.items()},
        alerting=alerting_of(pieces.alerting, head.shape.timezone),
        keeping=keeping_of(pieces.keeping.shape) if pieces.keeping else Keeping(),
        backup=backups_of(pieces.backup.shape) if pieces.backup else None,
        pages=pages_of(pieces.pages.shape) if pieces.pages else Pages(),
        villages={code: _village(piece.shape) for code, piece in pieces.villages.items()},
        planning=planning_of(pieces.planning.shape) if pieces.planning else Planning(),
        reports=reports_of(pieces.reports.shape) if pieces.reports else Reports(),
    )


def _village(shape: VillageShape) -> VillageContact:
    kim = shape.kim
    return VillageContact(Contact(kim.name, kim.phone) if kim else None)


def keeping_of(shape: KeepingShape) -> Keeping:
    """The section ``keeping`` without mistakes as what it means."""
    samples = shape.samples_months or SAMPLES_MONTHS
    return Keeping(samples, max(samples, shape.evidence_months or EVIDENCE_MONTHS))


def backups_of(shape: BackupShape) -> Backups:
    """The section ``backup`` without mistakes as what it means."""
    keep = shape.keep.model_dump(exclude_none=True) if shape.keep else {}
    return Backups(shape.to, shape.at or AT, KeepRule(**keep))


def pages_of(shape: PagesShape) -> Pages:
    """The section ``pages`` without mistakes as what it means."""
    oidc = shape.oidc
    return Pages(
        sign_in=shape.sign_in or SignInRule.BEYOND_LOOPBACK,
        public=bool(shape.public),
        people=PeopleForm(**shape.people.model_dump(exclude_none=True))
        if shape.people
        else PeopleForm(),
        oidc=Oidc(
            issuer=oidc.issuer.rstrip("/"),
            client_id=oidc.client_id,
            client_secret=oidc.client_secret,
            roles={said: Role(role.value) for said, role in oidc.roles.items()},
            name_claim=oidc.name_claim or NAME_CLAIM,
            role_claim=oidc.role_claim or ROLE_CLAIM,
        )
        if oidc
        else None,
    )


def calendar_of(shape: CalendarShape) -> Calendar:
    """A calendar without mistakes as what it means."""
    return Calendar(
        weekly=shape.weekly,
        holidays=shape.holidays,
        joint_leave=shape.joint_leave is not False,
        seasons=tuple(Season(s.start, s.end, s.weekly, s.decree) for s in shape.seasons or ()),
        days=tuple(SpecialDay(d.day, d.hours, d.decree) for d in shape.days or ()),
    )


def _contract(id: str, shape: ContractShape) -> Contract:
    signed, *amended = of_contracts.versions(shape)
    return Contract(
        id=id,
        provider=shape.provider,
        number=shape.number,
        start=shape.start,
        end=shape.end,
        policy=signed.policy,
        tiers=signed.tiers,
        amended=tuple((each.start, each.tiers) for each in amended),
        duties=tuple(
            Duty(each.id, each.what, each.due, each.by or shape.provider)
            for each in shape.duties or ()
        ),
    )


def _push(shape: PushShape) -> Push:
    host, port = shape.listen
    return Push(host, port, shape.secrets, shape.every or EVERY_US, shape.late or LATE_US)


def push_pace(push: Push) -> Pace:
    """How a site is judged that calls in: nothing is sent, so nothing can be asked again."""
    confirm = Confirm(1e-10, push.every_us, _LOOKS, _LOOKS)
    return Pace(push.every_us, push.late_us, confirm, Recover(1, push.every_us))


def _site(
    piece: Piece[SiteShape],
    defaults: DefaultsShape | None,
    contracts: dict[str, ContractShape],
    credentials: dict[str, SnmpCredentials],
    push: Push | None,
) -> Site:
    # As the site is written: a move into another kecamatan must not change what is promised.
    terms = _terms(piece.shape, defaults, contracts)
    promised = _medium_of_tier(piece.shape, defaults, contracts)
    found = [
        (
            each.span.since or date.min,
            replace(_standing(each.shape, defaults, promised, credentials, push), terms=terms),
        )
        for each in changes.standings(piece)
    ]
    first = found[0][1]
    return replace(first, standings=tuple(found)) if len(found) > 1 else first


def _standing(
    shape: SiteShape,
    defaults: DefaultsShape | None,
    promised: Medium | None,
    credentials: dict[str, SnmpCredentials],
    push: Push | None,
) -> Site:
    layers = layered.layers(shape, defaults)
    calls = push if shape.heartbeat_by == PUSH else None
    return Site(
        id=shape.id,
        name=shape.name,
        kind=shape.kind,
        kecamatan=shape.kecamatan,
        desa=shape.desa,
        at=shape.at,
        address=shape.address or push_address(shape.id),
        medium=_medium(shape, layers, promised),
        line=shape.line,
        upstream=layered.upstream_of(shape, defaults),
        place=shape.place,
        power=shape.power,
        serves=shape.serves,
        contact=Contact(shape.contact.name, shape.contact.phone) if shape.contact else None,
        pace=push_pace(calls) if calls else _asked_pace(layers, defaults),
        probes=probes_of(shape.probes or [], credentials, PUSH_HEARTBEAT if calls else HEARTBEAT),
        terms=(),
        funding=tuple(
            Funding(each.by, each.start, each.end, each.programme) for each in shape.funding or ()
        ),
    )


def _asked_pace(layers: tuple[SiteDefaultsShape, ...], defaults: DefaultsShape | None) -> Pace:
    return layered.pace((*layers, defaults) if defaults else layers)


def _terms(
    shape: SiteShape, defaults: DefaultsShape | None, contracts: dict[str, ContractShape]
) -> tuple[Term, ...]:
    found: list[Term] = []
    if shape.terms is not None:
        wanted = [(each.contract, each.tier, each) for each in shape.terms]
        for id, tier, each in wanted:
            span = (each.start or contracts[id].start, each.end or contracts[id].end)
            found += of_contracts.cut(id, contracts[id], tier, span, each.fee)
    else:
        contract, level = layered.contract_of(shape, defaults)
        if contract is not None and level is not None:
            signed = contracts[contract]
            span = (shape.start or signed.start, shape.end or signed.end)
            found += of_contracts.cut(contract, signed, level, span, shape.fee)
    return tuple(sorted(found, key=lambda term: term.start))


def _medium_of_tier(
    shape: SiteShape, defaults: DefaultsShape | None, contracts: dict[str, ContractShape]
) -> Medium | None:
    """That of the site's (latest) tier."""
    contract, tier = layered.contract_of(shape, defaults)
    if shape.terms:
        contract, tier = shape.terms[-1].contract, shape.terms[-1].tier
    level = contracts[contract].tiers.get(tier or "") if contract else None
    return level.medium if level else None


def _medium(
    shape: SiteShape, layers: tuple[SiteDefaultsShape, ...], promised: Medium | None
) -> Medium | None:
    """The site's own, else its tier's (``promised``), else that of its kind or kecamatan."""
    if "medium" in shape.model_fields_set:
        return shape.medium
    return promised or next((each.medium for each in layers if each.medium is not None), None)
