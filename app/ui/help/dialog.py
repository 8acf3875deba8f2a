"""F1: what the page is for, and which keys work on it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.ui.help import texts
from app.ui.help.keys import keys_of
from app.ui.help.rows import add_rows
from app.ui.pages.frame import ScrollColumn
from app.ui.theme import TextRole, em, follow_text_size
from app.ui.widgets import Button, Card, PlainLabel
from app.ui.widgets.layouts import flush

_SIZE_PX = QSize(560, 620)


class HelpDialog(QDialog):
    """Stands beside the work: it is not modal.

    Signals:
        all_wanted: Every key of the app is to be shown.
    """

    all_wanted = Signal()

    def __init__(self, page: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("help")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        help_text = texts.of(page)
        self.setWindowTitle(self.tr("Help: {page}").format(page=help_text.title))
        self.setAccessibleDescription(" ".join(help_text.paragraphs))
        area = ScrollColumn()
        area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # its keys scroll
        area.setAccessibleName(help_text.title)
        area.body.setContentsMargins(24, 20, 24, 8)
        area.body.setSpacing(12)
        area.body.addWidget(PlainLabel(help_text.title, TextRole.HEADING, wrap=True))
        for paragraph in help_text.paragraphs:
            area.body.addWidget(PlainLabel(paragraph, ink="text2", wrap=True))
        card = Card(self.tr("Keys"))
        card.body.setSpacing(0)
        add_rows(card.body, keys_of(page))
        area.body.addWidget(card)
        area.body.addStretch(1)
        every, close = Button(self.tr("All keys"), kind="link"), Button(self.tr("Close"))
        every.setObjectName("all_keys")
        close.setObjectName("close_help")
        every.clicked.connect(self.all_wanted)
        close.clicked.connect(self.close)
        foot = QHBoxLayout()
        foot.setContentsMargins(24, 8, 24, 16)
        foot.addLayout(flush(every), 1)
        foot.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(area, 1)
        column.addLayout(foot)
        end = QShortcut(QKeySequence(QKeySequence.StandardKey.Close), self)
        end.activated.connect(self.close)
        follow_text_size(self, self._fit)
        close.setFocus()

    def _fit(self) -> None:
        """As large as it is drawn, but no higher than the window that it stands over."""
        parent = self.parentWidget()
        room = parent.window().height() if parent is not None else em(_SIZE_PX.height())
        self.resize(em(_SIZE_PX.width()), min(em(_SIZE_PX.height()), room))
