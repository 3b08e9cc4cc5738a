"""The layout a certificate has while none was chosen."""

from __future__ import annotations

from typing import Final

DEFAULT_LAYOUT: Final = "a4_landscape"
