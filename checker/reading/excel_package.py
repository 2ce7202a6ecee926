"""The zip archive a workbook is: its parts, inflated within limits and parsed without surprises.

Nothing is fetched, no entity is expanded, and every size is counted while it grows: the archive's own
figures are not believed.
"""

from __future__ import annotations

import io
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import Protocol
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from checker.errors import InputError
from checker.reading.limits import refuse_beyond

PARTS = 10_000  # files in the archive
DIRECTORY_BYTES = 2_000_000  # of the archive's table of contents
INFLATED_BYTES = 150_000_000  # of all parts read
ELEMENTS = 5_000_000  # of all parts read; a filled cell takes two or three
SMALL_PART_BYTES = 20_000_000  # of a part that is no sheet and holds no texts
RATIO = 200  # inflated to deflated; sheets reach some 40
RATIO_FREE_BYTES = 5_000_000  # below this size the ratio does not matter
SILENT_BYTES = 2_000_000  # without a single element or text ending
CHUNK = 65_536
DAMAGED = "is a damaged workbook: {}"
_DIRECTORY_END = struct.Struct("<4s4H2LH")


class Target(Protocol):
    """What takes the parts of an XML document as they come; `TreeBuilder` is one."""

    def start(self, tag: str, attributes: dict[str, str], /) -> object: ...
    def data(self, text: str, /) -> object: ...
    def end(self, tag: str, /) -> object: ...


class Package:
    """The parts of one archive by name, without regard to case. Raises InputError."""

    def __init__(self, data: bytes, path: str) -> None:
        self.path = path
        _check_directory(data, path)
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
            raise self.damaged("the zip archive is cut off or broken") from None
        refuse_beyond(len(self._archive.infolist()), PARTS, "parts", path)
        self._parts = {_normal(info.filename): info for info in self._archive.infolist()}
        self._inflated = 0
        self._elements = 0

    def damaged(self, reason: str) -> InputError:
        """The error that says what is wrong with the workbook."""
        return InputError(DAMAGED.format(reason), self.path, "open it in a spreadsheet and save it anew")

    def __contains__(self, name: str) -> bool:
        return _normal(name) in self._parts

    def parse(self, name: str, target: Target) -> None:
        """Gives the elements and texts of an XML part to `target`, names without prefix."""
        parser = self._parser(target)
        read = 0
        try:
            for chunk in self._chunks(name):
                parser.Parse(chunk, False)
                read += len(chunk)
                if read - max(parser.CurrentByteIndex, 0) > SILENT_BYTES:
                    raise self.damaged(f"{name} holds a token of more than {SILENT_BYTES:,} bytes")
            parser.Parse(b"", True)
        except (expat.ExpatError, LookupError, ValueError) as error:
            raise self.damaged(f"{name} is not well-formed XML ({error})") from None

    def tree(self, name: str) -> Element:
        """The root of a small XML part."""
        info = self._info(name)
        refuse_beyond(info.file_size, SMALL_PART_BYTES, f"bytes in {name}", self.path)
        builder = TreeBuilder()
        self.parse(name, builder)
        return builder.close()

    def _parser(self, target: Target) -> expat.XMLParserType:
        begin, finish = target.start, target.end

        def start(name: str, attributes: dict[str, str]) -> None:
            self._elements += 1
            if self._elements > ELEMENTS:
                refuse_beyond(self._elements, ELEMENTS, "elements", self.path)
            begin(local(name) if ":" in name else name, attributes)

        def refuse(*_: object) -> None:
            raise InputError("holds a document type declaration, which no workbook has", self.path)

        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = start
        parser.EndElementHandler = lambda name: finish(local(name) if ":" in name else name)
        parser.CharacterDataHandler = target.data
        parser.StartDoctypeDeclHandler = refuse
        return parser

    def _info(self, name: str) -> zipfile.ZipInfo:
        try:
            return self._parts[_normal(name)]
        except KeyError:
            raise self.damaged(f"its part {name} is missing") from None

    def _chunks(self, name: str) -> Iterator[bytes]:
        info = self._info(name)
        size = 0
        try:
            with self._archive.open(info) as stream:
                while chunk := stream.read(CHUNK):
                    size += len(chunk)
                    self._count(len(chunk), size, info)
                    yield chunk
        except RuntimeError:  # what zipfile raises for an encrypted entry
            raise InputError("is protected with a password", self.path, "save it without one") from None
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, struct.error):
            raise self.damaged(f"{name} cannot be inflated") from None

    def _count(self, more: int, size: int, info: zipfile.ZipInfo) -> None:
        self._inflated += more
        refuse_beyond(self._inflated, INFLATED_BYTES, "bytes once inflated", self.path)
        if size > RATIO_FREE_BYTES and size > RATIO * max(info.compress_size, 1):
            raise InputError(
                f"holds a part that inflates to more than {RATIO} times its size, as a zip bomb does", self.path
            )


def _normal(name: str) -> str:
    return posixpath.normpath(name.replace("\\", "/")).lstrip("/").lower()


def _check_directory(data: bytes, path: str) -> None:
    """Refuses an archive with a huge table of contents before zipfile reads it."""
    at = data.rfind(b"PK\5\6")
    if at < 0 or len(data) - at < _DIRECTORY_END.size:
        return  # zipfile says what is wrong
    _, _, _, _, parts, size, _, _ = _DIRECTORY_END.unpack_from(data, at)
    refuse_beyond(parts, PARTS, "parts", path)
    refuse_beyond(size, DIRECTORY_BYTES, "bytes in its table of contents", path)


def local(name: str) -> str:
    """An XML name without its prefix."""
    return name.rpartition(":")[2]


def attribute(element: Element, name: str) -> str | None:
    """The value of an attribute, whatever its prefix."""
    return next((value for key, value in element.attrib.items() if local(key) == name), None)
