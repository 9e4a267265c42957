"""The look that a photo starts with: fitted once for a burst, written down, and used by previews and exports alike."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from retouch.model.photo import Photo, PhotoId
from retouch.tasks.session import Session

if TYPE_CHECKING:  # pixels stay out of the window's start
    from retouch.develop.look import CameraLook


class Looks:
    """Looks of a session's photos. Thread-safe.

    The first photo of a burst that is developed gives its look to all of them: a camera does not change its look from
    frame to frame, and a fit differs a little from one frame to the next. A photo whose fit is plain (no picture
    inside, or another one) gives nothing.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._guard = threading.Lock()

    def of(self, photo: Photo) -> CameraLook | None:
        """Return the look that was written down for a photo, if one was."""
        from retouch.develop.look import look_from_data

        return look_from_data(self._session.catalog.looks([photo.id]).get(photo.id))

    def shared(self, photo: Photo, fitted: CameraLook) -> CameraLook:
        """Return the look of a photo: the one written down, else the one just ``fitted``, which is then its burst's."""
        from retouch.develop.look import look_to_data

        with self._guard:
            known = self.of(photo)
            if known is not None or fitted.is_plain:
                return known or fitted
            data = look_to_data(fitted)
            self._session.catalog.put_looks(dict.fromkeys(self.burst(photo), data))
            return fitted

    def burst(self, photo: Photo) -> tuple[PhotoId, ...]:
        """Return the photos that share a look with this one, itself among them."""
        return self._session.burst_of(photo)
