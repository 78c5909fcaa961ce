"""Whether a PDF file is whole.  PDFium mends damage in silence, and what it cannot mend is lost without a word."""

from __future__ import annotations

import base64
import re
import zlib

_COMPRESSED = re.compile(
    rb"/Filter\s*(?:\[\s*/FlateDecode\s*\]|/FlateDecode\b)[^\x00]{0,400}?stream\r?\n", re.DOTALL
)
_ARMOURED = re.compile(
    rb"/Filter\s*\[\s*/ASCII85Decode\s*/FlateDecode\s*\][^\x00]{0,400}?stream\r?\n(.*?)~>", re.DOTALL
)
_STARTS = re.compile(rb"startxref\s+(\d+)")
_CROSS_REFERENCE = re.compile(rb"\s*(?:xref|\d+\s+\d+\s+obj)")
_END = b"%%EOF"
_CHUNK = 1 << 16


def damage(content: bytes) -> str | None:
    """Say what shows that a PDF file is cut off, has a hole or was overwritten; None where nothing shows it.

    Parameters
    ----------
    content : bytes
        The whole file.

    Examples
    --------
    >>> damage(b"%PDF-1.4 ... the rest was never downloaded")
    '文件末尾不完整'
    """
    if _END not in content[-2048:]:
        return "文件末尾不完整"
    if not _cross_reference_stands(content):
        return "文件中间有缺失"
    if b"/Encrypt" not in content and not _streams_inflate(content):
        return "文件内容有损坏"
    return None


def _cross_reference_stands(content: bytes) -> bool:
    """Tell whether the cross-reference table stands where the end of the file says (ISO 32000-1, 7.5.5)."""
    starts = _STARTS.findall(content)
    if not starts:
        return False
    offset = int(starts[-1])
    # offsets count from the header, which may follow a few bytes of something else
    header = max(content[:1024].find(b"%PDF-"), 0)
    return any(_CROSS_REFERENCE.match(content, at) is not None for at in (offset, offset + header))


def _streams_inflate(content: bytes) -> bool:
    """Tell whether every compressed stream of the file can be unpacked to its end."""
    if any(_is_broken(content, match.end()) for match in _COMPRESSED.finditer(content)):
        return False
    return not any(_is_broken(_unarmoured(match[1]), 0) for match in _ARMOURED.finditer(content))


def _unarmoured(text: bytes) -> bytes:
    try:
        return base64.a85decode(text)
    except ValueError:
        return b""


def _is_broken(content: bytes, start: int) -> bool:
    inflater = zlib.decompressobj()
    try:
        while not inflater.eof:
            chunk = content[start : start + _CHUNK]
            if not chunk:
                return True
            inflater.decompress(chunk)
            start += _CHUNK
    except zlib.error:
        return True
    return False
