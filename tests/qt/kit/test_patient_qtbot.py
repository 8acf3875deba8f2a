"""What tests show stays whole until it is closed, however early the collector's turn comes."""

from __future__ import annotations

import gc

from PySide6.QtWidgets import QWidget


class Page(QWidget):
    """Has a Python half that it needs when it is hidden."""

    def __init__(self, log):
        super().__init__()
        self.log = log
        self.me = self  # so that only the collector can find out that nobody wants it

    def hideEvent(self, event):
        super().hideEvent(event)
        self.log.append("hidden")


def show(qtbot, log):
    page = Page(log)
    qtbot.addWidget(page)
    with qtbot.waitExposed(page):
        page.show()


def test_what_was_let_go_of_is_not_half_collected_while_it_is_shown(qtbot, qapp):
    log = []
    show(qtbot, log)
    gc.collect()
    (page,) = [one for one in qapp.topLevelWidgets() if isinstance(one, Page) and one.log is log]
    assert page.isVisible()
    page.close()
    assert log == ["hidden"]
