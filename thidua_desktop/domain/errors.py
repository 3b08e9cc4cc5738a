"""Known refusals: a code and its parameters. The Vietnamese sentence is made in ``thidua_desktop.texts``."""

from __future__ import annotations


class OfficeError(Exception):
    """Something the officer can understand and correct.

    ``code`` is ``subject.name``: sentence ``name`` of table ``[errors]`` in ``resources/texts/subject.toml``;
    ``params`` fill its places.
    """

    def __init__(self, code: str, /, **params: object) -> None:
        super().__init__(code, params)
        self.code = code
        self.params = params

    def __str__(self) -> str:
        return f"{self.code} {self.params}" if self.params else self.code


class Cancelled(Exception):  # noqa: N818 - it is not an error: the officer asked for it
    """Work stopped half-way because the officer pressed cancel; nothing was written."""
