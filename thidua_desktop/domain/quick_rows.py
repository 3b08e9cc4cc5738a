"""Frozen values made by the ten thousand: the constructor of a frozen dataclass sets each field by a call."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import fields, make_dataclass
from typing import Any, TypeVar

T = TypeVar("T")


def quickly(kind: type[T]) -> Callable[[Iterable[object]], T]:
    """A maker of values of a frozen slotted dataclass from all its fields in order, three times as fast.

    The fields are set on an open copy of the same layout, which then becomes the frozen kind: nobody ever
    holds the open one.
    """
    names = [(one.name, object) for one in fields(kind)]  # type: ignore[arg-type]
    copy_of: Any = make_dataclass(f"Open{kind.__name__}", names, slots=True)

    def make(values: Iterable[object]) -> T:
        made = copy_of(*values)
        made.__class__ = kind
        return made  # type: ignore[no-any-return]

    return make
