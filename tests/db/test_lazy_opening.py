"""A sound file is opened without SQLAlchemy: the window stands before it is loaded."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.project.source import ROOT
from thidua_desktop.bootstrap import open_app
from thidua_desktop.config import DataFolder
from thidua_desktop.db.engine.condition import COLUMNS, digest_of
from thidua_desktop.db.engine.schema import metadata

OPENS = """
import sys
from pathlib import Path
from thidua_desktop.bootstrap import DataFolder, open_app
app = open_app(DataFolder(Path(sys.argv[1])))
loaded = sorted({name.partition(".")[0] for name in sys.modules} & {"sqlalchemy", "alembic", "openpyxl", "lxml"})
print(app.today().year, loaded)
app.close()
"""


def test_the_digest_is_that_of_the_newest_schema() -> None:
    assert digest_of({table.name: table.columns.keys() for table in metadata.sorted_tables}) == COLUMNS


def test_a_sound_file_opens_without_loading_the_models(tmp_path: Path) -> None:
    open_app(DataFolder(tmp_path)).close()
    done = subprocess.run(
        [sys.executable, "-c", OPENS, str(tmp_path)], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert done.stdout.split(maxsplit=1)[1].strip() == "[]"
