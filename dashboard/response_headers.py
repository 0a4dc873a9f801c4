"""What every answer tells browsers not to do with it."""

import base64
import hashlib
import re
from functools import cache

from starlette.datastructures import MutableHeaders
from starlette.types import Message, Send

from dashboard.first_page import script
from dashboard.streamlit_build import INDEX

_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
}
_YEAR_OF_HTTPS = "max-age=31536000"
_INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)


@cache
def pages_policy() -> str:
    """The content policy of Streamlit's own pages.

    Streamlit brings components of ours and the map's workers as blobs; the little scripts of its
    first page, its own and ours, are named by their digests. Nothing is evaluated.
    """
    digests = [
        f"'sha256-{base64.b64encode(hashlib.sha256(each.encode()).digest()).decode()}'"
        for each in (*_INLINE.findall(INDEX.read_text("utf-8")), script())
    ]
    return "; ".join(
        (
            "default-src 'self'",
            " ".join(("script-src 'self' blob:", *digests)),
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "connect-src 'self' data: blob:",
            "worker-src 'self' blob:",
            "object-src 'none'",
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'none'",
        )
    )


def with_headers(send: Send, *, https: bool) -> Send:
    """``send``, with what every answer says; an answer that says it itself keeps its word."""

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in _HEADERS.items():
                headers.setdefault(name, value)
            headers.setdefault("Content-Security-Policy", pages_policy())
            if https:
                headers.setdefault("Strict-Transport-Security", _YEAR_OF_HTTPS)
        await send(message)

    return sending
