"""What stands on every page: the mark below, and a watermark across."""

from docx.oxml import parse_xml
from docx.section import Section

from pantau.reports.docx.sheet import Sheet
from pantau.reports.docx.xml import Element, Style, clean, field, node, paragraph, run

# Word's own form of a watermark: letters drawn as a shape that hangs in the header.
_WATERMARK = """
<w:pict xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"
 xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office">
 <v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800"
  path="m@7,l@8,m@5,21600l@6,21600e">
  <v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/>
   <v:f eqn="sum 0 0 @2"/><v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/>
   <v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/></v:formulas>
  <v:path textpathok="t" o:connecttype="rect"/><v:textpath on="t" fitshape="t"/>
  <o:lock v:ext="edit" text="t" shapetype="t"/>
 </v:shapetype>
 <v:shape type="#_x0000_t136" o:allowincell="f" fillcolor="#dcdcdc" stroked="f">
  <v:fill opacity=".5"/><v:textpath style="font-family:&quot;Arial&quot;;font-size:1pt"/>
 </v:shape>
</w:pict>"""
_VML = "{urn:schemas-microsoft-com:vml}"


def write_margins(sheet: Sheet, section: Section) -> None:
    """Header and footer of a section, for its own width."""
    section.header_distance = section.footer_distance = 360000
    mark, say = sheet.paper.mark, sheet.say
    section.header.is_linked_to_previous = section.footer.is_linked_to_previous = False
    top, bottom = section.header._element, section.footer._element
    for part in (top, bottom):
        for old in list(part):
            part.remove(old)
    across = [_watermark(mark.watermark, sheet)] if mark.watermark else []
    top.append(paragraph(Style.HEADER, across))
    stop = node("tabs", None, node("tab", {"val": "right", "pos": sheet.width}))
    line = node("top", {"val": "single", "sz": 4, "space": 4, "color": "808080"})
    before, between, after = _pieces(say("Page {n} of {all}"))
    page = [field("PAGE", "1"), run(between), field("NUMPAGES", "1"), run(after)]
    bottom.append(
        paragraph(
            Style.FOOTER,
            [run(f"{mark.left}\t{before}"), *page],
            node("pBdr", None, line),
            stop,
        )
    )
    bottom.append(paragraph(Style.FOOTER, mark.right))


def _pieces(text: str) -> tuple[str, str, str]:
    before, _, rest = text.partition("{n}")
    between, _, after = rest.partition("{all}")
    return before, between, after


def _watermark(text: str, sheet: Sheet) -> Element:
    text = clean(text)
    across = min(sheet.millimetres) * 2
    width, height = round(across), round(min(across / max(len(text), 1) * 1.7, across / 4))
    picture = parse_xml(_WATERMARK)
    shape = picture[1]
    number = sheet.next_of("watermark")
    shape.set("id", f"PowerPlusWaterMarkObject{number}")
    shape.set("{urn:schemas-microsoft-com:office:office}spid", f"_x0000_s{2048 + number}")
    shape.set(
        "style",
        f"position:absolute;margin-left:0;margin-top:0;width:{width}pt;height:{height}pt;"
        "rotation:315;z-index:-251658752;mso-position-horizontal:center;"
        "mso-position-horizontal-relative:margin;mso-position-vertical:center;"
        "mso-position-vertical-relative:margin",
    )
    shape.find(f"{_VML}textpath").set("string", text)
    return node("r", None, picture)
