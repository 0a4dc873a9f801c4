"""What goes wrong with an OpenID provider, known without all that it takes to talk to one."""


class OidcError(Exception):
    """The provider could not be asked, or what it said is not to be believed. For the log."""
