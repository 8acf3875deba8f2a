"""The environment, shown so that it never depends on colour alone.

Production is solid, staging tinted with an outline, the sandbox a dashed outline.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QIcon, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QWidget

from app.domain.workspace import Environment, Hue
from app.ui.theme import TextRole, current, em, font, icon, paint_icon

_ICONS: Final = {
    Environment.PRODUCTION: "shield-fill",
    Environment.STAGING: "stack-fill",
    Environment.SANDBOX: "flask-fill",
}
_STRIP_PX: Final = 4
_DASH_PX: Final = 8
_SWITCHER_PX: Final = 64
_TAG_PX: Final = 20
_ICON_PX: Final = 12
_LONE_ICON_PX: Final = 18
_COMPACT_BELOW_PX: Final = 100  # in a sidebar of icons only the icon has room


def environment_name(environment: Environment) -> str:
    """The word for an environment."""
    names = {
        Environment.PRODUCTION: QCoreApplication.translate("environment", "Production"),
        Environment.STAGING: QCoreApplication.translate("environment", "Staging"),
        Environment.SANDBOX: QCoreApplication.translate("environment", "Sandbox"),
    }
    return names[environment]


def hue_name(hue: Hue) -> str:
    """The word for a colour."""
    names = {
        Hue.OWN: QCoreApplication.translate("environment", "That of its kind"),
        Hue.SLATE: QCoreApplication.translate("environment", "Slate"),
        Hue.BROWN: QCoreApplication.translate("environment", "Brown"),
        Hue.OLIVE: QCoreApplication.translate("environment", "Olive"),
    }
    return names[hue]


def environment_shape(environment: Environment) -> str:
    """The name of the icon that stands for an environment."""
    return _ICONS[environment]


def environment_icon(environment: Environment, hue: Hue = Hue.OWN) -> QIcon:
    """The shape of an environment, for menus."""
    inks = {
        Environment.PRODUCTION: "prod",
        Environment.STAGING: "staging",
        Environment.SANDBOX: "sandbox",
    }
    return icon(_ICONS[environment], inks[environment] if hue is Hue.OWN else hue.value)


def _outline(environment: Environment, line: str, width: float = 1.0) -> QPen:
    pen = QPen(QColor(line), width)
    if environment is Environment.SANDBOX:
        pen.setDashPattern([3.0, 2.0] if width <= 1 else [3.0, 2.2])
    return pen


def tag_size(environment: Environment) -> QSize:
    """The room a tag needs."""
    metrics = QFontMetricsF(font(TextRole.TAG))
    width = metrics.horizontalAdvance(environment_name(environment).upper())
    return QSize(round(width) + em(_ICON_PX) + 21, max(_TAG_PX, round(metrics.height()) + 5))


def paint_tag(
    painter: QPainter, rect: QRectF, environment: Environment, hue: Hue = Hue.OWN
) -> None:
    """Draw an environment tag."""
    colors = current().environment(environment, hue)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(_outline(environment, colors.line))
    is_sandbox = environment is Environment.SANDBOX
    painter.setBrush(Qt.BrushStyle.NoBrush if is_sandbox else QColor(colors.tint))
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
    _paint_word(painter, QPointF(rect.x() + 8, rect.center().y()), environment, hue)
    painter.restore()


def _paint_word(painter: QPainter, at: QPointF, environment: Environment, hue: Hue) -> None:
    """Icon and word, beginning at x and centred on y."""
    ink = current().environment(environment, hue).ink
    edge = em(_ICON_PX)
    corner = QPointF(at.x(), round(at.y() - edge / 2))
    paint_icon(painter, corner, _ICONS[environment], ink, edge)
    painter.setFont(font(TextRole.TAG))
    painter.setPen(QColor(ink))
    area = QRectF(at.x() + edge + 5, at.y() - 20, 400, 40)
    flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
    painter.drawText(area, int(flags), environment_name(environment).upper())


class EnvironmentTag(QLabel):
    """The environment as a small tag."""

    def __init__(
        self, environment: Environment, hue: Hue = Hue.OWN, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_environment(environment, hue)

    @property
    def environment(self) -> Environment:
        """What is shown."""
        return self._environment

    def set_environment(self, environment: Environment, hue: Hue = Hue.OWN) -> None:
        """Show another environment."""
        self._environment, self._hue = environment, hue
        name = environment_name(environment)
        self.setText(name)
        self.setAccessibleName(self.tr("Environment: {name}").format(name=name))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return tag_size(self._environment)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        paint_tag(QPainter(self), QRectF(self.rect()), self._environment, self._hue)


class EnvironmentStrip(QWidget):
    """The strip across the window: solid, double line or dashes."""

    def __init__(
        self, environment: Environment | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._environment = environment
        self._hue = Hue.OWN
        self.setFixedHeight(_STRIP_PX)
        self.setVisible(environment is not None)

    def set_environment(self, environment: Environment | None, hue: Hue = Hue.OWN) -> None:
        """Show another environment; None hides the strip."""
        self._environment, self._hue = environment, hue
        self.setVisible(environment is not None)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        if self._environment is None:
            return
        painter = QPainter(self)
        tokens = current()
        colors = tokens.environment(self._environment, self._hue)
        painter.fillRect(self.rect(), QColor(tokens.chrome))
        color = QColor(colors.line)
        match self._environment:
            case Environment.PRODUCTION:
                painter.fillRect(self.rect(), color)
            case Environment.STAGING:
                painter.fillRect(0, 0, self.width(), 1, color)
                painter.fillRect(0, 2, self.width(), 2, color)
            case Environment.SANDBOX:
                for x in range(0, self.width(), _DASH_PX + 4):
                    painter.fillRect(x, 0, _DASH_PX, _STRIP_PX, color)


class ConnectionSwitcher(QPushButton):
    """Says where one is, and opens the list of connections when pressed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "switcher")
        self._environment: Environment | None = None
        self._hue = Hue.OWN
        self._name = ""
        self._address = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_connection(
        self, name: str, address: str, environment: Environment, hue: Hue = Hue.OWN
    ) -> None:
        """Show a connection: its name, where it is, what kind."""
        self._name, self._address = name, address
        self._environment, self._hue = environment, hue
        self.setAccessibleName(
            self.tr("Connection: {name}, {environment}. Press to switch.").format(
                name=name, environment=environment_name(environment)
            )
        )
        self.update()

    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(font(TextRole.STRONG))
        return QSize(195, max(_SWITCHER_PX, round(3 * metrics.height() + 14)))

    def minimumSizeHint(self) -> QSize:
        return QSize(56, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        if self._environment is None:
            return
        tokens = current()
        colors = tokens.environment(self._environment, self._hue)
        is_solid = self._environment is Environment.PRODUCTION
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect()).adjusted(0.75, 0.75, -0.75, -0.75)
        width = 1.25 if self._environment is Environment.SANDBOX else 1.0
        painter.setPen(_outline(self._environment, colors.line, width))
        is_sandbox = self._environment is Environment.SANDBOX
        painter.setBrush(QColor(tokens.base if is_sandbox else colors.tint))
        painter.drawRoundedRect(rect, 8, 8)
        if self.width() < em(_COMPACT_BELOW_PX):
            name, ink = _ICONS[self._environment], colors.ink
            edge = em(_LONE_ICON_PX)
            at = QPointF((self.width() - edge) / 2, (self.height() - edge) / 2)
            paint_icon(painter, at, name, ink, edge)
        else:
            self._paint_lines(painter)
        if self.hasFocus():
            painter.setPen(QPen(QColor(tokens.text if is_solid else tokens.focus), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(0.25, 0.25, -0.25, -0.25), 8, 8)

    def _paint_lines(self, painter: QPainter) -> None:
        """The word of the environment, the name and the address; not when there is no room."""
        if self._environment is None:
            return
        tokens = current()
        colors = tokens.environment(self._environment, self._hue)
        is_solid = self._environment is Environment.PRODUCTION
        line = (self.height() - 12) / 3
        _paint_word(painter, QPointF(13, 6 + line / 2), self._environment, self._hue)
        text = colors.ink if is_solid else tokens.text
        second = colors.ink if is_solid else tokens.text2
        room = self.width() - 24
        for number, role, ink, words in (
            (1, TextRole.STRONG, text, self._name),
            (2, TextRole.AXIS, second, self._address),
        ):
            painter.setFont(font(role))
            painter.setPen(QColor(ink))
            area = QRectF(12, 6 + number * line, room, line)
            shown = QFontMetricsF(painter.font()).elidedText(
                words, Qt.TextElideMode.ElideRight, room
            )
            flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
            painter.drawText(area, int(flags), shown)
        edge = em(_ICON_PX)
        chevron = QPointF(self.width() - edge - 15, 6 + (line - edge) / 2 + 7)
        paint_icon(painter, chevron, "chevron-down", text, edge)
