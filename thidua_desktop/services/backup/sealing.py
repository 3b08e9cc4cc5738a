"""A file closed with a password: AES-256-GCM in blocks, the key by argon2id."""

from __future__ import annotations

import os
import secrets
import struct
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Final

from thidua_desktop.domain.errors import OfficeError

MAGIC: Final = b"TDKT-SEALED-1\n"
_BLOCK: Final = 1 << 20
_SALT, _PREFIX, _TAG = 16, 8, 16
_SIZE: Final = struct.Struct(">I")
_LAST, _MORE = b"last", b"more"


def is_sealed(path: Path) -> bool:
    """Whether a file was closed with a password by this program."""
    with path.open("rb") as file:
        return file.read(len(MAGIC)) == MAGIC


def seal(source: Path, target: Path, password: str) -> None:
    """Writes ``source`` to ``target`` so that only the password opens it; a megabyte in memory at a time."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    salt, prefix = secrets.token_bytes(_SALT), secrets.token_bytes(_PREFIX)
    cipher = AESGCM(_key(password, salt))
    with source.open("rb") as reading, target.open("wb") as writing:
        writing.write(MAGIC + salt + prefix)
        for number, (block, last) in enumerate(_blocks(reading)):
            closed = cipher.encrypt(prefix + _SIZE.pack(number), block, MAGIC + (_LAST if last else _MORE))
            writing.write(_SIZE.pack(len(closed)) + closed)
        writing.flush()
        os.fsync(writing.fileno())


def unseal(source: Path, target: Path, password: str) -> None:
    """Opens a sealed file. OfficeError ``handover.wrong_password`` for another password or a changed file."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    with source.open("rb") as reading, target.open("wb") as writing:
        head = reading.read(len(MAGIC) + _SALT + _PREFIX)
        salt, prefix = head[len(MAGIC) : -_PREFIX], head[-_PREFIX:]
        cipher = AESGCM(_key(password, salt))
        number, last = 0, False
        while not last:
            size = reading.read(_SIZE.size)
            if len(size) < _SIZE.size or _SIZE.unpack(size)[0] > _BLOCK + _TAG:
                raise OfficeError("handover.wrong_password", file=source.name)
            closed = reading.read(_SIZE.unpack(size)[0])
            nonce = prefix + _SIZE.pack(number)
            for mark in (_MORE, _LAST):
                try:
                    block = cipher.decrypt(nonce, closed, MAGIC + mark)
                except InvalidTag:
                    continue
                last = mark is _LAST
                break
            else:
                raise OfficeError("handover.wrong_password", file=source.name)
            writing.write(block)
            number += 1


def _key(password: str, salt: bytes) -> bytes:
    from argon2.low_level import Type, hash_secret_raw

    return hash_secret_raw(
        unicodedata.normalize("NFC", password).encode(),
        salt,
        time_cost=3,
        memory_cost=65_536,
        parallelism=2,
        hash_len=32,
        type=Type.ID,
    )


def _blocks(file: BinaryIO) -> Iterator[tuple[bytes, bool]]:
    """Blocks with whether each is the last; an empty file has one."""
    block = file.read(_BLOCK)
    while True:
        following = file.read(_BLOCK)
        yield block, not following
        if not following:
            return
        block = following
