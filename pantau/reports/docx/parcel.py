"""The file around the text: a document that is empty but for its styles, and bytes that stay."""

from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx.document import Document as WordDocument

from pantau.language import Language

_TEMPLATE = Path(__file__).with_name("template")
_TONGUES: dict[Language, bytes] = {"id": b"id-ID", "en": b"en-GB"}
_NO_TIME = (1980, 1, 1, 0, 0, 0)
"""When each part was written, as far as the file says: the first day that it can say."""


def template(language: Language) -> bytes:
    """The folder ``template`` as a file; its texts are checked for spelling in ``language``."""
    parts = {
        path.relative_to(_TEMPLATE).as_posix(): path.read_bytes()
        for path in _TEMPLATE.rglob("*")
        if path.is_file()
    }
    styles = parts["word/styles.xml"]
    parts["word/styles.xml"] = styles.replace(_TONGUES["id"], _TONGUES[language])
    return _packed(parts)


def same_bytes(word: WordDocument) -> bytes:
    """``word`` as a file in which no clock and no order of a machine is left."""
    saved = BytesIO()
    word.save(saved)
    with ZipFile(saved) as file:
        return _packed({name: file.read(name) for name in file.namelist()})


def _packed(parts: dict[str, bytes]) -> bytes:
    # Readers look for this part first.
    names = sorted(parts, key=lambda name: (name != "[Content_Types].xml", name))
    made = BytesIO()
    with ZipFile(made, "w") as file:
        for name in names:
            info = ZipInfo(name, _NO_TIME)
            info.compress_type, info.create_system = ZIP_DEFLATED, 3
            file.writestr(info, parts[name])
    return made.getvalue()
