"""What ``probes`` of a site may say. Which key belongs to which kind: check_probes."""

from pydantic import Field

from pantau.inventory import leaves as leaf
from pantau.inventory import probe_leaves as own
from pantau.inventory.block import Shape


class QueryShape(Shape):
    """What a name server is asked."""

    name: own.Domain = Field(examples=["www.paser.example"])
    type: own.QueryType | None = Field(None, examples=["A"])
    expect: leaf.Text | None = Field(
        None, examples=["127.64.0.7"], description="one of the answers is this"
    )


class ProbeShape(Shape):
    """One more way of asking a site."""

    kind: own.ProbeKind = Field(examples=["http"])
    name: leaf.Id | None = Field(None, examples=["http-web"])
    every: own.Every | None = Field(None, examples=["60s"])
    timeout: own.Patience | None = Field(None, examples=["5s"])
    address: leaf.Address | None = Field(
        None, examples=["127.64.0.53"], description="asked instead of the site's (tcp, dns, snmp)"
    )
    port: leaf.Port | None = Field(None, examples=["443"], description="tcp, dns, snmp")
    url: leaf.Url | None = Field(None, examples=["http://127.64.0.1/"], description="http")
    status: own.Status | None = Field(
        None, examples=["[200, 401]"], description="http: what is expected; 200 to 299 if left out"
    )
    keyword: leaf.Text | None = Field(
        None, examples=["Selamat datang"], description="http: stands in the page"
    )
    redirects: leaf.Truth | None = Field(
        None, examples=["true"], description="http: they are followed; so if left out"
    )
    verify: leaf.Truth | None = Field(
        None, examples=["true"], description="http: the certificate must be valid; so if left out"
    )
    query: QueryShape | None = Field(
        None, examples=["{name: www.paser.example, type: A}"], description="dns"
    )
    credentials: leaf.Reference | None = Field(
        None, examples=["router"], description="snmp: a name of the section credentials"
    )
    interface: leaf.Text | None = Field(
        None, examples=["ether1"], description="snmp: name or number; found if left out"
    )
