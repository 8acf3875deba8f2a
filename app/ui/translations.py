"""The language of every text on the screen, from `resources/i18n`.

The texts in the source are English already; the English catalogue holds their plurals alone
("%Ln listener(s)" becomes "1 listener"), so it is always there, under any other language.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication, QLocale, QTranslator

from app.domain.preferences import Language
from app.resources import resources_dir

ENGLISH: Final = "app_en.qm"
AFRIKAANS: Final = "app_af.qm"


def install_translations(application: QCoreApplication) -> None:
    """Give the application its English texts; once, before the first of them is asked for.

    Raises:
        FileNotFoundError: The app was packaged without its catalogue.
    """
    _install(application, ENGLISH)


def use_language(application: QCoreApplication, wanted: Language) -> None:
    """Put a language over English; once, before the first text is asked for.

    Dates and numbers are written as the language writes them.

    Raises:
        FileNotFoundError: The app was packaged without its catalogue.
    """
    if spoken(wanted, QLocale.system().uiLanguages()) is Language.AFRIKAANS:
        _install(application, AFRIKAANS)
        QLocale.setDefault(QLocale(QLocale.Language.Afrikaans, QLocale.Country.SouthAfrica))


def spoken(wanted: Language, of_system: list[str]) -> Language:
    """The language that is meant.

    Args:
        wanted: What a person chose.
        of_system: What the computer speaks, the best liked first, such as `af-ZA`.
    """
    if wanted is not Language.SYSTEM:
        return wanted
    first = of_system[0].replace("_", "-") if of_system else ""
    is_afrikaans = first.partition("-")[0] == Language.AFRIKAANS
    return Language.AFRIKAANS if is_afrikaans else Language.ENGLISH


def _install(application: QCoreApplication, name: str) -> None:
    path = resources_dir() / "i18n" / name
    translator = QTranslator(application)
    if not translator.load(str(path)):
        raise FileNotFoundError(path)
    application.installTranslator(translator)
