"""Thang điểm: one scheme at a time as a tree, the form of the line stood on, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QMenu,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from thidua_desktop.domain.changes import SCORING, Changes
from thidua_desktop.domain.schemes.scheme import Scheme
from thidua_desktop.texts import text
from ui.core.context import Context
from ui.dialogs.base import make_button
from ui.pages.base import Chip
from ui.pages.schemes.editing import act_on
from ui.pages.schemes.files import Files
from ui.pages.schemes.node_form import NodeForm
from ui.pages.schemes.nodes import LINE, TABLE, key_of, nodes
from ui.pages.schemes.tree import SchemeTree
from ui.pages.tabs import Tab
from ui.style.icons import put_icon
from ui.style.tokens import SPACING
from ui.widgets.allowing import allow
from ui.widgets.combo import Combo
from ui.widgets.elided import Elided
from ui.widgets.wrap_row import WrapRow

if TYPE_CHECKING:
    from thidua_desktop.services.office.context import AppContext
    from thidua_desktop.services.scoring.scheme_trial import Finding
    from thidua_desktop.services.scoring.schemes import SchemeOffer


class SchemesTab(Tab):
    """Every edit is stored at once; a version that units are scored by is never changed, a new one is made."""

    topics: ClassVar[frozenset[str]] = frozenset({SCORING})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.scheme: Scheme | None = None
        self.code = context.settings.words("schemes/code")
        self._offers: tuple[SchemeOffer, ...] = ()
        self._findings: tuple[Finding, ...] = ()
        self._pending = 0
        self.files = Files(self)
        self.column.addLayout(self._make_tools())
        self.column.addLayout(self._make_state())
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(SPACING["m"])
        self.tree = SchemeTree()
        self.tree.setMinimumWidth(340)
        split.addWidget(self.tree)
        split.addWidget(self._make_side())
        split.setStretchFactor(0, 7)
        split.setStretchFactor(1, 5)
        self.column.addWidget(split, 1)
        self.tree.stood_on.connect(self._stand)
        self.tree.requested.connect(self.act)
        self.form.changed.connect(self._formed)
        self.form.left.connect(lambda: self.tree.setFocus(Qt.FocusReason.OtherFocusReason))

    @property
    def offer(self) -> SchemeOffer | None:
        """The scheme chosen."""
        return next((one for one in self._offers if one.code == self.code), None)

    @property
    def editable(self) -> bool:
        return self.offer is not None and self.offer.own

    def take_focus(self) -> None:
        self.tree.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_target(self, target: object) -> None:
        """Opens the scheme of a code."""
        self.choose(str(target))

    def choose(self, code: str) -> None:
        """Another scheme; stored for the next start."""
        self.form.flush()
        self.code, self.scheme = code, None
        self.context.settings.put("schemes/code", code)
        self.reload()

    def reload(self) -> None:
        requested = self.code

        def read(app: AppContext) -> tuple[tuple[SchemeOffer, ...], Scheme | None]:
            from thidua_desktop.services.scoring.schemes import draft_of, offers

            found = offers(app)
            codes = [one.code for one in found]
            code = requested if requested in codes else codes[0] if codes else ""
            return found, draft_of(app, code) if code else None

        self.context.read(read, done=lambda found: self._show(*found), owner=self)

    def act(self, action: str) -> None:
        """What a key of the tree or a button asked for."""
        self.form.flush()
        if action == "open":
            self.form.focus_first()
            return
        if self.scheme is None:
            return
        if not self.editable:
            self.context.notify(text("schemes.shipped_stays"))
            return
        scheme, key = act_on(self.scheme, self.tree.key(), action)
        if scheme != self.scheme:
            self._take(scheme, key)
            if action in ("add", "add_section"):
                self.form.focus_first()

    def _make_tools(self) -> QHBoxLayout:
        row = WrapRow()
        row.setSpacing(SPACING["s"])
        self.chooser = Combo()
        self.chooser.setAccessibleName(text("schemes.chooser"))
        self.chooser.setMinimumWidth(220)
        self.chooser.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.chooser.activated.connect(lambda place: self.choose(str(self.chooser.itemData(place))))
        row.addWidget(self.chooser, 1)
        self.trial = make_button(text("schemes.buttons.trial"))
        put_icon(self.trial, "checkmark_circle")
        self.trial.clicked.connect(self._try_out)
        self.out = make_button(text("schemes.buttons.out"))
        put_icon(self.out, "arrow_export")
        self.out.setMenu(self._menu((("xlsx", self.files.export_book), ("toml", self.files.export_text))))
        self.new = make_button(text("schemes.buttons.new"), kind="primary")
        put_icon(self.new, "add", "on_accent")
        self.new.setMenu(
            self._menu(
                (
                    ("copy", self.files.copy),
                    ("read_book", self.files.read_book),
                    ("read_text", self.files.read_text),
                    ("blank", self.files.blank),
                )
            )
        )
        self.remove = make_button(text("schemes.buttons.remove"))
        put_icon(self.remove, "delete")
        self.remove.clicked.connect(self.files.remove)
        for button in (self.trial, self.out, self.remove, self.new):
            row.addWidget(button)
        return row

    def _menu(self, entries: tuple[tuple[str, Callable[[], None]], ...]) -> QMenu:
        menu = QMenu(self)
        for key, action in entries:
            menu.addAction(text(f"schemes.menu.{key}")).triggered.connect(
                lambda _=False, action=action: action()
            )
        return menu

    def _make_state(self) -> QHBoxLayout:
        row = WrapRow()
        row.setSpacing(SPACING["s"])
        self.state = Chip()
        self.unsure = Chip()
        self.source = Elided("")
        self.source.setProperty("role", "muted")
        self.take_over = make_button(text("schemes.buttons.take_over"), kind="primary")
        self.take_over.clicked.connect(self.files.copy)
        for chip in (self.state, self.unsure):
            row.addWidget(chip)
        row.addWidget(self.source, 1)
        row.addWidget(self.take_over)
        return row

    def _make_side(self) -> QWidget:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACING["s"])
        self.form = NodeForm()
        column.addWidget(self.form, 1)
        self.verdict = QLabel()
        self.verdict.setProperty("role", "heading")
        column.addWidget(self.verdict)
        self.list = QListWidget()
        self.list.setAccessibleName(text("schemes.check.list"))
        self.list.setWordWrap(True)
        self.list.setFixedHeight(128)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemActivated.connect(lambda item: self._go(self.list.row(item)))
        column.addWidget(self.list)
        side.setMinimumWidth(384)
        return side

    def _show(self, offers: tuple[SchemeOffer, ...], scheme: Scheme | None) -> None:
        self._offers = offers
        if scheme is not None:
            self.code = scheme.key
        with QSignalBlocker(self.chooser):
            self.chooser.clear()
            for one in offers:
                words = one.name if one.own else text("schemes.shipped_offer", name=one.name)
                self.chooser.addItem(words, one.code)
            self.chooser.setCurrentIndex(self.chooser.findData(self.code))
        self._report_state(scheme)
        if self._pending == 0 and not self.form.typed and scheme != self.scheme:
            self.scheme = scheme
            self._fill(self.tree.key() or TABLE)

    def _report_state(self, scheme: Scheme | None) -> None:
        offer = self.offer
        for widget in (self.trial, self.out):
            allow(widget, offer is not None, "no_scheme")
        allow(self.remove, self.editable, "scheme_shipped")
        self.take_over.setVisible(offer is not None and not offer.own)
        if offer is None or scheme is None:
            return
        if offer.row is None:
            self.state.set(text("schemes.state.shipped"), "warn")
        else:
            key = "schemes.state.used" if offer.row.used else "schemes.state.own"
            self.state.set(text(key, version=offer.row.version), "info" if offer.row.used else "ok")
        sure = scheme.confidence == "C"
        self.unsure.set(text(f"schemes.confidence.{scheme.confidence}"), "neutral" if sure else "warn")
        self.source.setText(text("schemes.state.source", source=scheme.source))

    def _take(self, scheme: Scheme, key: str) -> None:
        """An edit: shown at once, stored in the task runner."""
        self.scheme = scheme
        self._fill(key)
        self._save()

    def _formed(self, scheme: Scheme, key: str) -> None:
        self.scheme = scheme
        self._judge()
        with QSignalBlocker(self.tree):
            self.tree.show_scheme(scheme, select_row=key, wrong=self._wrong())
        self._save()

    def _save(self) -> None:
        scheme, code = self.scheme, self.code
        if scheme is None:
            return

        def save() -> Changes:
            from thidua_desktop.services.scoring.schemes import save_scheme

            return save_scheme(self.context.app, code, replace(scheme, key=code))

        def settled() -> None:
            self._pending -= 1

        def done(changes: Changes) -> None:
            settled()
            self.context.drafts.release(self)
            self.context.announce(changes)

        def failed(error: Exception) -> None:
            settled()
            self.context.drafts.hold(self, text("schemes.unsaved"))
            self.context.dialogs.error(error)

        self._pending += 1
        # counted down before the announcement, so that the reload it causes is taken
        self.context.runner.run(
            lambda _: save(),
            done=done,
            failed=failed,
            label=text("schemes.saving"),
            owner=self,
        )

    def _fill(self, key: str) -> None:
        if self.scheme is None:
            return
        self._judge()
        with QSignalBlocker(self.tree):
            self.tree.show_scheme(self.scheme, select_row=key, wrong=self._wrong())
        self._stand(self.tree.key())

    def _stand(self, key: str) -> None:
        self.form.flush()
        if self.scheme is not None and key:
            title = next((one.name for one in nodes(self.scheme) if one.key == key), "")
            self.form.show_node(self.scheme, key, title=title, editable=self.editable)

    def _judge(self) -> None:
        from thidua_desktop.services.scoring.scheme_trial import findings

        if self.scheme is None:
            return
        self._findings = findings(self.scheme)
        blocking = sum(one.blocking for one in self._findings)
        key = "schemes.check.blocked" if blocking else "schemes.check.ready"
        self.verdict.setText(text(key, count=blocking))
        self.list.clear()
        for one in self._findings:
            self.list.addItem(text("schemes.check.line", words=one.words) if one.blocking else one.words)
        self.list.setVisible(bool(self._findings))

    def _wrong(self) -> frozenset[str]:
        return frozenset(self._key_of(one) for one in self._findings if one.blocking)

    def _key_of(self, finding: Finding) -> str:
        if self.scheme is None:
            return TABLE
        for number, bar in enumerate(self.scheme.bars):
            if bar.name == finding.line:
                return key_of("bar", number)
        keys = {one.key for one in nodes(self.scheme)}
        line = key_of(LINE, finding.line)
        return line if line in keys else finding.line if finding.line in keys else TABLE

    def _go(self, place: int) -> None:
        """To the line a finding speaks of."""
        self.tree.select_row(self._key_of(self._findings[place]))
        self.form.focus_first()

    def _try_out(self) -> None:
        from ui.pages.schemes.trial import TrialDialog

        self.form.flush()
        if self.scheme is not None:
            self.context.dialogs.run(TrialDialog(self.scheme))
