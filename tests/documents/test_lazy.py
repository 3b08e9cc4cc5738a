from __future__ import annotations

import subprocess
import sys

SCRIPT = """
import sys
from thidua_desktop.documents.certificates import certificate
from thidua_desktop.documents.decisions import decision
from thidua_desktop.documents.council import minutes
from thidua_desktop.documents.reports import summary
from thidua_desktop.documents import wording
from thidua_desktop.workbooks.reports import tally, year_summary
print([name for name in ("reportlab", "xlsxwriter") if name in sys.modules])
"""


def test_describing_a_paper_does_not_load_what_draws_it() -> None:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT], capture_output=True, encoding="utf-8", check=True, timeout=60
    )
    assert done.stdout.strip() == "[]"
