"""One message beside the list: from whom, to whom, and what it holds."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.mail import Mail
from app.domain.times import Clock
from app.ui.pages.mailbox.texts import Part, copied, text_of
from app.ui.pages.side_panel import SidePanel, in_a_row
from app.ui.text import times
from app.ui.widgets import Button, CodeView, ElidingLabel, KeyValueGrid, SecondLine, TabRow


class DetailPanel(SidePanel):
    """Shows a `Mail`; wishes leave as signals."""

    copied = Signal()
    save_wanted = Signal()
    deliveries_wanted = Signal()

    def __init__(self, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__("mail_detail", parent)
        self._clock = clock
        self._mail: Mail | None = None
        self._title.setObjectName("mail_subject")
        self._save = Button(self.tr("Save as file..."), icon_name="export")
        self._save.setObjectName("save_mail")
        self._copy = Button(self.tr("Copy"), icon_name="copy")
        self._copy.setObjectName("copy_part")
        self._deliveries = Button(self.tr("Delivery"), icon_name="deliveries")
        self._deliveries.setObjectName("show_delivery")
        self._facts = KeyValueGrid(name_width=72)
        self._facts.setObjectName("mail_facts")
        self._values = {
            name: self._facts.add(name, ElidingLabel("", mode=Qt.TextElideMode.ElideMiddle))
            for name in (self.tr("From"), self.tr("To"), self.tr("Arrived"), self.tr("Size"))
        }
        self._tabs = TabRow(self.tr("Parts of the message"))
        self._tabs.setObjectName("mail_parts")
        self._names = {
            Part.MESSAGE: self.tr("Message"),
            Part.ATTACHMENT: self.tr("Attachment"),
            Part.HEADER: self.tr("Headers"),
            Part.RAW: self.tr("Raw"),
        }
        for part, name in self._names.items():
            self._tabs.add(part, name)
        self._note = SecondLine(wrap=True)
        self._note.setObjectName("mail_note")
        self._code = CodeView(self.tr("Message"), numbered=False)
        self._code.setObjectName("mail_text")
        self._build()
        self._save.clicked.connect(self.save_wanted)
        self._copy.clicked.connect(self.copy_part)
        self._deliveries.clicked.connect(self.deliveries_wanted)
        self._tabs.chosen.connect(self._show_part)

    def show_mail(self, mail: Mail | None) -> None:
        """Show another message."""
        self._mail = mail
        if mail is None:
            return
        self._title.setText(mail.subject or self.tr("No subject"))
        at = mail.kept.at
        arrived = f"{times.day_name(at, self._clock())}, {times.clock(at)}"
        values = (mail.sender, mail.recipient, arrived, times.size(mail.kept.size))
        for name, value in zip(self._values, values, strict=True):
            self._facts.set_value(name, value)
        is_test = self.tr("A test belongs to no delivery") if mail.is_test else ""
        self._deliveries.set_reason(is_test)
        self._show_part()

    @Slot()
    def copy_part(self) -> None:
        """Put what is shown on the clipboard, as it was sent."""
        if self._mail is not None and (text := copied(self._tabs.value, self._mail)):
            QGuiApplication.clipboard().setText(text)
            self.copied.emit()

    @Slot()
    def _show_part(self) -> None:
        if self._mail is None:
            return
        part = self._tabs.value
        shown = text_of(part, self._mail)
        self._code.setAccessibleName(self._names[part])
        self._code.setAccessibleDescription(shown.note)
        self._code.set_code(shown.text, shown.language)
        self._note.setText(shown.note)
        self._note.setVisible(bool(shown.note))
        self._copy.set_reason("" if shown.text else self.tr("There is nothing to copy"))

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 12, 16, 16)
        column.setSpacing(8)
        column.addLayout(self._head())
        column.addWidget(self._facts)
        column.addLayout(in_a_row(self._save, self._copy, self._deliveries))
        column.addWidget(self._tabs)
        column.addWidget(self._note)
        column.addWidget(self._code, 1)
