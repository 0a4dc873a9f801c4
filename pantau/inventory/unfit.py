"""A value of the file that cannot be what it should be."""

from pantau.language import Sentence
from pantau.language.sentence import Value


class UnfitError(ValueError):
    """What is wrong with a value and what to write instead; as text in English."""

    def __init__(self, text: str, /, **values: Value) -> None:
        self.why = Sentence(text, **values)
        super().__init__(self.why.message)
