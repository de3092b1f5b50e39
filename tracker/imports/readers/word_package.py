"""The parts of a Word file, opened one by one as they are asked for. Pure.

python-docx's own `Document` reads every part at once, pictures included, and refuses a file with macros or with a
relation that leads nowhere, which many programs write. So only its part names and its parser are used here: the
parser expands no entity and fetches nothing.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from docx.opc.packuri import PACKAGE_URI, PackURI
from docx.oxml.parser import parse_xml
from lxml.etree import _Element as Element

# The names of the "strict" edition of the standard, in which Word can save too, and those everybody writes.
_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/(\w+)")
_TRANSITIONAL = rb"http://schemas.openxmlformats.org/\1/2006/\2"
_TYPES = "[content_types].xml"


@dataclass(frozen=True, slots=True)
class Relation:
    """`kind` is the last word of its type, the same in both editions of the standard: "header", "numbering"."""

    kind: str
    target: str
    is_external: bool = False


class Package:
    """The archive. Names of parts are compared without case, as the standard says, and with either slash."""

    def __init__(self, data: bytes) -> None:
        self._archive = zipfile.ZipFile(io.BytesIO(data))
        self._names = {name.replace("\\", "/").lstrip("/").lower(): name for name in self._archive.namelist()}

    def bytes_of(self, part: PackURI) -> bytes | None:
        name = self._names.get(part.membername.lower())
        return None if name is None else self._archive.read(name)

    def xml(self, part: PackURI) -> Element | None:
        data = self.bytes_of(part)
        if data is None:
            return None
        root: Element = parse_xml(_STRICT.sub(_TRANSITIONAL, data))
        return root

    def relations(self, source: PackURI) -> Iterator[Relation]:
        data = self.bytes_of(source.rels_uri)
        for one in [] if data is None else parse_xml(data):
            kind = (one.get("Type") or "").rpartition("/")[2]
            yield Relation(kind, one.get("Target") or "", one.get("TargetMode") == "External")

    @cached_property
    def main(self) -> PackURI | None:
        """The document itself: "/word/document.xml" as a rule, "/word/document2.xml" from some servers."""
        for relation in self.relations(PACKAGE_URI):
            if relation.kind == "officeDocument" and not relation.is_external:
                return PackURI.from_rel_ref("/", relation.target)
        return None

    @cached_property
    def main_xml(self) -> Element | None:
        return self.xml(self.main) if self.main else None

    @cached_property
    def of_main(self) -> tuple[Relation, ...]:
        return tuple(self.relations(self.main)) if self.main else ()

    def related(self, kind: str) -> Iterator[Element]:
        """The roots of all parts of one kind that the document leads to; what leads nowhere is passed over."""
        for relation in self.of_main:
            if relation.kind == kind and not relation.is_external and self.main:
                root = self.xml(PackURI.from_rel_ref(self.main.baseURI, relation.target))
                if root is not None:
                    yield root

    @cached_property
    def has_macros(self) -> bool:
        types = self._names.get(_TYPES)
        is_enabled = types is not None and b"macroEnabled" in self._archive.read(types)
        return is_enabled or any(relation.kind == "vbaProject" for relation in self.of_main)

    @cached_property
    def has_external(self) -> bool:
        """Something outside that Word would fetch; a plain link of the text is not fetched."""
        return any(relation.is_external and relation.kind != "hyperlink" for relation in self.of_main)
