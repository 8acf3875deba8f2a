"""A choice out of a list, which may show what cannot be chosen and why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QPainter, QPaintEvent, QStandardItem, QStandardItemModel, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionComboBox,
    QStyleOptionViewItem,
    QWidget,
)

from app.runtime.turns import next_turn
from app.ui.theme import current, em, follow_text_size, icon, paint_icon
from app.ui.widgets.caption import Caption
from app.ui.widgets.plain_text import plain_tooltip, set_tooltip

_ROW_PX: Final = 30
_CHEVRON_PX: Final = 12
_ICON_PX: Final = 16
_ICON_GAP_PX: Final = 6
_QT_ICON_GAP_PX: Final = 4  # Qt's own, between the icon and the text that is chosen
_INSET_PX: Final = 5  # what is chosen stands in the field where it stands in the list


@dataclass(frozen=True, slots=True)
class ComboItem:
    """One line of the list.

    Attributes:
        text: What it says.
        value: What it stands for.
        reason: Why it cannot be chosen; "" if it can.
        icon_name: An icon in front.
    """

    text: str
    value: Any = None
    reason: str = ""
    icon_name: str = ""


class _Rows(QStyledItemDelegate):
    """Rows high enough to hit; the reason stands behind what cannot be chosen."""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        hint = super().sizeHint(option, index)
        return QSize(hint.width() + _INSET_PX, max(_ROW_PX, hint.height() + 8))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        ground, words = QStyleOptionViewItem(option), QStyleOptionViewItem(option)
        self.initStyleOption(ground, index)
        style = option.widget.style()
        style.drawPrimitive(style.PrimitiveElement.PE_PanelItemViewItem, ground, painter)
        words.rect = option.rect.adjusted(_INSET_PX, 0, 0, 0)
        super().paint(painter, words, index)


class ComboBox(QComboBox):
    """A combo box whose greyed items come last and carry their reason as tooltip.

    Attributes:
        elides: What it offers are names that people gave, as long as they like.  What does not
            fit ends in an ellipsis in any, and stands whole in the tooltip.

    Signals:
        chosen: The value, only when a person chose it.
        typed: Text that names no line, where such text is kept.
    """

    chosen = Signal(object)
    typed = Signal(str)

    def __init__(
        self,
        items: Iterable[ComboItem] = (),
        *,
        placeholder: str = "",
        name: str = "",
        searchable: bool = False,
        keeps_typed: bool = False,
        elides: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.elides = elides
        self._explanation = ""
        self._items: tuple[ComboItem, ...] = ()  # Qt asks for the size from here on
        self._keeps_typed = keeps_typed
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setItemDelegate(_Rows(self))
        self.setMaxVisibleItems(14)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self.setAccessibleName(name)
        self._caption = Caption(self)
        self._caption.call(name)
        if searchable:
            self._make_searchable(placeholder)
        self.setPlaceholderText(placeholder)
        self.activated.connect(self._emit_chosen)
        self.set_items(items)
        follow_text_size(self, lambda: self.setIconSize(QSize(em(_ICON_PX), em(_ICON_PX))))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ParentChange and self.accessibleName():
            self._caption.follow(self)

    def _make_searchable(self, placeholder: str) -> None:
        editor = QLineEdit()
        editor.setPlaceholderText(placeholder)
        editor.editingFinished.connect(self._end_typing)
        self.setEditable(True)
        self.setLineEdit(editor)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        completer = QCompleter(self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setCompleter(completer)
        offer = completer.popup()
        if offer is not None:
            offer.setItemDelegate(_Rows(self))  # as high as those of the list

    @property
    def items(self) -> tuple[ComboItem, ...]:
        """The lines in the order shown."""
        return self._items

    @property
    def value(self) -> Any:
        """What the chosen line stands for; None when nothing is chosen."""
        index = self.currentIndex()
        return self._items[index].value if 0 <= index < len(self._items) else None

    def set_items(self, items: Iterable[ComboItem]) -> None:
        """Exchange the list; the choice stays if its value is still there."""
        before = self.value
        given = tuple(items)
        self._items = (
            *(item for item in given if not item.reason),
            *(item for item in given if item.reason),
        )
        model = QStandardItemModel(self)
        for item in self._items:
            row = QStandardItem(item.text)
            row.setData(item.text, Qt.ItemDataRole.AccessibleTextRole)
            if item.icon_name:
                row.setIcon(icon(item.icon_name))
            if item.reason:
                row.setEnabled(False)
                row.setToolTip(plain_tooltip(item.reason))
                row.setData(item.reason, Qt.ItemDataRole.AccessibleDescriptionRole)
            model.appendRow(row)
        self.setModel(model)  # Qt deletes the old one, which is our child
        completer = self.completer()
        if completer is not None:
            completer.setModel(model)
        self.setCurrentIndex(-1)
        self.set_value(before)
        self.updateGeometry()  # the longest line may be another

    def set_value(self, value: object) -> None:
        """Choose the line that stands for `value`; nothing if there is none."""
        at = next((n for n, item in enumerate(self._items) if item.value == value), -1)
        if at < 0 and value is None and not self.placeholderText() and self._items:
            at = 0 if not self._items[0].reason else -1
        self.setCurrentIndex(at)
        if at < 0 and self.isEditable():
            self.clearEditText()

    @Slot(int)
    def _emit_chosen(self, index: int) -> None:
        if 0 <= index < len(self._items) and not self._items[index].reason:
            self.chosen.emit(self._items[index].value)

    @Slot()
    def _end_typing(self) -> None:
        """An offer that Enter takes is taken right after this: judged before, it were another."""
        completer = self.completer()
        offer = completer.popup() if completer is not None else None
        if offer is not None and offer.currentIndex().isValid():
            next_turn(self, self._settle_text)
        else:
            self._settle_text()

    @Slot()
    def _settle_text(self) -> None:
        """Typed text counts when it names a line; any other is told of, or falls back."""
        text = self.currentText().strip()
        number = self._named(text.casefold())
        if number is not None:
            item = self._items[number]
            if number != self.currentIndex():
                self.setCurrentIndex(number)
                self.chosen.emit(item.value)
            self.setEditText(item.text)
            return
        if self._keeps_typed:
            self.setCurrentIndex(-1)
            self.setEditText(text)
            self.typed.emit(text)
            return
        index = self.currentIndex()
        self.setEditText(self._items[index].text if 0 <= index < len(self._items) else "")

    def _named(self, typed: str) -> int | None:
        """The line that is called so, else the one that alone begins so, if it can be chosen."""
        called = [item.text.casefold() for item in self._items]
        found = [at for at, one in enumerate(called) if one == typed]
        if not found and typed:
            begun = [at for at, one in enumerate(called) if one.startswith(typed)]
            found = begun if len(begun) == 1 else []
        return next((at for at in found if not self._items[at].reason), None)

    def wheelEvent(self, event: QWheelEvent) -> None:
        # Scrolling the page must not change a choice under the pointer.
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def sizeHint(self) -> QSize:
        widest = max(
            (self.fontMetrics().horizontalAdvance(item.text) for item in self._items), default=0
        )
        has_icon = any(item.icon_name for item in self._items)
        icon_room = self.iconSize().width() + _ICON_GAP_PX if has_icon else 0
        width = min(max(widest + icon_room + 46, em(96)), em(320))
        return QSize(width, super().sizeHint().height())

    def initStyleOption(self, option: QStyleOptionComboBox) -> None:
        super().initStyleOption(option)
        kind, part = QStyle.ComplexControl.CC_ComboBox, QStyle.SubControl.SC_ComboBoxEditField
        area = self.style().subControlRect(kind, option, part, self)
        icon_room = 0 if option.currentIcon.isNull() else option.iconSize.width() + _QT_ICON_GAP_PX
        option.currentText = option.fontMetrics.elidedText(
            option.currentText, Qt.TextElideMode.ElideRight, area.width() - icon_room - 2
        )

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ToolTip and not self.isEditable():
            self._explain()
        return super().event(event)

    def _explain(self) -> None:
        """What is cut stands whole in the tooltip, unless something else is told there."""
        if self.toolTip() in ("", self._explanation):
            shown = QStyleOptionComboBox()
            self.initStyleOption(shown)
            whole = self.currentText()
            set_tooltip(self, "" if shown.currentText == whole else whole)
            self._explanation = self.toolTip()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        tokens = current()
        color = tokens.text2 if self.isEnabled() else tokens.disabled
        edge = em(_CHEVRON_PX)
        at = QPointF(self.width() - edge - 6, (self.height() - edge) / 2)
        paint_icon(QPainter(self), at, "chevron-down", color, edge)
