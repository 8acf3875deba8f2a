"""Check marks, radio marks and switches are as large as the words beside them ask for."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QImage, QPainter
from PySide6.QtWidgets import QApplication, QFormLayout, QWidget

from app.domain.workspace import Environment
from app.ui.theme import TextRole, current, font
from app.ui.widgets import CheckBox, RadioButton, RadioCard, RadioHeader, Step, Switch
from app.ui.widgets.choices import mark_px, paint_check_mark

SCALES = (0.8, 1.0, 1.25, 1.5, 2.0)
MARKED = {
    "check box": lambda: CheckBox("Keep its events"),
    "radio button": lambda: RadioButton("To an endpoint"),
    "card": lambda: RadioCard("Mine", "Changed today"),
    "card of an environment": lambda: RadioCard(environment=Environment.STAGING),
    "title of a step": lambda: RadioHeader("Send to an endpoint", "A POST for each event"),
    "switch": lambda: Switch("Listener turned on"),
}


def inked(image, color):
    """The smallest rectangle with all of one colour, as (width, height)."""
    wanted = QColor(color).rgb()
    found = [
        (x, y)
        for x in range(image.width())
        for y in range(image.height())
        if image.pixel(x, y) == wanted
    ]
    across, down = zip(*found, strict=True)
    return max(across) - min(across) + 1, max(down) - min(down) + 1


@pytest.mark.parametrize("scale", SCALES)
@pytest.mark.parametrize("make", MARKED.values(), ids=MARKED)
def test_the_mark_is_as_high_as_small_letters_and_their_room_at_every_size(
    qtbot, theme, make, scale
):
    page = QWidget()
    qtbot.addWidget(page)
    widget = make()
    QFormLayout(page).addRow(widget)
    theme.apply("light", text_scale=scale)
    widget.setChecked(True)
    page.show()
    image = widget.grab().toImage()
    if isinstance(widget, RadioCard):  # whose frame has the same colour
        image = image.copy(image.rect().adjusted(4, 4, -4, -4))
    width, height = inked(image, current().accent)
    line = QFontMetrics(QApplication.font()).height()
    factor = 20 / 16 if isinstance(widget, Switch) else 1.0
    assert height == pytest.approx(factor * line, abs=2 + line / 16)  # a disc's edge is blended
    assert width >= height - 1
    assert widget.height() >= height + 2


def test_a_mark_grows_while_it_is_shown(qtbot, theme):
    page = QWidget()
    qtbot.addWidget(page)
    boxes = CheckBox("Keep"), Switch("On"), Step(1, QWidget())
    layout = QFormLayout(page)
    for box in boxes:
        layout.addRow(box)
    page.show()
    before = [box.sizeHint() for box in boxes]
    theme.apply("light", text_scale=1.5)
    after = [box.sizeHint() for box in boxes]
    for small, large in zip(before, after, strict=True):
        assert large.width() > small.width()
        assert large.height() > small.height()


@pytest.mark.parametrize("scale", SCALES)
def test_the_words_begin_behind_the_mark(qtbot, theme, scale):
    theme.apply("light", text_scale=scale)
    box = CheckBox("llll")
    qtbot.addWidget(box)
    box.adjustSize()
    image = box.grab().toImage()
    inks = [
        x
        for x in range(mark_px() + 1, image.width())
        for y in range(image.height())
        if QColor(image.pixel(x, y)).lightness() < 128
    ]
    assert min(inks) >= mark_px() + 4
    assert max(inks) < box.width() - 1


@pytest.mark.parametrize("state", [Qt.CheckState.Checked, Qt.CheckState.PartiallyChecked])
@pytest.mark.parametrize("edge", [12, 16, 24, 32])
def test_what_is_drawn_into_a_mark_stays_in_its_middle(qapp, theme, state, edge):
    image = QImage(edge, edge, QImage.Format.Format_ARGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint_check_mark(painter, QRectF(0, 0, edge, edge), state)
    painter.end()
    accent = QColor(current().accent)
    drawn = [
        x
        for x in range(edge // 8, edge - edge // 8)
        for y in range(edge // 8, edge - edge // 8)
        if QColor(image.pixel(x, y)).lightness() > accent.lightness() + 60
    ]
    assert min(drawn) > edge / 8
    assert max(drawn) < edge - edge / 8 - 1
    assert (min(drawn) + max(drawn) + 1) / 2 == pytest.approx(edge / 2, abs=edge / 16 + 0.5)


def test_the_number_of_a_step_fits_its_disc(qtbot, theme):
    for scale in SCALES:
        theme.apply("light", text_scale=scale)
        step = Step(4, QWidget())
        qtbot.addWidget(step)
        disc = step.findChildren(QWidget)[0].sizeHint().height()
        assert disc >= QFontMetrics(font(TextRole.STRONG)).height()
