"""What was not typed as it must be, said in the user's language: click itself speaks English."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import IO, Any

import click

from pantau.language import Language, Translator, choose_language, to_say, translator
from pantau.language.again import SaidAgain

_SPOKEN = "pantau.language"
# Click's own sentences. What stands in {fault}, {kind} or {choices} is said again by these, too.
_SENTENCES = (
    to_say("{fault} Did you mean {name}?"),
    to_say("{fault} (Did you mean one of: {names}?)"),
    to_say("No such option {name}."),
    to_say("No such command {name}."),
    to_say("Missing command."),
    to_say("Missing option {name}.{choices}"),
    to_say("Missing argument {name}.{choices}"),
    to_say("Invalid value for {name}: {fault}"),
    to_say("Option {name} does not take a value."),
    to_say("Option {name} requires an argument."),
    to_say("Got unexpected extra argument ({names})"),
    to_say("Got unexpected extra arguments ({names})"),
    to_say("{value} is not one of {names}."),
    to_say("{value} is not a valid {kind}."),
    to_say("{value} is not in the range {range}."),
    to_say("{kind} {name} does not exist."),
    to_say("{kind} {name} is a directory."),
    to_say("{kind} {name} is not readable."),
)
_WORDS = {
    "integer": to_say("integer"),
    "integer range": to_say("integer"),
    "File": to_say("File"),
    "Path": to_say("Path"),
    "[OPTIONS]": to_say("[OPTIONS]"),
    "COMMAND [ARGS]...": to_say("COMMAND [ARGS]..."),
}
_CHOICES = to_say("Choose from:")


def listen_for_language(context: click.Context, words: Sequence[str]) -> None:
    """Keep the language that the words of a command line ask for, ahead of their being parsed.

    A word that click stumbles over is told in it, wherever --lang stands.
    """
    for word, after in zip(words, (*words, "")[1:], strict=True):
        if word == "--":
            break
        if word == "--lang":
            context.meta[_SPOKEN] = choose_language(after)
        elif word.startswith("--lang="):
            context.meta[_SPOKEN] = choose_language(word.removeprefix("--lang="))


def speak(context: click.Context, language: str) -> None:
    """From here on ``language`` is spoken."""
    context.meta[_SPOKEN] = choose_language(language)


def spoken_in(context: click.Context | None) -> Language:
    """What was asked for with --lang, else by PANTAU_LANG."""
    asked: Language | None = context.meta.get(_SPOKEN) if context else None
    return asked or choose_language(os.environ.get("PANTAU_LANG"))


class WrongUsage(click.UsageError):
    """A wrong usage that click tells in English, told in another language."""

    def __init__(self, error: click.UsageError, say: Translator) -> None:
        super().__init__(said_again(error.format_message(), say), error.ctx)
        self._say = say

    def show(self, file: IO[Any] | None = None) -> None:
        """As click lays it out: how the command is used, where help is, what was wrong."""
        say = self._say
        if self.ctx is not None:
            usage = self.ctx.make_formatter()
            pieces = [_word(each, say) for each in self.ctx.command.collect_usage_pieces(self.ctx)]
            usage.write_usage(self.ctx.command_path, " ".join(pieces), say("Usage: "))
            click.echo(usage.getvalue().rstrip("\n"), file, err=True)
            ask = f"{self.ctx.command_path} --help"
            click.echo(say("Try '{command}' for help.", command=ask) + "\n", file, err=True)
        click.echo(say("Error: {fault}", fault=self.message), file, err=True)


class Ended(click.ClickException):
    """Whoever typed broke off, or what they typed came to its end, before the command was done."""

    def show(self, file: IO[Any] | None = None) -> None:
        """On a line of its own, beneath what was being typed."""
        click.echo(f"\n{self.message}", file, err=True)


@contextmanager
def in_the_language_of(context: click.Context) -> Iterator[None]:
    """Whatever usage is found wrong inside is told in the language that is spoken."""
    try:
        yield
    except (click.Abort, KeyboardInterrupt, EOFError) as error:
        say = translator(spoken_in(context))
        raise Ended(say("Broken off; nothing more was done.")) from error
    except (WrongUsage, click.exceptions.NoArgsIsHelpError):
        raise
    except click.UsageError as error:
        language = spoken_in(context)
        if language == "en":
            raise
        raise WrongUsage(error, translator(language)) from error


def _value(place: str, value: str, say: Translator) -> str:
    if place == "fault":
        return said_again(value, say)
    if place == "choices":
        return value.replace("Choose from:", say(_CHOICES))
    return _word(value, say) if place == "kind" else value


def _word(word: str, say: Translator) -> str:
    return say(_WORDS[word]) if word in _WORDS else word


said_again = SaidAgain(_SENTENCES, _value, may_be_nothing=frozenset({"choices"}))
"""A message of click in the language of a Translator; one of no known form as it is."""
