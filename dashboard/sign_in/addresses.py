"""Where the ways in and out are."""

SIGN_IN = "/masuk"
SIGN_OUT = "/keluar"
ACCOUNT = "/akun"
INVITATION = "/undangan"
SCREEN = "/layar"
OIDC = "/masuk/oidc"
OIDC_BACK = "/masuk/oidc/kembali"

OPEN = frozenset({SIGN_IN, SIGN_OUT, INVITATION, SCREEN, OIDC, OIDC_BACK})
"""Who has not signed in may go there."""
