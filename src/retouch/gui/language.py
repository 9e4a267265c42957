"""The language of the window: the system's, or the one that was chosen.

The choice is a small file of its own beside the catalogue, because what is wrong with a catalogue has to be said, too.
"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from retouch.model.errors import NotWritable, RetouchError
from retouch.model.replace import replace_file
from retouch.model.resources import resource_path
from retouch.tasks.paths import home

LANGUAGES: Mapping[str, str] = {"en": "English", "de": "Deutsch"}
"""What there is, each in its own words."""
_FILE = "language"


def chosen() -> str:
    """Return the code of the chosen language; an empty string is the system's."""
    try:
        code = (home().data / _FILE).read_text(encoding="utf-8").strip()
    except (RetouchError, OSError, UnicodeDecodeError):
        return ""  # never chosen, or there is no home: that is said by whoever opens the catalogue in it
    return code if code in LANGUAGES else ""


def keep(code: str) -> None:
    """Choose a language for the next start. Raises ``NotWritable`` where that cannot be kept."""
    path = home().data / _FILE
    try:
        replace_file(path, code.encode())
    except OSError as e:
        todo = "Free space or allow writing, then try again."
        raise NotWritable(f"the language cannot be kept ({e.strerror})", path, todo) from e


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
