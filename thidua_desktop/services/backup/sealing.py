"""A file closed with a password: AES-256-GCM in blocks, the key by argon2id.

A book is closed by the password itself. A copy that is made every day by itself is closed by a public key
(X25519) that belongs to the password: the machine stores nothing that opens it.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import struct
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final

from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.domain.progress import Progress, silent
from thidua_desktop.texts import text

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

MAGIC: Final = b"TDKT-SEALED-1\n"
MAGIC_BY_KEY: Final = b"TDKT-SEALED-2\n"
_BLOCK: Final = 1 << 20
_SALT, _PUBLIC, _PREFIX, _TAG = 16, 32, 8, 16
_SIZE: Final = struct.Struct(">I")
_LAST, _MORE = b"last", b"more"


def is_sealed(path: Path) -> bool:
    """Whether a file was closed with a password by this program."""
    with path.open("rb") as file:
        return file.read(len(MAGIC)) in (MAGIC, MAGIC_BY_KEY)


def seal(source: Path, target: Path, password: str) -> None:
    """Writes ``source`` to ``target`` so that only the password opens it; a megabyte in memory at a time."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    salt = secrets.token_bytes(_SALT)
    _write(source, target, MAGIC, salt, AESGCM(_key(password, salt)))


def sealing_key(password: str) -> str:
    """What closes files for a password and opens none: words for the settings of the machine."""
    salt = secrets.token_bytes(_SALT)
    return (salt + _public(_private(password, salt))).hex()


def is_sealing_key(words: str) -> bool:
    """Whether words of the settings are a whole key."""
    try:
        return len(bytes.fromhex(words)) == _SALT + _PUBLIC
    except ValueError:
        return False


def seal_by_key(source: Path, target: Path, key: str) -> str:
    """Writes ``source`` to ``target`` so that only the password of ``sealing_key`` opens it.

    Returns the SHA-256 of what was written. ValueError when ``key`` is none.
    """
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

    given = bytes.fromhex(key)
    if len(given) != _SALT + _PUBLIC:
        raise ValueError("not a sealing key")
    once = X25519PrivateKey.generate()
    cipher = _agreed(once, given[_SALT:], _public(once))
    return _write(source, target, MAGIC_BY_KEY, given[:_SALT] + _public(once), cipher)


def unseal(source: Path, target: Path, password: str, *, progress: Progress = silent) -> None:
    """Opens a sealed file. OfficeError ``handover.wrong_password`` for another password or a changed file."""
    blocks = source.stat().st_size // _BLOCK + 1
    from cryptography.exceptions import InvalidTag

    with source.open("rb") as reading, target.open("wb") as writing:
        magic, cipher = _cipher_of(reading, password)
        prefix = reading.read(_PREFIX)
        number, last = 0, False
        while not last:
            size = reading.read(_SIZE.size)
            if len(size) < _SIZE.size or _SIZE.unpack(size)[0] > _BLOCK + _TAG:
                raise OfficeError("handover.wrong_password", file=source.name)
            closed = reading.read(_SIZE.unpack(size)[0])
            nonce = prefix + _SIZE.pack(number)
            for mark in (_MORE, _LAST):
                try:
                    block = cipher.decrypt(nonce, closed, magic + mark)
                except InvalidTag:
                    continue
                last = mark is _LAST
                break
            else:
                raise OfficeError("handover.wrong_password", file=source.name)
            writing.write(block)
            number += 1
            progress(min(number, blocks), blocks, text("handover.opening"))


def _write(source: Path, target: Path, magic: bytes, head: bytes, cipher: AESGCM) -> str:
    digest, prefix = hashlib.sha256(), secrets.token_bytes(_PREFIX)
    with source.open("rb") as reading, target.open("wb") as writing:

        def put(part: bytes) -> None:
            digest.update(part)
            writing.write(part)

        put(magic + head + prefix)
        for number, (block, last) in enumerate(_blocks(reading)):
            closed = cipher.encrypt(prefix + _SIZE.pack(number), block, magic + (_LAST if last else _MORE))
            put(_SIZE.pack(len(closed)) + closed)
        writing.flush()
        os.fsync(writing.fileno())
    return digest.hexdigest()


def _cipher_of(reading: BinaryIO, password: str) -> tuple[bytes, AESGCM]:
    """The first bytes of a sealed file and what opens the rest; an empty head opens nothing."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    magic = reading.read(len(MAGIC))
    salt = reading.read(_SALT)
    if magic != MAGIC_BY_KEY:
        return magic, AESGCM(_key(password, salt))
    once = reading.read(_PUBLIC).ljust(_PUBLIC, b"\0")
    return magic, _agreed(_private(password, salt), once, once)


def _private(password: str, salt: bytes) -> X25519PrivateKey:
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

    return X25519PrivateKey.from_private_bytes(_key(password, salt))


def _public(private: X25519PrivateKey) -> bytes:
    return private.public_key().public_bytes_raw()


def _agreed(mine: X25519PrivateKey, other: bytes, once: bytes) -> AESGCM:
    """The cipher both sides come to; ``once``: the public key made for one file only."""
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    try:
        shared = mine.exchange(X25519PublicKey.from_public_bytes(other))
    except ValueError:  # a changed head may name a point that agrees on nothing
        shared = b""
    return AESGCM(HKDF(SHA256(), 32, salt=once, info=MAGIC_BY_KEY).derive(shared))


def _key(password: str, salt: bytes) -> bytes:
    from argon2.low_level import Type, hash_secret_raw

    return hash_secret_raw(
        unicodedata.normalize("NFC", password).encode(),
        salt.ljust(_SALT, b"\0"),
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
