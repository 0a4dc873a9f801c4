"""The probes of a site, and credentials, without mistakes as what they mean."""

from collections.abc import Mapping

from pantau.inventory.asking import PROBE_EVERY_US, PROBE_TIMEOUT_US, DnsQuery, Probe
from pantau.inventory.credentials import SnmpCredentials
from pantau.inventory.credentials_shape import CredentialsShape
from pantau.inventory.probe_shape import ProbeShape

HEARTBEAT = Probe(kind="icmp", name="icmp")
PUSH_HEARTBEAT = Probe(kind="push", name="push")


def probes_of(
    shapes: list[ProbeShape],
    credentials: Mapping[str, SnmpCredentials],
    heartbeat: Probe = HEARTBEAT,
) -> tuple[Probe, ...]:
    """The heartbeat and the others.

    Unnamed probes are called by their kind, the second of a kind http-2 and so on.
    """
    written = {shape.name for shape in shapes if shape.name is not None}
    found = [heartbeat]
    for shape in shapes:
        taken = written | {probe.name for probe in found}
        name, number = shape.name or shape.kind, 1
        while shape.name is None and name in taken:
            number += 1
            name = f"{shape.kind}-{number}"
        found.append(_probe(shape, name, credentials))
    return tuple(found)


def _probe(shape: ProbeShape, name: str, credentials: Mapping[str, SnmpCredentials]) -> Probe:
    query = shape.query
    return Probe(
        kind=shape.kind,
        name=name,
        address=shape.address,
        url=shape.url,
        status=shape.status or (),
        keyword=shape.keyword,
        redirects=shape.redirects is not False,
        verify=shape.verify is not False,
        port=shape.port,
        query=DnsQuery(query.name, query.type or "A", query.expect) if query else None,
        credentials=credentials[shape.credentials] if shape.credentials else None,
        interface=shape.interface,
        every_us=shape.every or PROBE_EVERY_US,
        timeout_us=shape.timeout or PROBE_TIMEOUT_US,
    )


def credentials_of(id: str, shape: CredentialsShape) -> SnmpCredentials:
    """One entry of the section ``credentials``."""
    return SnmpCredentials(
        id=id,
        community=shape.community,
        user=shape.user,
        authentication=shape.authentication or "sha",
        authentication_key=shape.authentication_key,
        privacy=shape.privacy or "aes",
        privacy_key=shape.privacy_key,
    )
