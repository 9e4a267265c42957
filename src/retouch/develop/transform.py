"""All COLOUR steps of an edit as one function on colours, applied in one pass."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from retouch.adjust.base import ColourAdjustment, Context, Matrix
from retouch.adjust.tone import Levels, RegionTone
from retouch.develop.look import CameraLook
from retouch.image import colour, lattice
from retouch.image.region_light import Averages, RegionLight, region_light
from retouch.image.rows import in_rows
from retouch.model.frame import AnyArray, Colours, Pixels, Space

AFTER_VIEW: Final = 50
"""Adjustments of this rank and above work on display-encoded colours, the others on the scene."""


@dataclass(frozen=True, eq=False)
class Ready:
    """A transform for the pixels of one picture: a matrix, the light of the picture's regions, and a cube.

    ``placed`` is where its pixels lie in the cube, where that is known.
    """

    matrix: Matrix
    cube: lattice.Cube
    light: RegionLight | None
    placed: NDArray[np.uint16] | None = None

    def apply(self, pixels: Pixels, out: AnyArray) -> None:
        """Write H×W×3 ``pixels`` into ``out`` (float32, uint16 or uint8; it may be ``pixels``), interpolated."""
        if self.placed is not None:
            lattice.apply_placed(self.placed, self.cube, out)
        else:
            lattice.apply(pixels, self.matrix, self.cube, out, self.light)

    def apply_band(self, pixels: Pixels, out: AnyArray, first: int, height: int) -> None:
        """Do what ``apply`` does for a band, on this thread alone, which begins at row ``first`` of ``height``."""
        if self.placed is not None:
            lattice.apply_placed_band(self.placed[first : first + len(pixels)], self.cube, out)
        else:
            lattice.apply_band(pixels, self.matrix, self.cube, out, self.light, first, height)

    def places(self, pixels: Pixels) -> NDArray[np.uint16]:
        """Return where pixels lie in the cube: the same for all transforms with this matrix and light."""
        return lattice.places(pixels, self.matrix, self.light)

    def enlarged(self, by: int, turn: Callable[[Pixels], Pixels]) -> Ready:
        """Return the same for the picture at ``by`` times its size, turned by ``turn``."""
        return replace(self, light=self.light and self.light.enlarged(by, turn))


@dataclass(frozen=True)
class ColourTransform:
    """Scene-linear Rec.2020 → display-encoded ``space``: the steps by rank, with the look between scene and display.

    The matrices that come first (white balance, exposure) are multiplied to one; the tone that follows the light of
    regions comes next; all the rest is baked into a cube, which is kept. So moving exposure costs one pass, and moving
    anything else one pass and one baking.
    """

    matrix: tuple[tuple[float, float, float], ...]
    tone: tuple[RegionTone, ...]
    rest: tuple[ColourAdjustment, ...]
    context: Context
    look: CameraLook
    space: Space

    def __call__(self, rgb: Colours) -> Colours:
        """Map N×3 colours exactly, step by step, each as if all around were like it."""
        rgb = rgb @ np.array(self.matrix, np.float32).T
        for step in self.tone:
            rgb = step.colours(rgb, self.context)
        return np.clip(self._unclipped(rgb), 0, 1)

    def ready(self, picture: Callable[[], Averages]) -> Ready:
        """Return what maps the pixels of one picture. ``picture`` is only asked for if something follows its light."""
        to_space = np.asarray(colour.convert(Space.SCENE, self.space) @ np.array(self.matrix))
        light = None
        if self.tone:
            light = region_light(picture(), to_space, colour.rgb_to_xyz(self.space)[1], self._change)
        return Ready(to_space, _cube(self.rest, self.context, self.look, self.space), light)

    def _change(self, level: Levels) -> Levels:
        """All tone of regions, one after the other."""
        after = level
        for step in self.tone:
            after = after + step.change(after)
        return np.asarray(after - level, np.float32)

    def _unclipped(self, rgb: Colours) -> Colours:
        """Everything after the matrix, on scene-linear Rec.2020."""
        for step in self.rest:
            if step.rank < AFTER_VIEW:
                matrix = step.matrix(self.context)
                rgb = step.colours(rgb, self.context) if matrix is None else rgb @ matrix.T.astype(np.float32)
        rgb = self.look.view(rgb)
        display = [step for step in self.rest if step.rank >= AFTER_VIEW]
        if display:
            rgb = np.clip(rgb, 0, 1)
        for step in display:
            rgb = step.colours(rgb, self.context)
        return _in_space(rgb, self.space)


_PART: Final = 6000
"""Nodes worked on at a time by one thread."""


def _in_parts(function: Callable[[Colours], Colours], rgb: Colours) -> Colours:
    """Map N×3 colours on all threads."""
    out = np.empty(rgb.shape, np.float32)

    def work(first: int, last: int) -> None:
        out[first:last] = function(rgb[first:last])

    in_rows(len(rgb), work, _PART)
    return out


@lru_cache(maxsize=12)
def _cube(rest: tuple[ColourAdjustment, ...], context: Context, look: CameraLook, space: Space) -> lattice.Cube:
    before = tuple(step for step in rest if step.rank < AFTER_VIEW)
    shown = _shown(before, rest[len(before) :], context, look, space)
    return lattice.cube_of(_in_parts(lambda rgb: _in_space(rgb, space), shown))


# The colours of the nodes after each step are kept: a moving slider costs its own step and those after it.


@lru_cache(maxsize=12)
def _in_scene(steps: tuple[ColourAdjustment, ...], context: Context, space: Space) -> Colours:
    """The nodes as scene-linear colours, after steps before the view."""
    if not steps:
        return lattice.nodes() @ colour.convert(space, Space.SCENE).T.astype(np.float32)
    rgb, matrix = _in_scene(steps[:-1], context, space), steps[-1].matrix(context)
    if matrix is not None:
        return rgb @ matrix.T.astype(np.float32)
    return _in_parts(lambda part: steps[-1].colours(part, context), rgb)


@lru_cache(maxsize=24)
def _shown(
    before: tuple[ColourAdjustment, ...],
    after: tuple[ColourAdjustment, ...],
    context: Context,
    look: CameraLook,
    space: Space,
) -> Colours:
    """The nodes as display-encoded Rec.2020, after steps before and after the view."""
    if not after:
        return _in_parts(look.view, _in_scene(before, context, space))
    rgb = _shown(before, after[:-1], context, look, space)
    if len(after) == 1:
        rgb = np.clip(rgb, 0, 1)
    return _in_parts(lambda part: after[-1].colours(part, context), rgb)


def _in_space(rgb: Colours, space: Space) -> Colours:
    linear = colour.srgb_to_linear(rgb) @ colour.convert(Space.SCENE, space).T.astype(np.float32)
    return np.asarray(colour.encode(linear, space), dtype=np.float32)


def compose(steps: Sequence[ColourAdjustment], context: Context, look: CameraLook, space: Space) -> ColourTransform:
    """Compose steps, which are in the order of their ranks."""
    product: Matrix = np.eye(3)
    rest = tuple(steps)
    while rest and rest[0].rank < AFTER_VIEW:
        matrix = rest[0].matrix(context)
        if matrix is None:
            break
        product, rest = matrix @ product, rest[1:]
    tone: list[RegionTone] = []
    while rest and isinstance(rest[0], RegionTone):
        tone.append(rest[0])
        rest = rest[1:]
    rows = tuple((float(r[0]), float(r[1]), float(r[2])) for r in product)
    return ColourTransform(rows, tuple(tone), rest, context, look, space)
