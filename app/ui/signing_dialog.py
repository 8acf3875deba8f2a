"""The signing secret of a listener: to be looked at for a while, copied, or made anew."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol, TypeVar

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.times import utc_now
from app.ui.secret_clipboard import SecretClipboard
from app.ui.text import errors, times
from app.ui.theme import TextRole, Tone, size_in_em
from app.ui.widgets import (
    Banner,
    Button,
    GrowingDialog,
    Hint,
    LoadingBar,
    MaskedField,
    PlainLabel,
)
from app.ui.widgets.secret_fields import SHOWN_MS

if TYPE_CHECKING:
    from app.domain.control import JobControl
    from app.domain.errors import AppError
    from app.domain.ports import RotatedSecret
    from app.domain.secret import Secret
    from app.domain.times import Clock
    from app.runtime.tasks import Task, TaskRunner

T = TypeVar("T")


class Signing(Protocol):
    """What is needed from the signing service."""

    def reveal(self, control: JobControl, listener_id: str) -> Secret: ...
    def rotate(self, control: JobControl, listener_id: str) -> RotatedSecret: ...


class SigningDialog(GrowingDialog):
    """Asks the platform only when a person wants to see, copy or rotate: each look is audited.

    Args:
        signing: The platform's secrets.
        listener_id: Whose.
        name: How the listener is called.
        runner: Runs the jobs.
        asks_first: It is Production: a secret is shown or copied after asking once, and the
            buttons that do something there name it.
        shown_ms: How long the secret stays readable.
    """

    def __init__(
        self,
        signing: Signing,
        listener_id: str,
        name: str,
        runner: TaskRunner,
        *,
        asks_first: bool = False,
        clock: Clock = utc_now,
        shown_ms: int = SHOWN_MS,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("signing_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._signing = signing
        self._listener_id = listener_id
        self._runner = runner
        self._clock = clock
        self._clipboard = SecretClipboard(self)
        self._hides = QTimer(self)
        self._hides.setSingleShot(True)
        self._hides.setInterval(shown_ms)
        self._hides.timeout.connect(self._hide)
        self.setWindowTitle(self.tr("Signing secret"))
        self._heading = PlainLabel(self.tr("Signing secret"), TextRole.HEADING)
        self._text = PlainLabel(
            self.tr("“{name}” is verified with it. Each look is written into the changes.").format(
                name=name
            ),
            ink="text2",
            wrap=True,
        )
        self._secret = MaskedField(self.tr("Signing secret"))
        self._secret.setObjectName("signing_secret_text")
        self._show = Button(self.tr("Show"), icon_name="eye")
        self._show.setObjectName("show_secret")
        self._copy = Button(self.tr("Copy"), icon_name="copy")
        self._copy.setObjectName("copy_secret")
        self._rotate = Button(self.tr("Rotate..."), icon_name="refresh")
        self._rotate.setObjectName("rotate_secret")
        self._banner = Banner(Tone.WARN, speaks=True)
        self._banner.setObjectName("signing_note")
        self._banner.hide()
        self._asks_first = asks_first
        self._may_look = not asks_first
        self._loading = LoadingBar()
        self._asking: QWidget | None = None
        self._close = Button(self.tr("Close"))
        self._close.setObjectName("close_signing")
        self._build()
        self._show.clicked.connect(self._on_show)
        self._copy.clicked.connect(lambda: self._reveal(self._to_clipboard))
        self._rotate.clicked.connect(self._ask_to_rotate)
        self._close.clicked.connect(self.accept)

    @Slot()
    def _on_show(self) -> None:
        if self._hides.isActive():
            self._hide()
        else:
            self._reveal(self._show_for_a_while)

    def _reveal(self, then: Callable[[Secret], None]) -> None:
        if not self._may_look:
            self._ask_to_look(then)
            return
        signing, listener_id = self._signing, self._listener_id
        task = self._submit(lambda control: signing.reveal(control, listener_id))
        task.succeeded.connect(then)

    def _submit(self, job: Callable[[JobControl], T]) -> Task[T]:
        self._banner.hide()
        self._asking = QApplication.focusWidget()
        for button in (self._show, self._copy, self._rotate):
            button.setEnabled(False)
        self._loading.set_active(True)
        task = self._runner.submit(job, name="signing", key=("signing", id(self)), owner=self)
        task.finished.connect(self._settle)
        task.failed.connect(self._explain)
        return task

    @Slot()
    def _settle(self) -> None:
        for button in (self._show, self._copy, self._rotate):
            button.setEnabled(True)
        self._loading.set_active(False)
        asked, self._asking = self._asking, None
        if asked in (self._show, self._copy, self._rotate):
            asked.setFocus()  # Qt gave it to Close, as the button could not be used

    @Slot(object)
    def _show_for_a_while(self, secret: Secret) -> None:
        self._secret.uncover(secret.reveal())
        self._show.set_words(self.tr("Hide"))
        self._hides.start()

    @Slot()
    def _hide(self) -> None:
        self._hides.stop()
        self._secret.cover()
        self._show.set_words(self.tr("Show"))

    @Slot(object)
    def _to_clipboard(self, secret: Secret) -> None:
        self._clipboard.copy(secret.reveal())
        self._say(Tone.OK, self.tr("Copied, for ten seconds"))

    def _ask_to_look(self, then: Callable[[Secret], None]) -> None:
        """In place, and once: who looked has said yes."""

        def look() -> None:
            self._may_look = True
            self._show.setFocus()
            self._reveal(then)

        self._say(
            Tone.WARN,
            self.tr("Read the signing secret of Production?"),
            self.tr("Who has it can send messages that look like those of Production."),
        )
        self._offer(self.tr("Read in Production"), "read_now", look, self.tr("Cancel"))

    def _offer(self, words: str, name: str, do: Callable[[], None], leave: str) -> None:
        """Do it after all, or leave it."""
        go = self._banner.add_button(words, "prod" if self._asks_first else "default")
        go.setObjectName(name)
        go.clicked.connect(do)
        keep = self._banner.add_button(leave)
        keep.setObjectName("keep_secret")
        keep.clicked.connect(self._banner.hide)

    @Slot()
    def _ask_to_rotate(self) -> None:
        """In place: what it means for whoever verifies."""
        self._say(
            Tone.WARN,
            self.tr("Make a new secret?"),
            self.tr(
                "Messages are signed with both for 24 hours. After that, an endpoint that "
                "verifies with the old one refuses them."
            ),
        )
        words = self.tr("Rotate in Production") if self._asks_first else self.tr("Rotate")
        self._offer(words, "rotate_now", self._rotate_now, self.tr("Keep it"))

    @Slot()
    def _rotate_now(self) -> None:
        self._rotate.setFocus()
        signing, listener_id = self._signing, self._listener_id
        task = self._submit(lambda control: signing.rotate(control, listener_id))
        task.succeeded.connect(self._show_rotated)

    @Slot(object)
    def _show_rotated(self, made: RotatedSecret) -> None:
        self._show_for_a_while(made.secret)
        text = self.tr("Give it to whoever verifies.")
        if made.previous_valid_until is not None:
            until = times.short(made.previous_valid_until, self._clock())
            text = self.tr("The old one is valid until {time}.").format(time=until) + " " + text
        self._say(Tone.OK, self.tr("There is a new secret"), text)

    @Slot(object)
    def _explain(self, error: AppError) -> None:
        words = errors.of(error)
        self._say(Tone.BAD, words.title, words.text)

    def _say(self, tone: Tone, title: str, text: str = "") -> None:
        self._banner.clear_actions()
        self._banner.set_message(tone, title, text)
        self._banner.show()

    def _build(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._show)
        row.addWidget(self._copy)
        row.addWidget(self._rotate)
        row.addStretch(1)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self._close)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(12)
        column.addWidget(self._heading)
        column.addWidget(self._text)
        column.addWidget(self._secret)
        column.addWidget(self._loading)
        column.addLayout(row)
        column.addWidget(self._banner)
        column.addWidget(Hint(self.tr("It is shown for 30 seconds and kept nowhere here.")))
        column.addStretch(1)
        column.addLayout(foot)
        size_in_em(self, min_width=520)
