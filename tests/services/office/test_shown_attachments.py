"""Only papers, tables and pictures are shown by another program; programs and links are refused."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from thidua_desktop.bootstrap import open_app
from thidua_desktop.config import DataFolder
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.services.office import attachments
from thidua_desktop.services.office.context import AppContext

PROGRAMS = "exe com scr pif bat cmd ps1 vbs vbe js jse wsf wsh hta msi msp jar sh dll cpl docm.exe"
OTHERS = "lnk url desktop reg scf inf chm iso vhd html htm svg xml"


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[AppContext]:
    (tmp_path / "passing").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "passing"))
    opened = open_app(DataFolder(tmp_path / "data"))
    yield opened
    opened.close()


def stored_file(app: AppContext, name: str, data: bytes) -> str:
    with app.database.writing("demo") as uow:
        attachments.keep(app, uow, name=name, data=data)
    return hashlib.sha256(data).hexdigest()


@pytest.mark.parametrize("ending", f"{PROGRAMS} {OTHERS}".split())
def test_programs_links_and_pages_are_refused_by_their_ending(app: AppContext, ending: str) -> None:
    name = f"to trinh.{ending}"
    with pytest.raises(OfficeError, match=r"attachments\.not_shown"):
        attachments.shown_copy(app, stored_file(app, name, b"some words"), name=name)
    assert list(Path(tempfile.gettempdir()).iterdir()) == []


@pytest.mark.parametrize(
    "head", [b"MZ\x90\x00", b"\x7fELF", b"#!/bin/sh", b"L\x00\x00\x00\x01\x14\x02\x00", b"\xca\xfe\xba\xbe"]
)
def test_a_program_under_the_name_of_a_paper_is_refused(app: AppContext, head: bytes) -> None:
    with pytest.raises(OfficeError, match=r"attachments\.not_shown"):
        attachments.shown_copy(app, stored_file(app, "to trinh.pdf", head + b"..."), name="to trinh.pdf")


@pytest.mark.parametrize("name", ["to trinh.pdf", "TO TRINH.DOCX", "ảnh chụp.jpeg", "danh sách.xlsx"])
def test_papers_are_copied_and_the_stored_file_is_never_handed_out(app: AppContext, name: str) -> None:
    digest = stored_file(app, name, b"%PDF-1.7 or so")
    shown = attachments.shown_copy(app, digest, name=name)
    assert shown.read_bytes() == b"%PDF-1.7 or so"
    assert app.folder.root not in shown.parents


def test_a_name_cannot_leave_its_folder(app: AppContext) -> None:
    digest = stored_file(app, "a.pdf", b"%PDF")
    shown = attachments.shown_copy(app, digest, name="../../etc/a.pdf")
    assert Path(tempfile.gettempdir()) == shown.parent.parent


def test_a_file_gone_from_the_folder_is_named(app: AppContext) -> None:
    with pytest.raises(OfficeError, match=r"attachments\.gone"):
        attachments.shown_copy(app, "0" * 64, name="a.pdf")
