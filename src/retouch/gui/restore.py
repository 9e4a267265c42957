"""Where one was when the window was closed: shoot, photo, page, view, zoom and the size of the window."""

from __future__ import annotations

import base64
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QByteArray, Qt

from retouch.gui.picture_view import Place
from retouch.model.errors import RetouchError
from retouch.model.photo import PhotoId
from retouch.tasks.places import there
from retouch.tasks.session import Session

if TYPE_CHECKING:
    from retouch.gui.main_window import MainWindow

_SETTING = "window"
_VIEWS = ("grid", "loupe", "compare", "survey", "roll_call")


def where(window: MainWindow) -> dict[str, Any]:
    """Return where one is, for ``remember``."""
    place = window.ui.cull.ui.loupe.place
    looked = window.ui.review.ui.picture.place
    current = window.desk.current
    return {
        "geometry": base64.b64encode(window.saveGeometry().data()).decode(),
        "folder": str(window.desk.folder) if window.desk.folder is not None else None,
        "photo": current.photo.id if current is not None else None,
        "page": window.page,
        "view": window.ui.cull.view,
        "place": [place.scale, place.x, place.y],
        "review_place": [looked.scale, looked.x, looked.y],
        "auto_advance": window.desk.auto_advance,
    }


def remember(session: Session, place: dict[str, Any]) -> None:
    """Note where one is. It is no decision: where it cannot be kept, the next start begins elsewhere."""
    with suppress(RetouchError):
        session.catalog.put_setting(_SETTING, place)


def restore_geometry(window: MainWindow) -> None:
    """Give the window the size and place that it had."""
    data = window.session.catalog.setting(_SETTING) or {}
    window.restoreGeometry(QByteArray(base64.b64decode(data.get("geometry", ""))))
    window.actions_by_name["auto_advance"].setChecked(bool(data.get("auto_advance")))
    window.set_auto_advance()


def restore_shoot(window: MainWindow) -> bool:
    """Open the shoot that was open, and go to where one was; return whether there was one that is still there."""
    data = window.session.catalog.setting(_SETTING) or {}
    folder = data.get("folder")
    if not folder or not there([Path(folder)]):
        return False

    def go_there() -> None:
        window.desk.go_to(PhotoId(str(data.get("photo"))))
        if data.get("view") in _VIEWS:
            window.show_view(data["view"])
        if data.get("page") in ("review", "deliver"):
            window.show_page(data["page"])
        for name, view in (("place", window.ui.cull.ui.loupe), ("review_place", window.ui.review.ui.picture)):
            view.set_place(Place(*data.get(name, (None, 0.5, 0.5))))

    window.open(Path(folder))
    window.desk.moved.connect(go_there, Qt.ConnectionType.SingleShotConnection)
    return True
