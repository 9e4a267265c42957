"""One photo from file to delivered file: decode, render, encode, metadata."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import numpy as np

from retouch.adjust.base import Context
from retouch.adjust.edit import Edit
from retouch.adjust.lens import Lens
from retouch.develop.decode import Base, stream
from retouch.develop.decode import base as decode_base
from retouch.develop.encode import Output, encode_levels, reduced
from retouch.develop.keep import Keep
from retouch.develop.look import CameraLook, look_for
from retouch.develop.metadata import write_delivery_metadata
from retouch.develop.render import finishing, render_levels
from retouch.develop.skin import Kept
from retouch.develop.streaming import can_stream, render_stream
from retouch.model.frame import AnyArray, Image8
from retouch.model.photo import Photo
from retouch.model.scene import Scene


def deliver(
    photo: Photo,
    scene: Scene | None,
    edit: Edit,
    output: Output,
    to: Path,
    *,
    rating: int | None,
    label: str | None,
    sidecar: Path | None = None,
    keep: Keep = Keep.ALL,
    fresh: bool = False,
    look: CameraLook | None = None,
    fitted: Callable[[CameraLook], None] | None = None,
) -> Kept:
    """Develop one photo at full size and write it to ``to``, atomically, with as much of its metadata as ``keep`` says.

    With ``fresh``, what has appeared at ``to`` is left alone. ``look`` ``None`` is the one fitted to the photo's own
    embedded picture, which ``fitted`` is told. Returns the texture kept of every face's skin (see ``texture_warning``);
    empty where nothing worked on skin.

    Raises ``PhotoUnreadable`` where the original cannot be developed, ``NotWritable`` where the file cannot be written.
    """

    def finish(written: Path) -> None:
        write_delivery_metadata(written, photo.path, edit=edit, rating=rating, label=label, keep=keep, sidecar=sidecar)

    def own_look(base: Base | None) -> CameraLook:
        found = look_for(photo.path, base)
        if fitted is not None:
            fitted(found)
        return found

    look_of = own_look if look is None else lambda _: look
    texture: list[Kept] = []
    # Without a move the size that is delivered is known from the start: then reducing comes first, the rest is quick.
    late = output.long_edge is not None and bool(finishing(edit, ()).moves)
    levels = _levels(photo, scene, edit, output, look_of, late, texture.append)
    encode_levels(reduced(levels, output) if late else levels, to, output, finish=finish, fresh=fresh)
    return texture[0] if texture else ()


def whole(photo: Photo, scene: Scene | None, edit: Edit, *, look: CameraLook | None = None) -> Image8:
    """Return the pixels of a delivery at full size as sRGB uint8, before output sharpening.

    Raises ``PhotoUnreadable`` where the original cannot be developed.
    """
    look_of = partial(look_for, photo.path) if look is None else lambda _: look
    return np.asarray(_levels(photo, scene, edit, Output(), look_of, False, None), np.uint8)


def _levels(
    photo: Photo,
    scene: Scene | None,
    edit: Edit,
    output: Output,
    look_of: Callable[[Base | None], CameraLook],
    late: bool,
    tell: Callable[[Kept], None] | None,
) -> AnyArray:
    """Develop to what ``output`` asks for; ``late`` leaves reducing to the caller, who gets uint16 of full size.

    Where the edit and the file allow it, rows are streamed; else the whole picture lies in memory.
    """
    space = output.profile
    depth, last = (np.uint16, ()) if late else (output.depth, output.ending())
    if (output.long_edge is None or late) and can_stream(edit):
        with stream(photo.path) as found:
            if found is not None:
                context = Context(found.half.white, photo.capture, scene)
                look = look_of(found.half)
                return render_stream(found, edit, context, depth, look=look, space=space, last=last, tell=tell)
    lens = edit.get(Lens.key)
    full = decode_base(photo.path, lens=lens if isinstance(lens, Lens) else None)
    look = look_of(None if lens and full.corrects_lens else full)  # the look is that of the photo as the file asks
    if not late:
        full = full.reduced(output.long_edge)
    context = Context(full.white, photo.capture, scene)
    return render_levels(full, edit, context, depth, look=look, space=space, consume=True, last=last, tell=tell)
