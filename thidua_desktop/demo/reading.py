"""The invented data of the demo: ``resources/demo/*.toml``, read once."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from typing import Any

from thidua_desktop.config import resource


@cache
def demo_file(name: str) -> Mapping[str, Any]:
    """The tables of ``resources/demo/<name>.toml``."""
    return tomllib.loads(resource("demo", f"{name}.toml").read_text(encoding="utf-8"))
