"""Makes Word files that harm or cannot be read, for tests."""

import struct
import zipfile
import zlib
from io import BytesIO

from tests.indexing.readers.docx_files import docx_of, markup, paragraph, zip_of

_OLD_SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SECTOR_BYTES = 512
# Fields of an archive's directory: entry, end.
_ENTRY = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")


def old_container(*streams: str) -> bytes:
    """Return the container of locked and old Office files, with the names of its streams."""
    directory = b"".join(
        name.encode("utf-16-le").ljust(64, b"\0") + struct.pack("<H", 2 * len(name) + 2).ljust(64, b"\0")
        for name in ("Root Entry", *streams)
    )
    header = _OLD_SIGNATURE.ljust(_SECTOR_BYTES, b"\0")
    return header + directory.ljust(_SECTOR_BYTES, b"\0") + b"\x5a" * 4 * _SECTOR_BYTES


def locked_docx() -> bytes:
    """Return what Word writes for a document with a password."""
    return old_container("EncryptionInfo", "EncryptedPackage")


def bomb_docx(*, inflated_bytes: int) -> bytes:
    """Return a file of some forty kilobytes whose parts all share the same few compressed ones."""
    kernel = 8 << 20
    archive = zip_of({"[Content_Types].xml": "<Types/>", "word/document.xml": f"<w>{' ' * (kernel - 7)}</w>"})
    with zipfile.ZipFile(BytesIO(archive)) as opened:
        entry = opened.getinfo("word/document.xml")
        content_types = opened.getinfo("[Content_Types].xml")
        start = opened.start_dir
    entries = _entry("[Content_Types].xml", content_types) + b"".join(
        _entry("word/document.xml", entry) for _ in range(inflated_bytes // kernel)
    )
    count = 1 + inflated_bytes // kernel
    return archive[:start] + entries + _END.pack(b"PK\5\6", 0, 0, count, count, len(entries), start, 0)


def nested_bomb(*, depth: int = 5) -> bytes:
    """Return an archive of archives of archives, the innermost of blanks."""
    inner = zip_of({"0.txt": bytes(1 << 20)})
    for level in range(depth):
        inner = zip_of({f"{level}-{copy}.zip": inner for copy in range(16)})
    return inner


def lying_docx() -> bytes:
    """Return a file whose directory says that its styles, 64 MB of blanks, are ten bytes long."""
    blanks, ten = b" " * (64 << 20), b" " * 10
    lied = docx_of(paragraph("x"), parts={"word/styles.xml": blanks})
    for whole, stated in ((zlib.crc32(blanks), zlib.crc32(ten)), (len(blanks), len(ten))):
        lied = lied.replace(struct.pack("<I", whole), struct.pack("<I", stated))
    return lied


def many_parts_docx(*, count: int) -> bytes:
    """Return a file of a great number of parts."""
    return docx_of(paragraph("x"), parts={f"word/p{number}.bin": b"" for number in range(count)})


def heavy_docx(*, markup_bytes: int) -> bytes:
    """Return a file with much markup and next to no text."""
    run = "<w:r><w:t>a</w:t></w:r>"
    return docx_of(f"<w:p>{run * (markup_bytes // len(run))}</w:p>")


def entities_docx(*, encoding: str = "utf-8") -> bytes:
    """Return a file whose text is an entity that expands a thousand million times."""
    lines = "".join(f'<!ENTITY e{level} "{f"&e{level - 1};" * 10}">' for level in range(1, 10))
    declared = f'<!DOCTYPE w [<!ENTITY e0 "lol">{lines}]>'
    body = markup("document", f"<w:body>{paragraph('&e9;')}</w:body>")
    part = body.replace("?>", f"?>{declared}", 1).replace("UTF-8", encoding)
    return docx_of("", parts={"word/document.xml": part.encode(encoding)})


def deep_docx(*, depth: int) -> bytes:
    """Return a file of elements nested in one another."""
    return docx_of("<w:sdt><w:sdtContent>" * depth + paragraph("fond") + "</w:sdtContent></w:sdt>" * depth)


def strict_docx() -> bytes:
    """Return a file of the variant that Word offers as strict."""
    relation = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId1" Target="word/document.xml" '
        'Type="http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument"/></Relationships>'
    )
    return docx_of(paragraph("x"), parts={"_rels/.rels": relation})


def _entry(name: str, entry: zipfile.ZipInfo) -> bytes:
    sizes = (entry.CRC, entry.compress_size, entry.file_size)
    fixed = _ENTRY.pack(
        *(b"PK\1\2", 20, 20, 0, zipfile.ZIP_DEFLATED, 0, 0x21, *sizes),
        *(len(name), 0, 0, 0, 0, 0, entry.header_offset),
    )
    return fixed + name.encode()
