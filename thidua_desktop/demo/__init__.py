"""The whole walk on an invented district: from eight senders' files to signed papers that agree.

Stands above the composition root: it opens a data folder and uses the same services as the window.
"""

from __future__ import annotations

from thidua_desktop.demo.running import DemoResult, run

__all__ = ["DemoResult", "run"]
