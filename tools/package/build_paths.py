"""Takes the build machine's folders out of what the loader searches.

A Python that was built by hand has its own folder in its modules (DT_RUNPATH). On another computer
that folder is not there, or is somebody else's: who can write into it could have us load anything
(T42). The bundle's libraries are found without it; only paths that begin at `$ORIGIN` stay.
"""

from __future__ import annotations

import struct
from pathlib import Path
from typing import Final

from tools.package.elf import elf_files

_64_BIT_LITTLE: Final = b"\x02\x01"
_PT_LOAD: Final = 1
_PT_DYNAMIC: Final = 2
_DT_NULL: Final = 0
_DT_STRTAB: Final = 5
_SEARCHED: Final = (15, 29)  # DT_RPATH, DT_RUNPATH
_ENTRY: Final = struct.Struct("<qQ")
_SEGMENT: Final = struct.Struct("<IIQQQQQQ")


def forget_build_paths(bundle: Path) -> list[Path]:
    """Do so for every library of a bundle; those that were changed."""
    changed = []
    for path in elf_files(bundle):
        data = path.read_bytes()
        cleaned = without_foreign_paths(data)
        if cleaned != data:
            mode = path.stat().st_mode
            path.write_bytes(cleaned)
            path.chmod(mode)
            changed.append(path)
    return changed


def without_foreign_paths(data: bytes) -> bytes:
    """The same file, less the entries that name a folder by another way than `$ORIGIN`."""
    if data[:4] != b"\x7fELF" or data[4:6] != _64_BIT_LITTLE:
        return data
    segments = _segments(data)
    dynamic = next((one for one in segments if one[0] == _PT_DYNAMIC), None)
    if dynamic is None:
        return data
    at, size = dynamic[2], dynamic[5]
    entries = [_ENTRY.unpack_from(data, at + step) for step in range(0, size, _ENTRY.size)]
    strings = next((value for tag, value in entries if tag == _DT_STRTAB), None)
    if strings is None:
        return data
    start = _file_offset(segments, strings)
    kept = [
        (tag, value)
        for tag, value in entries
        if tag not in _SEARCHED or _is_ours(_string(data, start + value))
    ]
    kept += [(_DT_NULL, 0)] * (len(entries) - len(kept))
    table = b"".join(_ENTRY.pack(*entry) for entry in kept)
    return data[:at] + table + data[at + len(table) :]


def _is_ours(paths: bytes) -> bool:
    return all(path.startswith(b"$ORIGIN") for path in paths.split(b":"))


def _segments(data: bytes) -> list[tuple[int, ...]]:
    (offset,) = struct.unpack_from("<Q", data, 32)
    size, count = struct.unpack_from("<HH", data, 54)
    return [_SEGMENT.unpack_from(data, offset + size * at) for at in range(count)]


def _file_offset(segments: list[tuple[int, ...]], address: int) -> int:
    """Where in the file something is that has this address in memory."""
    for kind, _flags, offset, where, _physical, size, *_rest in segments:
        if kind == _PT_LOAD and where <= address < where + size:
            return offset + address - where
    return address


def _string(data: bytes, at: int) -> bytes:
    return data[at : data.index(b"\0", at)]
