"""What can be set of one connection, and what is known of it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.validation import Problem
from app.domain.workspace import Connection, Hue, SignInKind
from app.ui.pages.frame import ScrollColumn
from app.ui.preferences.rows import PreferenceRow
from app.ui.text import problems
from app.ui.theme import TextRole
from app.ui.widgets import (
    Button,
    Card,
    ComboBox,
    ComboItem,
    ElidingLabel,
    EnvironmentTag,
    Field,
    SecondLine,
    Switch,
    TextField,
    hue_name,
    line,
)


class ConnectionPanel(ScrollColumn):
    """The right side of the dialog.

    Signals:
        renamed: What was typed as its name.
        painted: A `Hue`.
        start_chosen: Whether it is opened when the app starts.
        reading_chosen: Whether nothing may be changed through it.
        secret_wanted: Another credential is to be asked for.
        removal_wanted: It is to go.
    """

    renamed = Signal(str)
    painted = Signal(object)
    start_chosen = Signal(bool)
    reading_chosen = Signal(bool)
    secret_wanted = Signal()
    removal_wanted = Signal()

    def __init__(self, connection: Connection, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.connection = connection
        self._title = ElidingLabel("", TextRole.HEADING)
        self._title.setObjectName("managed_name")
        self._tag = EnvironmentTag(connection.environment, connection.hue)
        self._standing = SecondLine("", wrap=True)
        self._standing.setObjectName("managed_standing")
        self._name = TextField()
        self._name.setObjectName("connection_name")
        self._field = Field(self.tr("Name"), self._name, keeps_room=True)
        self._hue = ComboBox(ComboItem(hue_name(hue), hue) for hue in Hue)
        self._hue.setObjectName("connection_colour")
        self._at_start = Switch("")
        self._at_start.setObjectName("opened_at_start")
        self._only_reads = Switch("")
        self._only_reads.setObjectName("only_reads")
        self._remove = Button(self.tr("Remove connection..."), kind="danger")
        self._remove.setObjectName("remove_connection")
        self._build(connection)
        self._name.editingFinished.connect(lambda: self.renamed.emit(self._name.text()))
        self._hue.chosen.connect(self.painted)
        self._at_start.clicked.connect(self.start_chosen)
        self._only_reads.clicked.connect(self.reading_chosen)
        self._remove.clicked.connect(self.removal_wanted)

    def show_connection(self, connection: Connection, standing: str) -> None:
        """Show what is in force."""
        if connection.name != self.connection.name or not self._name.text():
            self._name.setText(connection.name)
        self.connection = connection
        self._title.setText(connection.name)
        self._tag.set_environment(connection.environment, connection.hue)
        self._standing.setText(standing)
        self._standing.setVisible(bool(standing))
        self._hue.set_value(connection.hue)
        self._at_start.setChecked(connection.open_at_start)
        self._only_reads.setChecked(connection.read_only)

    def forget_name(self) -> None:
        """What was typed as its name is not meant."""
        self._name.setText(self.connection.name)
        self.show_problem(None)

    @Slot(object)
    def show_problem(self, problem: Problem | None) -> None:
        """Say what is wrong with the name that was typed."""
        self._field.set_error(problems.of(problem) if problem is not None else "")

    @Slot(bool)
    def show_busy(self, is_busy: bool) -> None:
        """It is being removed, or looked through for that."""
        self._remove.set_busy(self.tr("A moment...") if is_busy else None)

    def _build(self, connection: Connection) -> None:
        body = self.body
        body.setContentsMargins(28, 20, 28, 16)
        body.setSpacing(14)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self._title, 1)
        head.addWidget(self._tag, 0, Qt.AlignmentFlag.AlignVCenter)
        body.addLayout(head)
        body.addWidget(self._standing)
        body.addWidget(self._field)
        card = Card()
        card.body.setSpacing(0)
        for at, row in enumerate(self._rows(connection)):
            if at:
                card.body.addWidget(line())
            card.body.addWidget(row)
        body.addWidget(card)
        last = QVBoxLayout()
        last.setSpacing(4)
        last.addWidget(self._remove, 0, Qt.AlignmentFlag.AlignLeft)
        body.addLayout(last)
        body.addStretch(1)

    def _rows(self, connection: Connection) -> list[QWidget]:
        where = connection.base_url or self.tr("On this computer")
        address = ElidingLabel(where, TextRole.SECOND, ink="text2")
        address.setObjectName("connection_address")
        rows: list[QWidget] = [
            PreferenceRow(self.tr("Address"), address),
            PreferenceRow(
                self.tr("Colour"),
                self._hue,
                self.tr("Its shape and its word stay those of its kind"),
            ),
        ]
        if not connection.is_sandbox:
            is_client = connection.sign_in is SignInKind.OAUTH2
            what = self.tr("Client secret") if is_client else self.tr("API token")
            replace = Button(self.tr("Replace..."))
            replace.setObjectName("replace_secret")
            replace.clicked.connect(self.secret_wanted)
            rows.append(PreferenceRow(what, replace, self.tr("Never shown, only replaced")))
        rows.append(
            PreferenceRow(
                self.tr("Open when the app starts"),
                self._at_start,
                self.tr("Of several, the one that was open last"),
            )
        )
        rows.append(
            PreferenceRow(
                self.tr("Read only"),
                self._only_reads,
                self.tr("Never change anything through this connection"),
            )
        )
        return rows
