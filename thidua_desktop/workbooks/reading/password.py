"""Workbooks protected to open: turned into plain bytes in memory with the password typed."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path
from typing import Final, Protocol, cast

from thidua_desktop.workbooks.reading.zip_parts import UnsafeFile

OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_OWN: Final = "VelvetSweatshop"
"""What Excel protects with when a workbook is only marked as final: it opens without asking."""
_SPINS: Final = re.compile(rb'spinCount="(\d+)"')
_MAX_SPINS: Final = 1_000_000


class WrongPassword(Exception):  # noqa: N818 - an answer, not a fault
    """The file is protected and this password does not open it."""


class _Protected(Protocol):
    def is_encrypted(self) -> bool: ...
    def load_key(self, *, password: str, **more: object) -> None: ...
    def decrypt(self, outfile: io.BytesIO, **more: object) -> None: ...


def is_package(data: bytes) -> bool:
    """An encrypted .xlsx, .xlsm or .docx: a package in an old container."""
    return data.startswith(OLE) and _ENCRYPTED in data


def plain_bytes(path: Path, password: str | None) -> bytes:
    """The file's bytes, decrypted when it is protected and the password opens it.

    A file that is not protected, or that cannot be decrypted, comes back as it is. OSError from the disk.
    """
    data = path.read_bytes()
    if not data.startswith(OLE):
        return data
    try:
        return decrypted(data, password)
    except (WrongPassword, UnsafeFile):
        return data


def decrypted(data: bytes, password: str | None) -> bytes:
    """Plain bytes of a container; the same bytes when it is not protected.

    WrongPassword; UnsafeFile for a file that wants its key computed for hours.
    """
    import msoffcrypto
    from msoffcrypto import exceptions

    spins = _SPINS.search(data)
    if spins and int(spins[1]) > _MAX_SPINS:
        raise UnsafeFile("FILE_UNSAFE_BOMB")
    for attempt in (_OWN, password):
        if not attempt:
            continue
        try:
            book = cast(_Protected, msoffcrypto.OfficeFile(io.BytesIO(data)))
            if not book.is_encrypted():
                return data
            book.load_key(password=attempt)
            plain = io.BytesIO()
            book.decrypt(plain)
        except (exceptions.InvalidKeyError, exceptions.DecryptionError):
            continue
        except Exception as error:
            # The library meets a damaged container with whatever its parsers raise.
            if isinstance(error, MemoryError):
                raise
            return data
        if _is_workbook(plain.getvalue()):
            return plain.getvalue()
    raise WrongPassword


def _is_workbook(data: bytes) -> bool:
    """Old ciphers check the key by a few bytes only: what comes out must look like a file."""
    return data.startswith(OLE) or zipfile.is_zipfile(io.BytesIO(data))
