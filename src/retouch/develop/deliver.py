"""One photo from file to delivered file: decode, render, encode, metadata."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np

from retouch.adjust.base import Context, Stage
from retouch.adjust.edit import Edit
from retouch.develop.decode import Stream, stream
from retouch.develop.decode import base as decode_base
from retouch.develop.encode import Output, encode, encode_levels
from retouch.develop.look import look_for
from retouch.develop.metadata import Keep, write_delivery_metadata
from retouch.develop.render import render, render_levels
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
) -> Kept:
    """Develop one photo at full size and write it to ``to``, atomically, with as much of its metadata as ``keep`` says.

    Returns the texture kept of every face's skin (see ``texture_warning``); empty where nothing worked on skin.

    Raises ``PhotoUnreadable`` where the original cannot be developed, ``NotWritable`` where the file cannot be written.
    """

    def finish(written: Path) -> None:
        write_delivery_metadata(written, photo.path, edit=edit, rating=rating, label=label, keep=keep, sidecar=sidecar)

    texture: list[Kept] = []
    levels = None
    if output.long_edge is None and can_stream(edit):
        with stream(photo.path) as found:
            if found is not None:
                levels = _streamed(photo, found, scene, edit, output, texture.append)
    if levels is not None:
        encode_levels(levels, to, output, finish=finish)
    else:
        _deliver_whole(photo, scene, edit, output, to, finish, texture.append)
    return texture[0] if texture else ()


def whole(photo: Photo, scene: Scene | None, edit: Edit) -> Image8:
    """Return the pixels of a delivery at full size as sRGB uint8, before output sharpening.

    Raises ``PhotoUnreadable`` where the original cannot be developed.
    """
    if can_stream(edit):
        with stream(photo.path) as found:
            if found is not None:
                context = Context(found.half.white, photo.capture, scene)
                levels = render_stream(found, edit, context, np.uint8, look=look_for(photo.path, found.half))
                return np.asarray(levels, np.uint8)
    full = decode_base(photo.path)
    context = Context(full.white, photo.capture, scene)
    look = look_for(photo.path, full)
    return np.asarray(render_levels(full, edit, context, np.uint8, look=look, consume=True), np.uint8)


def _streamed(
    photo: Photo, found: Stream, scene: Scene | None, edit: Edit, output: Output, tell: Callable[[Kept], None]
) -> AnyArray:
    context = Context(found.half.white, photo.capture, scene)
    look, last = look_for(photo.path, found.half), output.ending()
    return render_stream(found, edit, context, output.depth, look=look, space=output.profile, last=last, tell=tell)


def _deliver_whole(
    photo: Photo,
    scene: Scene | None,
    edit: Edit,
    output: Output,
    to: Path,
    finish: Callable[[Path], None],
    tell: Callable[[Kept], None],
) -> None:
    """The way for all edits and files: the whole picture lies in memory."""
    full = decode_base(photo.path)
    look = look_for(photo.path, full)
    uncut = not edit.of(Stage.FINISH)  # a crop is part of FINISH: only without one is the delivered size known now
    if uncut:
        full = full.reduced(output.long_edge)
    context = Context(full.white, photo.capture, scene)
    if uncut or output.long_edge is None:
        levels = render_levels(
            full,
            edit,
            context,
            output.depth,
            look=look,
            space=output.profile,
            consume=True,
            last=output.ending(),
            tell=tell,
        )
        del full
        encode_levels(levels, to, output, finish=finish)
    else:
        frame = render(full, edit, context, look=look, space=output.profile, consume=True, tell=tell)
        encode(frame, to, output, finish=finish)
