"""Messages inside a page: the small hint under a field and the banner on top."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.ui.theme import TextRole, Tone
from app.ui.widgets.announcing import Spoken
from app.ui.widgets.buttons import Button, ButtonKind
from app.ui.widgets.labels import IconLabel, PlainLabel
from app.ui.widgets.layouts import flush, remove_widgets
from app.ui.widgets.plain_text import set_property

_HINT_ICONS: Final = {
    Tone.OK: ("check-circle-fill", "ok_fill"),
    Tone.WARN: ("triangle-fill", "warn_fill"),
    Tone.BAD: ("alert-circle-fill", "bad_fill"),
    Tone.INFO: ("info", "accent_text"),
    Tone.MUTE: ("info", "text3"),
}
_BANNER_ICONS: Final = {
    Tone.OK: "check-circle-fill",
    Tone.WARN: "triangle-fill",
    Tone.BAD: "alert-circle-fill",
    Tone.INFO: "info-fill",
    Tone.MUTE: "info-fill",
}
_HINT_INK: Final = {Tone.OK: "text2", Tone.INFO: "text2", Tone.MUTE: "text2"}
MAX_BUTTONS: Final = 2


class Hint(QWidget):
    """An icon and a small sentence, for example under a field."""

    def __init__(
        self,
        text: str = "",
        tone: Tone = Tone.MUTE,
        *,
        icon_name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icon = IconLabel("info", "text3", 14, beside=TextRole.SECOND)
        self._label = PlainLabel("", TextRole.SECOND, ink="text2", wrap=True)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self._label, 1, Qt.AlignmentFlag.AlignTop)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.set_message(text, tone, icon_name=icon_name)

    @property
    def text(self) -> str:
        """The sentence."""
        return self._label.text()

    @property
    def tone(self) -> Tone:
        """What it wants to say."""
        return self._tone

    def set_message(self, text: str, tone: Tone = Tone.MUTE, *, icon_name: str = "") -> None:
        """Say something else."""
        self._tone = tone
        name, ink = _HINT_ICONS[tone]
        self._icon.set_icon(icon_name or name, ink)
        self._label.set_ink(_HINT_INK.get(tone, tone.value))
        self._label.setText(text)


class Banner(QFrame):
    """A lasting message across a page, with at most two buttons and a row of links.

    One that `speaks` is an answer, or tells of a failure: a screen reader says it as it comes up.
    """

    def __init__(
        self,
        tone: Tone = Tone.INFO,
        title: str = "",
        text: str = "",
        *,
        icon_name: str = "",
        speaks: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._spoken = Spoken(self) if speaks else None
        self._icon = IconLabel("info-fill", "info", 16, beside=TextRole.STRONG)
        self._title = PlainLabel("", TextRole.STRONG, wrap=True)
        self._text = PlainLabel("", TextRole.SECOND, ink="text2", wrap=True)
        self._buttons: list[Button] = []
        self._links = flush()
        self._links.setSpacing(6)

        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._title)
        words.addWidget(self._text)
        words.addLayout(self._links)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(14, 8, 8, 8)
        self._row.setSpacing(10)
        self._row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        self._row.addLayout(words, 1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.set_message(tone, title, text, icon_name=icon_name)

    @property
    def title(self) -> str:
        """The first line."""
        return self._title.text()

    @property
    def text(self) -> str:
        """The second line."""
        return self._text.text()

    @property
    def tone(self) -> Tone:
        """What it wants to say."""
        return self._tone

    @property
    def buttons(self) -> tuple[Button, ...]:
        """The buttons, in order."""
        return tuple(self._buttons)

    def set_message(self, tone: Tone, title: str, text: str = "", *, icon_name: str = "") -> None:
        """Say something else; buttons and links stay."""
        self._tone = tone
        set_property(self, "tone", tone.value)
        self._icon.set_icon(icon_name or _BANNER_ICONS[tone], tone.value)
        self._title.setText(title)
        self._title.setVisible(bool(title))
        self._text.setText(text)
        self._text.setVisible(bool(text))
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)
        if self._spoken is not None:
            said = ". ".join(part for part in (title, text) if part)
            self._spoken.set_text(said, assertive=tone is Tone.BAD)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._spoken is not None:
            self._spoken.shown()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self._spoken is not None:
            self._spoken.hidden()

    def add_button(self, text: str, kind: ButtonKind = "default") -> Button:
        """Add one of at most two buttons; connect its `clicked`.

        Raises:
            ValueError: There are two already.
        """
        if len(self._buttons) == MAX_BUTTONS:
            raise ValueError("a banner has at most two buttons")
        button = Button(text, kind=kind)
        self._buttons.append(button)
        self._row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        return button

    def add_link(self, text: str) -> Button:
        """Add a link under the text; connect its `clicked`."""
        if self._links.count() > 1:
            self._links.insertWidget(self._links.count() - 1, PlainLabel("·", ink="text3"))
        link = Button(text, kind="link")
        self._links.insertWidget(self._links.count() - 1, link)
        return link

    def clear_actions(self) -> None:
        """Take away all buttons and links."""
        for button in self._buttons:
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons.clear()
        remove_widgets(self._links)
