"""The language of every text on the screen, from `resources/i18n`.

The texts in the source are English already; the English catalogue holds their plurals alone
("%n listener(s)" becomes "1 listener"), so it is always there, under any other language.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication, QTranslator

from app.resources import resources_dir

ENGLISH: Final = "app_en.qm"


def install_translations(application: QCoreApplication) -> None:
    """Give the application its texts; once, before the first of them is asked for.

    Raises:
        FileNotFoundError: The app was packaged without its catalogue.
    """
    path = resources_dir() / "i18n" / ENGLISH
    english = QTranslator(application)
    if not english.load(str(path)):
        raise FileNotFoundError(path)
    application.installTranslator(english)
