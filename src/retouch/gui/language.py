"""The language of the window: the system's, or the one that was chosen."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from retouch.model.resources import resource_path
from retouch.store.catalog import Catalog

LANGUAGES: Mapping[str, str] = {"en": "English", "de": "Deutsch"}
"""What there is, each in its own words."""
_SETTING = "language"


def chosen(catalog: Catalog) -> str:
    """Return the code of the chosen language; an empty string is the system's."""
    code = catalog.setting(_SETTING)
    return code if isinstance(code, str) and code in LANGUAGES else ""


def keep(catalog: Catalog, code: str) -> None:
    """Choose a language for the next start."""
    catalog.put_setting(_SETTING, code)


def speak(app: QApplication, code: str) -> None:
    """Speak a language, in Qt's own dialogs too; numbers follow. What we have no translation for stays English."""
    if code and QLocale().language() != QLocale(code).language():
        QLocale.setDefault(QLocale(code))
    for name, folder in (
        ("qtbase", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)),
        ("retouch", str(resource_path("translations"))),
    ):
        translator = QTranslator(app)
        if translator.load(QLocale(), name, "_", folder):
            app.installTranslator(translator)
