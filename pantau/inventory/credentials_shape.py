"""What the section ``credentials`` may say."""

from typing import Annotated

from pydantic import Field, WithJsonSchema

from pantau.inventory import leaves as leaf
from pantau.inventory.alerting_leaves import Secret
from pantau.inventory.block import Shape
from pantau.inventory.credentials import AUTHENTICATION, PRIVACY
from pantau.inventory.values import only

_Authentication = Annotated[
    str, only(AUTHENTICATION), WithJsonSchema({"type": "string", "enum": list(AUTHENTICATION)})
]
_Privacy = Annotated[str, only(PRIVACY), WithJsonSchema({"type": "string", "enum": list(PRIVACY)})]


class CredentialsShape(Shape):
    """By what a device lets us in over SNMP: v3 with a user and two keys, or v2c."""

    community: Secret | None = Field(
        None, examples=["env:PANTAU_SNMP_COMMUNITY"], description="v2c: goes unencrypted"
    )
    user: leaf.Text | None = Field(None, examples=["pantau"], description="v3")
    authentication: _Authentication | None = Field(None, examples=["sha"])
    authentication_key: Secret | None = Field(None, examples=["env:PANTAU_SNMP_AUTHENTICATION"])
    privacy: _Privacy | None = Field(None, examples=["aes"])
    privacy_key: Secret | None = Field(None, examples=["env:PANTAU_SNMP_PRIVACY"])
