"""Writes the next schema revision by comparing the models with a database made by the revisions so far."""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from alembic import command
from alembic.config import Config

from thidua_desktop.config import migrations_folder
from thidua_desktop.db.engine.migrate import known_revisions, prepare
from thidua_desktop.db.engine.session import open_engine

# A revision must not lean on today's classes: our column types are written as what they are in the file.
PLAIN_TYPES = {
    "thidua_desktop.db.engine.base.Dong": "sa.Integer",
    "thidua_desktop.db.engine.base.PartialDateText": "sa.String",
}


def main(message: str) -> None:
    """``new_revision.py "What changes"``."""
    settings = Config()
    settings.set_main_option("script_location", str(migrations_folder()))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "compare.db"
        if known_revisions():
            prepare(path, backups=Path(folder))
        engine = open_engine(path, foreign_keys=False)
        with engine.connect() as connection, connection.begin():
            settings.attributes["connection"] = connection
            number = f"{len(known_revisions()) + 1:04d}"
            script = command.revision(settings, message=message, autogenerate=True, rev_id=number)
        engine.dispose()
    made = Path(script.path)  # type: ignore[union-attr]
    source = made.read_text(encoding="utf-8")
    for ours, plain in PLAIN_TYPES.items():
        source = source.replace(ours, plain)
    source = re.sub(r" *# ###.*\n", "", source)
    made.write_text(source, encoding="utf-8")
    subprocess.run([sys.executable, "-m", "ruff", "format", "-q", str(made)], check=True)
    print(made)


if __name__ == "__main__":
    main(sys.argv[1])
