"""Push buttons of six kinds and the square tool button."""

from __future__ import annotations

from typing import ClassVar, Final, Literal
from weakref import ref

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QIcon, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QToolButton, QWidget

from app.ui.theme import current, em, follow_text_size, icon, paint_icon
from app.ui.widgets.plain_text import escape_ampersands, set_property, set_tooltip

ButtonKind = Literal["default", "primary", "prod", "danger", "link", "menu"]

_ICON_INK: Final[dict[str, str]] = {
    "default": "text2",
    "menu": "text2",
    "primary": "on_accent",
    "prod": "on_accent",
    "danger": "bad",
    "link": "accent_text",
}
_CONTROL_PX: Final = 32
_ICON_PX: Final = 16
_CHEVRON_PX: Final = 12


class Button(QPushButton):
    """A button with words; `kind` decides how much it stands out.

    An ampersand in the text is a letter.  While busy the button is disabled, says what
    it does and keeps its width, so nothing around it jumps.
    """

    _pressed: ClassVar[ref[Button] | None] = None  # the last one of all

    def __init__(
        self,
        text: str = "",
        *,
        kind: ButtonKind = "default",
        icon_name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._words = text
        self._kind: ButtonKind = kind
        self._icon_name = icon_name
        self._is_busy = False
        self._was_enabled = True
        self._had_focus = False
        self.setProperty("kind", kind)
        if kind == "link":
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(False)
        self._show(text, icon_name)
        follow_text_size(self, self._fit_icon)

    @property
    def words(self) -> str:
        """The text as given, without the escapes that Qt needs."""
        return self._words

    @property
    def is_busy(self) -> bool:
        """Whether its action runs."""
        return self._is_busy

    def set_words(self, text: str) -> None:
        """Change the text."""
        self._words = text
        if not self._is_busy:
            self._show(text, self._icon_name)

    def set_kind(self, kind: ButtonKind) -> None:
        """Change how much it stands out."""
        self._kind = kind
        set_property(self, "kind", kind)
        self._show(self._words, self._icon_name)

    def set_icon(self, name: str) -> None:
        """Show another icon; "" for none."""
        self._icon_name = name
        self._show(self._words, name)

    def set_busy(self, busy_text: str | None) -> None:
        """Show that the action runs ("Sending..."), or with None that it is over."""
        if busy_text is None:
            if self._is_busy:
                self._is_busy = False
                self.setMinimumWidth(0)
                self.setEnabled(self._was_enabled)
                self._show(self._words, self._icon_name)
                self._take_focus_back()
            return
        if not self._is_busy:
            self._was_enabled = self.isEnabled()
            self._leave_focus()
            self.setMinimumWidth(self.width() if self.isVisible() else self.sizeHint().width())
        self._is_busy = True
        self.setEnabled(False)
        self._show(busy_text, "spinner")

    def _leave_focus(self) -> None:
        """Qt gives it to whatever is next, such as Cancel, when what has it is disabled.

        Behind a dialog that closes just now nothing may be left without it: Qt would look for
        something as soon as the window is the active one again.
        """
        self._had_focus = self.window().focusWidget() is self
        place = self.parentWidget()
        if self.hasFocus() or place is None:
            self.clearFocus()
        elif self._had_focus:
            place.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take_focus_back(self) -> None:
        """Unless a person has gone elsewhere meanwhile."""
        if self._had_focus and self.window().focusWidget() in (None, self.parentWidget()):
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        self._had_focus = False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        Button._pressed = ref(self)
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        # Who clicks twice means the button that was there, not the Cancel that took its place.
        if Button._pressed is not None and Button._pressed() is self:
            super().mouseDoubleClickEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Space presses a button everywhere; Qt lets Enter do so in dialogs only.
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and not event.isAutoRepeat():
            self.click()
        elif not is_enter:
            super().keyPressEvent(event)

    def set_reason(self, reason: str) -> None:
        """Disable with the reason as tooltip, or enable with ""; not before what runs is over."""
        self._was_enabled = not reason
        self.setEnabled(not reason and not self._is_busy)
        set_tooltip(self, reason)
        self.setAccessibleDescription(reason)

    def _show(self, text: str, icon_name: str) -> None:
        self.setText(escape_ampersands(text))
        if icon_name:
            self.setIcon(icon(icon_name, _ICON_INK[self._kind]))
            self._fit_icon()
        else:
            self.setIcon(QIcon())

    def _fit_icon(self) -> None:
        room_before_text = 4 if self.text() else 0
        self.setIconSize(QSize(em(_ICON_PX) + room_before_text, em(_ICON_PX)))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._kind == "menu":
            tokens = current()
            color = tokens.text2 if self.isEnabled() else tokens.disabled
            edge = em(_CHEVRON_PX)
            at = QPointF(self.width() - edge - 13, (self.height() - edge) / 2)
            paint_icon(QPainter(self), at, "chevron-down", color, edge)


class ToolButton(QToolButton):
    """A square button with only an icon; its name is tooltip and accessible name."""

    def __init__(
        self,
        icon_name: str,
        name: str,
        *,
        checkable: bool = False,
        ink: str = "text2",
        edge_px: int = _CONTROL_PX,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._ink = ink
        self._edge_px = edge_px
        self.setAutoRaise(True)
        self.setCheckable(checkable)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        follow_text_size(self, self._fit)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.set_face(icon_name, name)

    def _fit(self) -> None:
        self.setFixedSize(em(self._edge_px), em(self._edge_px))
        self.setIconSize(QSize(em(_ICON_PX), em(_ICON_PX)))

    def set_face(self, icon_name: str, name: str, *, ink: str = "") -> None:
        """Show another icon under another name, or in another colour."""
        self._ink = ink or self._ink
        self.setIcon(icon(icon_name, self._ink))
        self.setAccessibleName(name)
        set_tooltip(self, name)
