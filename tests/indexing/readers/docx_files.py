"""Makes small Word files for tests, from the markup of their parts."""

import zipfile
from collections.abc import Mapping
from io import BytesIO

_NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
STYLES = """
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Titre"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="Titre1"><w:name w:val="heading 1"/></w:style>
<w:style w:type="paragraph" w:styleId="Titre2"><w:name w:val="heading 2"/></w:style>
<w:style w:type="paragraph" w:styleId="Clause"><w:basedOn w:val="Titre2"/><w:name w:val="Clause"/></w:style>
<w:style w:type="paragraph" w:styleId="Plan"><w:name w:val="Plan"/>
  <w:pPr><w:outlineLvl w:val="3"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Puces2"><w:name w:val="List Bullet 2"/></w:style>
<w:style w:type="paragraph" w:styleId="TM1"><w:name w:val="toc 1"/></w:style>
<w:style w:type="paragraph" w:styleId="Bandeau"><w:name w:val="Bandeau"/>
  <w:pPr><w:shd w:val="clear" w:fill="1F4E79"/></w:pPr></w:style>
<w:style w:type="character" w:styleId="Cache"><w:name w:val="Cache"/><w:rPr><w:vanish/></w:rPr></w:style>
<w:style w:type="table" w:styleId="Grille"><w:name w:val="Grille"/>
  <w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr></w:tblStylePr></w:style>
<w:style w:type="paragraph" w:styleId="A"><w:basedOn w:val="B"/><w:name w:val="A"/></w:style>
<w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/><w:name w:val="B"/></w:style>
"""
NUMBERING = """
<w:abstractNum w:abstractNumId="0">
  <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
  <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%2)"/></w:lvl>
  <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1.%3"/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="2">
  <w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText w:val="Article %1"/></w:lvl>
</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="2"/></w:num>
<w:num w:numId="4"><w:abstractNumId w:val="0"/>
  <w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>
"""


def docx_of(
    body: str,
    *,
    styles: str = STYLES,
    numbering: str = "",
    footnotes: str = "",
    title: str = "",
    parts: Mapping[str, str | bytes] | None = None,
) -> bytes:
    """Return a Word file with the given markup in its parts; `parts` adds to them or replaces them."""
    files: dict[str, str | bytes] = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relations(
            (f"{_OFFICE}/officeDocument", "word/document.xml"),
            (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
        ),
        "docProps/core.xml": (
            f'<p:coreProperties xmlns:p="{_PACKAGE}/metadata/core-properties" '
            f'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{title}</dc:title></p:coreProperties>'
        ),
        "word/_rels/document.xml.rels": _relations(
            *((f"{_OFFICE}/{name}", f"{name}.xml") for name in ("styles", "numbering", "footnotes"))
        ),
        "word/document.xml": markup("document", f"<w:body>{body}<w:sectPr/></w:body>"),
        "word/styles.xml": markup("styles", styles),
        "word/numbering.xml": markup("numbering", numbering),
        "word/footnotes.xml": markup("footnotes", footnotes),
        **(parts or {}),
    }
    return zip_of(files)


def zip_of(files: Mapping[str, str | bytes]) -> bytes:
    """Return an archive of some files."""
    output = BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return output.getvalue()


def markup(root: str, content: str) -> str:
    """Return a part's XML."""
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{root} {_NAMESPACES}>{content}</w:{root}>'


def paragraph(text: str, *, style: str = "", properties: str = "", run: str = "") -> str:
    """Return a paragraph of one run; `properties` and `run` are the markup of their properties."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return (
        f"<w:p><w:pPr>{named}{properties}</w:pPr>"
        f'<w:r><w:rPr>{run}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'
    )


def item(text: str, *, number_id: int = 1, depth: int = 0, style: str = "") -> str:
    """Return a paragraph of a numbered or bulleted list."""
    place = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number_id}"/></w:numPr>'
    return paragraph(text, style=style, properties=place)


def table(*rows: list[str], header: bool = False) -> str:
    """Return a table of cells that each hold the markup of their paragraphs."""
    mark = "<w:trPr><w:tblHeader/></w:trPr>"
    written = (
        f"<w:tr>{mark if header and number == 0 else ''}"
        + "".join(f"<w:tc>{cell}</w:tc>" for cell in row)
        + "</w:tr>"
        for number, row in enumerate(rows)
    )
    return f"<w:tbl><w:tblPr/>{''.join(written)}</w:tbl>"


def _relations(*relations: tuple[str, str]) -> str:
    written = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(relations, start=1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{written}</Relationships>'


def _content_types() -> str:
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_WORD_TYPE}.{kind}+xml"/>'
        for name, kind in (
            ("document", "document.main"),
            ("styles", "styles"),
            ("numbering", "numbering"),
            ("footnotes", "footnotes"),
        )
    )
    core = "application/vnd.openxmlformats-package.core-properties+xml"
    return (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/docProps/core.xml" ContentType="{core}"/>{overrides}</Types>'
    )
