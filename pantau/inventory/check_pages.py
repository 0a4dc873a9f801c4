"""The pages: where the OpenID provider is reached, and where it sends people back to."""

from pantau.inventory.check_receivers import stays_here
from pantau.inventory.findings import Findings
from pantau.inventory.pieces import Pieces
from pantau.language import Sentence, to_say


def check(findings: Findings, pieces: Pieces) -> None:
    """Note a provider that anybody on the way could play, and one that cannot send people back."""
    piece = pieces.pages
    if piece is None or piece.shape.oidc is None or "oidc" in piece.bad:
        return
    path = (*piece.path, "oidc")
    issuer = piece.shape.oidc.issuer
    if issuer.startswith("http://") and not stays_here(issuer):
        text = Sentence(to_say("whoever stands in between could let anybody in; write https://…"))
        findings.error((*path, "issuer"), text)
    head = pieces.alerting.head if pieces.alerting else None
    if head is None or (head.shape.link is None and "link" not in head.bad):
        text = Sentence(
            to_say(
                "the provider must know where to send people back to; write alerts: {link: "
                "https://…}, the address of these pages"
            )
        )
        findings.error(path, text)
