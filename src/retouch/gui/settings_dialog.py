"""Settings: how strictly to judge, with the effect shown at once, and the keys."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QHeaderView, QTableWidgetItem, QWidget

from retouch.cull.profile import CullSettings, Profile
from retouch.gui import words
from retouch.gui.actions import ACTIONS, Spec, keys_of, text_of
from retouch.gui.desk import Desk
from retouch.gui.forms.settings_dialog import Ui_SettingsDialog
from retouch.gui.limit_rows import LimitRow
from retouch.gui.screen_settings import ScreenSettings

PROFILES = {
    Profile.PORTRAIT: "Portrait",
    Profile.HEADSHOT: "Headshot",
    Profile.WEDDING: "Wedding",
    Profile.GROUP: "Groups",
    Profile.EVENT: "Event",
}


class SettingsDialog(QDialog):
    """Everything takes effect at once; there is nothing to apply."""

    bound = Signal(object)
    """Keys by action, those that differ from ours."""

    def __init__(self, desk: Desk, bound: dict[str, list[str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._bound = desk, dict(bound)
        self.ui = Ui_SettingsDialog()
        self.ui.setupUi(self)
        now = desk.session.cull_settings
        for profile, text in PROFILES.items():
            self.ui.profile.addItem(words.tr(text), profile)
        self.ui.profile.setCurrentIndex(list(PROFILES).index(now.profile))
        self.ui.strictness.setValue(round(100 * now.strictness))
        self.ui.strictnessValue.setText(str(self.ui.strictness.value()))
        self._limits = self._limit_rows()
        self._show_limits(now)
        self._fill_keys()
        self.ui.profile.currentIndexChanged.connect(self._judge)
        self.ui.strictness.valueChanged.connect(self._judge)
        self.ui.resetKeys.clicked.connect(self._reset_keys)
        self.ui.close.clicked.connect(self.accept)
        self.screen_tab = ScreenSettings(self.ui, desk, self)
        desk.updated.connect(self._say_effect)
        self._say_effect()

    def _limit_rows(self) -> list[LimitRow]:
        rows = [
            LimitRow(
                "sure_from",
                self.tr("Sure enough to &reject"),
                self.tr("How sure a reason must be before a frame is suggested to be rejected for it"),
                lambda s: s.sure,
                self,
            ),
            LimitRow(
                "closed_under",
                self.tr("Eyes &closed under"),
                self.tr("Share of a person’s usual opening under which an eye counts as closed"),
                lambda s: s.closed,
                self,
            ),
            LimitRow(
                "soft_under",
                self.tr("Clearly s&ofter under"),
                self.tr("Share of the sharpness of a better frame under which a frame counts as clearly softer"),
                lambda s: s.soft,
                self,
            ),
        ]
        for n, row in enumerate(rows):
            row.put_into(self.ui.limits, n)
            row.changed.connect(self._judge)
        return rows

    def _show_limits(self, settings: CullSettings) -> None:
        for row in self._limits:
            row.show_settings(settings)

    def _judge(self) -> None:
        strictness = self.ui.strictness.value()
        self.ui.strictnessValue.setText(str(strictness))
        limits = {row.name: row.value for row in self._limits}
        wanted = CullSettings(
            Profile(self.ui.profile.currentData()),
            strictness / 100,
            sure_from=limits["sure_from"],
            closed_under=limits["closed_under"],
            soft_under=limits["soft_under"],
        )
        self._show_limits(wanted)
        self._desk.judge_by(wanted)

    def _say_effect(self, *_: object) -> None:
        counts = self._desk.counts
        self.ui.effect.setVisible(self._desk.shoot is not None)
        said = self.tr("Now suggested: keep {k}, maybe {m}, reject {r}.")
        self.ui.effect.setText(said.format(k=counts["keep"], m=counts["maybe"], r=counts["reject"]))

    # -- keys

    def _fill_keys(self) -> None:
        table = self.ui.keys
        table.blockSignals(True)
        table.setRowCount(len(ACTIONS))
        table.setHorizontalHeaderLabels([self.tr("Action"), self.tr("Keys")])
        table.verticalHeader().hide()
        table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for row, spec in enumerate(ACTIONS):
            name = QTableWidgetItem(_named(spec))
            name.setFlags(Qt.ItemFlag.ItemIsEnabled)
            table.setItem(row, 0, name)
            table.setItem(row, 1, QTableWidgetItem("  ".join(keys_of(spec, self._bound))))
        table.blockSignals(False)
        table.cellChanged.connect(self._rebind, Qt.ConnectionType.UniqueConnection)

    def _rebind(self, row: int, column: int) -> None:
        """Take keys as they are typed: several are parted by spaces; a key that means something else already is not."""
        spec, item = ACTIONS[row], self.ui.keys.item(row, column)
        typed = item.text().split() if item is not None else []
        wanted = [QKeySequence(k).toString() for k in typed]
        used = {QKeySequence(k).toString() for s in ACTIONS if s is not spec for k in keys_of(s, self._bound)}
        taken = [k for k in wanted if k in used]
        if taken or "" in wanted:
            said = self.tr("{key} means something else already.").format(key=taken[0]) if taken else ""
            self.ui.keysAbout.setText(said or self.tr("That is not a key."))
        else:
            self._bound[spec.name] = wanted
            if tuple(wanted) == keys_of(spec, {}):
                del self._bound[spec.name]
            self.ui.keysAbout.setText("")
            self.bound.emit(dict(self._bound))
        self._fill_keys()

    def _reset_keys(self) -> None:
        self._bound.clear()
        self.bound.emit({})
        self._fill_keys()


def _named(spec: Spec) -> str:
    """Return an action's words; those of a twin say whose it is."""
    if not spec.twin:
        return text_of(spec)
    plain = next(s for s in ACTIONS if s.name == spec.name.removesuffix("_next"))
    return words.tr("{what}, and go on").format(what=text_of(plain))
