"""Looks for traces of patients in everything that lies under some folders.

find_traces.py NEEDLES ROOT... [--but FILE_OR_FOLDER]...

NEEDLES is a UTF-8 file, a line a needle. Each is looked for as UTF-8, ISO 8859-1, UTF-16 and decomposed UTF-8, in upper
and lower case, without accents, as base64 at any offset, hexadecimal, percent-encoded and with JSON's escapes; in the
bytes of files, in their names, in archives and compressed parts of them (zip, gzip, zstd, PDF streams), and in the text
of PDF pages. Prints a line a trace and ends with 1 where there is any.
"""

import base64
import ctypes
import ctypes.util
import gzip
import io
import json
import subprocess
import sys
import unicodedata
import urllib.parse
import zipfile
import zlib
from pathlib import Path

MOST_BYTES = 256 << 20


def spellings(text):
    plain = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    plain = plain.translate(str.maketrans("øØæÆ", "oOaA"))
    for one in {text, plain}:
        yield from {one, one.lower(), one.upper(), one.title()}


def base64_parts(data):
    """What any encoding holds of it, wherever it begins: the first and last letters depend on what is beside it."""
    for offset in range(3):
        whole = base64.b64encode(b"\0" * offset + data)
        first = (0, 2, 3)[offset]
        rest = (len(data) + offset) % 3
        last = len(whole) - (0, 3, 2)[rest]
        if last - first >= 7:
            yield whole[first:last]
            yield whole[first:last].replace(b"+", b"-").replace(b"/", b"_")


def forms(text):
    found = {}
    for one in spellings(text):
        for encoding in ("utf-8", "latin-1", "utf-16-le", "utf-16-be"):
            try:
                data = one.encode(encoding)
            except UnicodeEncodeError:
                continue
            found[data] = encoding
            found[data.hex().encode()] = encoding + " as hex"
            found[data.hex().upper().encode()] = encoding + " as hex"
            for part in base64_parts(data):
                found[part] = encoding + " as base64"
        found[unicodedata.normalize("NFD", one).encode()] = "decomposed"
        found[urllib.parse.quote(one).encode()] = "percent-encoded"
        found[json.dumps(one)[1:-1].encode()] = "JSON's escapes"
    return found


def unzstd(data, at):
    library = ctypes.CDLL(ctypes.util.find_library("zstd"))
    library.ZSTD_getFrameContentSize.restype = ctypes.c_ulonglong
    library.ZSTD_findFrameCompressedSize.restype = ctypes.c_size_t
    library.ZSTD_decompress.restype = ctypes.c_size_t
    source = data[at:]
    size = library.ZSTD_getFrameContentSize(source, ctypes.c_size_t(len(source)))
    if not 0 < size < MOST_BYTES:
        return b""
    frame = library.ZSTD_findFrameCompressedSize(source, ctypes.c_size_t(len(source)))
    if frame > len(source):
        return b""
    into = ctypes.create_string_buffer(size)
    got = library.ZSTD_decompress(into, ctypes.c_size_t(size), source, ctypes.c_size_t(frame))
    return into.raw if got == size else b""


def parts(data, depth=0):
    """The bytes, and what is packed in them."""
    yield "", data
    if depth > 3:
        return
    if data[:4] == b"PK\3\4":
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for entry in archive.infolist():
                yield entry.filename, entry.filename.encode()
                if not entry.flag_bits & 1:
                    for name, inner in parts(archive.read(entry), depth + 1):
                        yield f"{entry.filename} {name}", inner
    if data[:2] == b"\x1f\x8b":
        for name, inner in parts(gzip.decompress(data), depth + 1):
            yield "gzip " + name, inner
    at = data.find(b"\x28\xb5\x2f\xfd")
    while at >= 0:
        yield f"zstd at {at}", unzstd(data, at)
        at = data.find(b"\x28\xb5\x2f\xfd", at + 4)
    if data[:4] == b"%PDF":
        at = data.find(b"stream\n")
        while at >= 0:
            try:
                yield f"stream at {at}", zlib.decompressobj().decompress(data[at + 7 :])
            except zlib.error:
                pass
            at = data.find(b"stream\n", at + 7)


def pages_of(path):
    return subprocess.run(["pdftotext", str(path), "-"], capture_output=True, check=False).stdout


def main():
    arguments = sys.argv[1:]
    but = []
    while "--but" in arguments:
        at = arguments.index("--but")
        but.append(Path(arguments[at + 1]))
        del arguments[at : at + 2]
    needles = {}
    for line in Path(arguments[0]).read_text("utf-8").splitlines():
        if line:
            needles.update({form: (line, how) for form, how in forms(line).items()})
    traces = []
    files = 0
    for root in map(Path, arguments[1:]):
        for path in sorted(root.rglob("*")):
            if any(path == one or one in path.parents for one in but):
                continue
            places = [("its name", str(path.relative_to(root)).encode())]
            if path.is_file() and not path.is_symlink():
                files += 1
                places += parts(path.read_bytes())
                if path.suffix == ".pdf":
                    places.append(("its pages", pages_of(path)))
            for place, data in places:
                for form, (needle, how) in needles.items():
                    if form in data:
                        traces.append(f"{path}: {needle} ({how}) {place}")
    print("\n".join(traces) or f"no trace in {files} files")
    return 1 if traces else 0


if __name__ == "__main__":
    sys.exit(main())
