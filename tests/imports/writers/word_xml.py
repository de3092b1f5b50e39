"""Word files from raw XML, as Word itself and other programs write them and python-docx cannot."""

from collections.abc import Mapping, Sequence
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
PLAIN = f"{_TYPE}.document.main+xml"
WITH_MACROS = "application/vnd.ms-word.document.macroEnabled.main+xml"
_NAMES = " ".join(
    f'xmlns:{prefix}="{name}"'
    for prefix, name in {
        "w": W,
        "r": f"{_OFFICE}/relationships",
        "m": f"{_OFFICE}/math",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "v": "urn:schemas-microsoft-com:vml",
        "o": "urn:schemas-microsoft-com:office:office",
    }.items()
)
_ROOTS = {"header": "hdr", "footer": "ftr"}
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def part(root: str, inner: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:{root} {_NAMES}>{inner}</w:{root}>'


def word_file(
    body: str,
    parts: Mapping[str, str] | None = None,
    *,
    links: Sequence[tuple[str, str]] = (),
    kind: str = PLAIN,
    main: str = "word/document.xml",
) -> bytes:
    """`parts`: the inner XML of "styles", "numbering", "footnotes", "header1" …; `links`: relations leading outside,
    as (type, address)."""
    inside = {name: part(_ROOTS.get(name.rstrip("0123456789"), name), inner) for name, inner in (parts or {}).items()}
    data = BytesIO()
    with ZipFile(data, "w", ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _types(main, kind))
        archive.writestr("_rels/.rels", _relations([("officeDocument", main, "")]))
        archive.writestr(main, part("document", f"<w:body>{body}<w:sectPr/></w:body>"))
        folder, _, name = main.rpartition("/")
        own = [(other.rstrip("0123456789"), f"{other}.xml", "") for other in inside]
        outside = [(type_, address, ' TargetMode="External"') for type_, address in links]
        archive.writestr(f"{folder}/_rels/{name}.rels", _relations([*own, *outside]))
        for other, xml in inside.items():
            archive.writestr(f"{folder}/{other}.xml", xml)
    return data.getvalue()


def _types(main: str, kind: str) -> str:
    return (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/{main}" ContentType="{kind}"/></Types>'
    )


def _relations(targets: Sequence[tuple[str, str, str]]) -> str:
    found = "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/relationships/{type_}" Target="{target}"{mode}/>'
        for number, (type_, target, mode) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{found}</Relationships>'


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def p(*inner: str, properties: str = "") -> str:
    """A paragraph; what is no XML is a run."""
    runs = "".join(one if one.startswith("<") else run(one) for one in inner)
    return f"<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>"


def listed(text: str, numbering: int = 1, level: int = 0) -> str:
    properties = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{numbering}"/></w:numPr>'
    return p(*([text] if text else []), properties=properties)


def tc(inner: str = "", *, span: int = 1, down: str = "", properties: str = "") -> str:
    """A cell; `down`: "restart" or "continue" of a vertical merge."""
    merge = {"": "", "continue": "<w:vMerge/>"}.get(down, f'<w:vMerge w:val="{down}"/>')
    inner = inner if inner.startswith("<") else p(inner)
    return f'<w:tc><w:tcPr><w:gridSpan w:val="{span}"/>{merge}{properties}</w:tcPr>{inner}</w:tc>'


def tr(*cells: str, properties: str = "") -> str:
    inner = "".join(one if one.startswith("<w:tc>") or one.startswith("<w:sdt>") else tc(one) for one in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{inner}</w:tr>"


def tbl(*rows: str, widths: Sequence[int] = ()) -> str:
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def pattern(*levels: str, number: int = 1, of: int = 1) -> str:
    """A pattern of lists `of` and the list `number` made from it; each level as "format text"."""
    found = "".join(
        f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="{level.split(" ", 1)[0]}"/>'
        f'<w:lvlText w:val="{level.split(" ", 1)[1]}"/></w:lvl>'
        for index, level in enumerate(levels)
    )
    abstract = f'<w:abstractNum w:abstractNumId="{of}">{found}</w:abstractNum>' if levels else ""
    return f'{abstract}<w:num w:numId="{number}"><w:abstractNumId w:val="{of}"/></w:num>'
