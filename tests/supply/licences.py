"""Under which licence each library comes, and which of them we may ship with."""

import re
from importlib.metadata import Distribution, PackageNotFoundError, distribution

# Permissive ones, and MPL-2.0, which asks for its own files alone. No GPL, LGPL or AGPL: an office
# gets Pantau as a whole, and may hand it on as it likes.
ALLOWED = frozenset(
    {
        *("0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "ISC", "MIT"),
        *("MIT-0", "MIT-CMU", "MPL-2.0", "PSF-2.0", "Zlib"),
    }
)

# What libraries say of themselves that is no SPDX expression, and what it means; "" is nothing.
_MEANT = {
    "Apache 2.0": "Apache-2.0",
    "Apache License 2.0": "Apache-2.0",
    "3-Clause BSD License": "BSD-3-Clause",
    "BSD 2-Clause License": "BSD-2-Clause",
}

# Those that say it in a file alone, or in words that leave it open; looked up in their licence
# files. Those without a version here are not installed on Linux.
_LOOKED_UP = {
    "altair": "BSD-3-Clause",
    "apsw": "Zlib",
    "httpx2-jsfetch": "BSD-3-Clause",
    "itsdangerous": "BSD-3-Clause",
    "jinja2": "BSD-3-Clause",
    "markdown-it-py": "MIT",
    "mdurl": "MIT",
    "pathspec": "MPL-2.0",
    "pysnmp": "BSD-2-Clause",
    "python-dateutil": "Apache-2.0 OR BSD-3-Clause",
    "tzdata": "Apache-2.0",
}


def licence_of(name: str) -> str | None:
    """The SPDX expression of a library's licence; None where nobody has said it."""
    key = re.sub(r"[-_.]+", "-", name).lower()
    if key in _LOOKED_UP:
        return _LOOKED_UP[key]
    try:
        found: Distribution = distribution(name)
    except PackageNotFoundError:
        return None
    said = found.metadata.get("License-Expression") or found.metadata.get("License") or ""
    said = _MEANT.get(said.strip(), said.strip())
    return said if may_be_read(said) else None


def may_be_read(expression: str) -> bool:
    """Whether it consists of names of licences with AND or OR between them."""
    return re.fullmatch(r"[A-Za-z0-9.+-]+( (AND|OR) [A-Za-z0-9.+-]+)*", expression) is not None


def may_be_shipped(expression: str) -> bool:
    """Whether we may ship with it: of alternatives one is enough."""
    return any(
        all(name in ALLOWED for name in choice.split(" AND "))
        for choice in expression.split(" OR ")
    )
