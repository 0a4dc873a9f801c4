"""The files of open data, told to people."""

from dashboard.markup import Html, element, joined
from dashboard.publik.feeds import FEEDS, feed_address
from dashboard.publik.fields import DATASETS, LICENCE_URL, Field
from dashboard.publik.frame import document
from dashboard.publik.look import Look
from dashboard.publik.month_list import Months, name_of
from dashboard.publik.parts import panel, table
from dashboard.publik.wanted import ROOT, Wanted, file_address
from pantau.language import Language, translator


def data_page(look: Look, asked: Wanted, months: Months) -> Html:
    """Which files there are, and what stands in them."""
    language = asked.language
    say = translator(language)
    return document(
        look,
        asked,
        say("Open data"),
        element(
            "p",
            say(
                "Public information under Law 14/2008. Use it freely, for any purpose, and name "
                "the source (licence {licence}). Times are UTC. Addresses below are for ever; "
                "fields may be added.",
                licence="CC BY 4.0",
            ),
            " ",
            element("a", say("The licence"), href=LICENCE_URL, rel="license"),
            " · ",
            element("a", "schema.json", href=f"{ROOT}/data/schema.json"),
        ),
        panel(
            say("News of work, outages and recoveries"),
            element(
                "p",
                *(
                    joined(
                        element("a", element("code", name), href=feed_address(name, language)), " "
                    )
                    for name in FEEDS
                ),
            ),
        ),
        *(
            panel(
                say(title),
                _months(look, months, files, language) if name == "availability" else _links(files),
                _fields(fields, language),
            )
            for name, (files, fields, title) in DATASETS.items()
        ),
    )


def _links(files: tuple[str, ...]) -> Html:
    links = [element("a", element("code", name), href=file_address(name)) for name in files]
    return element("p", joined(*(joined(link, " ") for link in links)))


def _months(look: Look, months: Months, files: tuple[str, ...], language: Language) -> Html:
    """A row a month, a link a file."""
    items = []
    for name in look.months:
        month = months(name)
        if month is None or not (month.measured or name == look.months[0]):
            continue
        links = [
            element("a", file.partition(".")[2].upper(), href=file_address(file, name))
            for file in files
        ]
        items.append(
            element("li", name_of(name, language), ": ", *(joined(link, " ") for link in links))
        )
    return element("ul", *items, class_="files")


def _fields(fields: tuple[Field, ...], language: Language) -> Html:
    say = translator(language)
    return table(
        ((say("Field"), None), (say("Type"), "l"), (say("Meaning"), "l")),
        [
            (
                (element("code", each.name), None),
                (each.type, "l"),
                (say(each.about), "l"),
            )
            for each in fields
        ],
        "fields",
    )
