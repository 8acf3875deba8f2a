"""The Preview tab: what would be sent, before anything is."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from app.ui.forms.payload_editor import PayloadEditor
from app.ui.pages.frame import scrolling
from app.ui.pages.listener_form.preview import PreviewPresenter
from app.ui.pages.listener_form.preview_text import Preview
from app.ui.pages.listener_form.sample_row import SampleRow
from app.ui.pages.listener_form.volume_chart import VolumeChart
from app.ui.text import errors, times
from app.ui.theme import TextRole, Tone, em, size_in_em
from app.ui.widgets import (
    Button,
    Card,
    CodeView,
    ElidingLabel,
    Hint,
    IconLabel,
    KeyValueGrid,
    LoadingBar,
    PlainLabel,
    ToolButton,
)
from app.ui.widgets.layouts import Squeezed, flush_at_end


class PreviewTab(QWidget):
    """Shows a `Preview`.

    Signals:
        copy_wanted: The text goes to the clipboard.
    """

    copy_wanted = Signal(str)

    def __init__(self, presenter: PreviewPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._title = PlainLabel(self.tr("Request"), TextRole.STRONG)
        self._copy = ToolButton("copy", self.tr("Copy the whole request"))
        self._copy.setObjectName("copy_preview")
        self._head = _Head(self.tr("Request"))
        self._head.setObjectName("preview_head")
        self._message = Card()
        self._grid = KeyValueGrid(name_width=92)
        for name in (self.tr("To"), self.tr("Subject"), self.tr("Attachment")):
            self._grid.add(name, "")
        self._message.body.addWidget(self._grid)
        self._sample = SampleRow(presenter.saved)
        self._body = CodeView(self.tr("Body"))
        self._body.setObjectName("preview_body")
        self._editor = PayloadEditor(self.tr("Payload for the test"))
        self._editor.setObjectName("payload_editor")
        self._edit_error = Hint("", Tone.BAD)
        self._edit_error.setObjectName("payload_error")
        self.volume = VolumeChart()
        self._size = ElidingLabel("", TextRole.SECOND, ink="text2")
        self._size.setObjectName("payload_size")
        self._as_sent = Button(self.tr("Show as sent"), kind="link")
        self._as_sent.setObjectName("show_as_sent")
        self._edit = Button(self.tr("Edit for the test"), kind="link")
        self._edit.setObjectName("edit_payload")
        self._shows_sent = False
        self._nothing = _Nothing()
        self._again = self._nothing.again
        self._loading = LoadingBar()
        self._hint = Hint("")
        self._stack = QStackedWidget()
        self._build()
        presenter.preview_changed.connect(self.show_preview)
        self._sample.chosen.connect(presenter.choose)
        self._copy.clicked.connect(self._on_copy)
        self._again.clicked.connect(presenter.try_again)
        self._as_sent.clicked.connect(self._toggle_sent)
        self._edit.clicked.connect(self._toggle_edit)
        self._editor.edited.connect(presenter.edit)
        self.show_preview(presenter.preview)

    @property
    def tab_stops(self) -> list[QWidget]:
        """What takes the focus, in reading order."""
        texts = [self._body, self._editor]
        return [
            self._copy,
            self._head,
            *self._sample.tab_stops,
            *texts,
            self._as_sent,
            self._edit,
            self._again,
        ]

    def focus_body(self) -> None:
        """Put the cursor into the payload."""
        is_edited = self._presenter.preview.edited is not None
        (self._editor if is_edited else self._body).setFocus()

    @Slot(object)
    def show_preview(self, preview: Preview) -> None:
        """Show another preview."""
        self._loading.set_active(preview.is_loading)
        message = preview.message
        of_one = self.tr("Message for one event")
        self._title.setText(self.tr("Request") if message is None else of_one)
        self._message.setVisible(message is not None)
        self._head.setVisible(message is None and bool(preview.head))
        has_body = bool(preview.body) or preview.edited is not None
        for part in (self._title, self._copy, self._sample, self._size):
            part.setVisible(has_body)
        self._show_edit(preview, has_body=has_body)
        self._hint.set_message(
            self.tr("Nothing is sent until you test. ID, time and signature are new each time.")
            if message is None
            else self.tr("Nothing is sent until you test."),
            Tone.MUTE,
        )
        if message is not None:
            self._grid.set_value(self.tr("To"), message.to)
            self._grid.set_value(self.tr("Subject"), message.subject)
            self._grid.set_value(self.tr("Attachment"), message.attachment)
        elif preview.head:
            self._show_head(preview.head)
        self._sample.show_preview(preview)
        if preview.error is not None:
            self._show_error(preview)
        elif preview.missing is not None:
            self._show_missing(preview.missing)
        elif preview.is_loading:
            self._say(self.tr("Reading a sample"), "")
        elif preview.edited is not None:
            self._editor.show_text(preview.edited)
            self._stack.setCurrentWidget(self._editor)
        elif preview.body:
            self._show_body(preview)

    def _show_body(self, preview: Preview) -> None:
        text = preview.sent.decode("utf-8", "replace") if self._shows_sent else preview.body
        if self._body.full_text != text:
            self._body.set_code(text, "json")
        self._stack.setCurrentWidget(self._body)

    def _show_edit(self, preview: Preview, *, has_body: bool) -> None:
        is_edited = preview.edited is not None
        problem = preview.edit_error or preview.too_large
        self._edit_error.setVisible(bool(problem))
        self._edit_error.set_message(problem, Tone.BAD)
        self._edit.setVisible(has_body)
        self._edit.set_words(
            self.tr("Discard the edit") if is_edited else self.tr("Edit for the test")
        )
        self._edit.set_reason("" if is_edited else preview.why_no_edit)
        self._as_sent.setVisible(has_body and not is_edited)
        self._as_sent.set_words(
            self.tr("Show readable") if self._shows_sent else self.tr("Show as sent")
        )
        size = times.size(len(preview.sent))
        self._size.setText(
            self.tr("{size}, edited for the test").format(size=size)
            if is_edited
            else size
            if self._shows_sent
            else self.tr("{size}, indented to be read").format(size=size)
        )

    @Slot()
    def _toggle_sent(self) -> None:
        self._shows_sent = not self._shows_sent
        self.show_preview(self._presenter.preview)

    @Slot()
    def _toggle_edit(self) -> None:
        if self._presenter.preview.edited is None:
            self._presenter.begin_edit()
        else:
            self._presenter.end_edit()
        self.focus_body()

    def _show_head(self, head: str) -> None:
        self._head.set_code(head, "http")
        self._head.updateGeometry()

    def _show_missing(self, entity: str) -> None:
        if entity:
            title = self.tr("No preview for “{entity}”").format(entity=entity)
        else:
            title = self.tr("No preview yet")
        text = self.tr("Choose a supported entity to see its payload.")
        self._say(title, text)

    def _show_error(self, preview: Preview) -> None:
        if preview.error is not None:
            words = errors.of(preview.error)
            self._say(words.title, words.text)
            self._again.show()

    def _say(self, title: str, text: str) -> None:
        self._nothing.say(title, text)
        self._again.hide()
        self._stack.setCurrentWidget(self._nothing)

    @Slot()
    def _on_copy(self) -> None:
        preview = self._presenter.preview
        sent = preview.sent.decode("utf-8", "replace")
        self.copy_wanted.emit("\n\n".join(part for part in (preview.head, sent) if part))

    def _build(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._copy)
        self._stack.addWidget(self._body)
        self._stack.addWidget(self._editor)
        self._stack.addWidget(self._nothing)
        size_in_em(self._stack, min_height=96)
        inner = Squeezed()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._loading)
        column.addLayout(head)
        column.addWidget(self._head)
        column.addWidget(self._message)
        column.addWidget(self._sample)
        column.addWidget(self._stack, 1)
        column.addWidget(self._edit_error)
        foot = QHBoxLayout()
        foot.setSpacing(12)
        foot.addWidget(self._size, 1)
        foot.addLayout(flush_at_end(self._as_sent, self._edit))
        column.addLayout(foot)
        column.addWidget(self.volume)
        column.addWidget(self._hint)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolling(inner, see_through=True))


class _Head(CodeView):
    """As high as its lines, but the first to give way where there is little room."""

    def __init__(self, name: str) -> None:
        super().__init__(name, numbered=False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)

    def sizeHint(self) -> QSize:
        spacing = QFontMetricsF(self.font()).lineSpacing()
        return QSize(400, ceil(self.blockCount() * spacing) + 36)

    def minimumSizeHint(self) -> QSize:
        return QSize(100, min(em(96), self.sizeHint().height()))


class _Nothing(QWidget):
    """What stands in place of a payload that cannot be shown."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("preview_placeholder")
        self._title = PlainLabel("", TextRole.STRONG, wrap=True)
        self._text = PlainLabel("", ink="text2", wrap=True)
        self.again = Button(self.tr("Try again"))
        self.again.setObjectName("preview_again")
        self.again.hide()
        center = Qt.AlignmentFlag.AlignHCenter
        column = QVBoxLayout(self)
        column.setSpacing(8)
        column.addStretch(1)
        column.addWidget(IconLabel("braces", "text3", 28), 0, center)
        for label in (self._title, self._text):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(label)
        column.addWidget(self.again, 0, center)
        column.addStretch(1)

    def say(self, title: str, text: str) -> None:
        self._title.setText(title)
        self._text.setText(text)
