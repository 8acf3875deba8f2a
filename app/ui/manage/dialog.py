"""Looks after the connections: all on the left, the shown one on the right.

As in the Preferences every change is in force at once, so that there is no OK button.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.domain.errors import AppError
from app.domain.workspace import Connection
from app.ui.dialogs import Dialogs
from app.ui.manage.panel import ConnectionPanel
from app.ui.manage.presenter import ManagePresenter
from app.ui.pages.frame import ScrollColumn
from app.ui.question import Question, ask
from app.ui.text import errors
from app.ui.theme import Tone, em, follow_text_size, size_in_em
from app.ui.widgets import (
    Hint,
    Placeholder,
    SideNav,
    environment_name,
    environment_shape,
    surface,
    two_sides,
)
from app.ui.widgets.navigation import NavLink

AskSecret = Callable[[Connection, QWidget], None]
_SIZE_PX: Final = QSize(760, 560)
_NAV_PX: Final = 212


class ManageDialog(QDialog):
    """What the presenter says; knows no service.

    Signals:
        add_wanted: Another connection is to be added.
    """

    add_wanted = Signal()

    def __init__(
        self,
        presenter: ManagePresenter,
        dialogs: Dialogs,
        ask_secret: AskSecret,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("manage_connections")
        self.setWindowTitle(self.tr("Connections"))
        self._presenter = presenter
        presenter.setParent(self)
        self._dialogs = dialogs
        self._ask_secret = ask_secret
        self._nav = SideNav()
        self._known: tuple[Connection, ...] = ()
        self._panel: ConnectionPanel | None = None
        self._nothing = Placeholder(
            "server",
            self.tr("No connections"),
            self.tr("Connect to a platform, or start the built-in sandbox."),
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(self._nothing)
        self._said = Hint(self.tr("Changes apply at once."))
        self._said.setObjectName("manage_said")
        self._names = ScrollColumn()
        self._add = NavLink(self.tr("Add connection..."), "plus")
        self._add.setObjectName("manage_add")
        self._add.clicked.connect(self.add_wanted)
        self._build()
        close = QShortcut(QKeySequence(QKeySequence.StandardKey.Close), self)
        close.activated.connect(self.close)
        presenter.changed.connect(self._show)
        presenter.failed.connect(self._say_failed)
        presenter.asked.connect(self._ask)
        follow_text_size(self, lambda: self.resize(em(_SIZE_PX.width()), em(_SIZE_PX.height())))
        self._show()

    def reject(self) -> None:
        """Esc: a name that was being typed is not meant."""
        if self._panel is not None:
            self._panel.forget_name()
        super().reject()

    @Slot()
    def _show(self) -> None:
        if self._presenter.connections != self._known:
            self._show_list()
        shown = self._presenter.shown
        if shown is None:
            self._drop_panel()
            self._stack.setCurrentWidget(self._nothing)
            return
        self._nav.set_current(shown.id)
        QWidget.setTabOrder(self._nav.item(shown.id), self._add)  # what stands below comes next
        if self._panel is None or self._panel.connection.id != shown.id:
            self._make_panel(shown)
        if self._panel is not None:
            self._panel.show_connection(shown, self._presenter.standing)

    def _show_list(self) -> None:
        """The names anew; the keyboard stays where it was in them."""
        focused = QApplication.focusWidget()
        had_focus = focused is not None and self._nav.isAncestorOf(focused)
        self._known = self._presenter.connections
        old, self._nav = self._nav, SideNav(self.tr("Connections"))
        self._nav.setObjectName("managed_connections")
        for one in self._known:
            item = self._nav.add(one.id, one.name, environment_shape(one.environment))
            item.setObjectName(f"managed_{one.id}")
            item.setAccessibleName(f"{one.name}, {environment_name(one.environment)}")
        self._nav.chosen.connect(self._presenter.choose)
        self._names.body.replaceWidget(old, self._nav)
        _let_go(old)
        shown = self._presenter.shown
        if shown is not None and (had_focus or not self.isVisible()):
            self._nav.item(shown.id).setFocus()

    def _make_panel(self, connection: Connection) -> None:
        self._drop_panel()
        panel = ConnectionPanel(connection)
        do = self._presenter
        panel.renamed.connect(do.rename)
        panel.painted.connect(do.paint)
        panel.start_chosen.connect(lambda on: do.open_at_start(on=on))
        panel.reading_chosen.connect(lambda on: do.only_read(on=on))
        panel.secret_wanted.connect(self._replace_secret)
        panel.removal_wanted.connect(do.ask_remove)
        do.refused.connect(panel.show_problem)
        do.busy_changed.connect(panel.show_busy)
        self._panel = panel
        self._stack.addWidget(panel)
        self._stack.setCurrentWidget(panel)

    def _drop_panel(self) -> None:
        panel, self._panel = self._panel, None
        if panel is not None:
            self._stack.removeWidget(panel)
            panel.blockSignals(True)  # a field that loses the focus is done with, too
            _let_go(panel)

    @Slot()
    def _replace_secret(self) -> None:
        shown = self._presenter.shown
        if shown is not None:
            self._ask_secret(shown, self)

    @Slot(object)
    def _say_failed(self, error: AppError) -> None:
        words = errors.of(error)
        self._said.set_message(f"{words.title} {words.text}".strip(), Tone.BAD)

    @Slot(object)
    def _ask(self, question: Question) -> None:
        self._said.set_message(self.tr("Changes apply at once."))
        ask(self._dialogs, question)

    def _build(self) -> None:
        left = surface("sidebar")
        size_in_em(left, width=_NAV_PX)
        self._names.body.setContentsMargins(8, 12, 8, 12)
        self._names.body.addWidget(self._nav)
        self._names.body.addStretch(1)
        names = QVBoxLayout(left)
        names.setContentsMargins(0, 0, 0, 8)
        names.addWidget(self._names, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(8, 0, 8, 0)
        foot.addWidget(self._add)
        names.addLayout(foot)
        two_sides(self, left, self._stack, self._said)


def _let_go(widget: QWidget) -> None:
    """Gone from the dialog at once, and from the memory when nobody is in it any more."""
    widget.setParent(None)
    widget.deleteLater()
