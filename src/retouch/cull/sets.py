"""Frames that are meant to be merged: exposure brackets and panoramas. They are never culled apart."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from retouch.model.photo import Photo, PhotoId
from retouch.model.scene import Scene

_Grid = NDArray[np.float64]

GRID = 16
"""Side of the log-luminance grid with which ``Scene.likeness`` begins."""

_BRACKET_LENGTHS = (9, 7, 5, 3, 2)
_BRACKET_GAP = 2.0  # seconds between frames, exposure not counted
_BRACKET_ALIKE = 0.5
_LEAST_STEP = 0.29  # EV: a third of a stop, as cameras round it
_LEAST_STEP_METERED = 0.6  # where no bias was recorded, thirds are the meter's own wandering
_LEAST_STEP_OF_TWO = 0.6  # two frames are a bracket only where the camera says so, clearly, …
_PAIR_GAP = 0.8  # … and faster, in seconds, than a person turns a dial
_STEP_TOLERANCE = 0.17

_PAN_GAPS = (0.35, 8.0)  # faster is following a subject, slower is another picture
_PAN_CORRELATION = (
    0.7  # 74 % of true steps of 25 to 65 % of a frame, 7 % of unrelated pairs; two in a row are asked for
)
_PAN_UNLIKE = 0.6  # a step that cannot be measured must at least be a different view
_PAN_CELLS = 2.0  # least travel from frame to frame
_PAN_TOTAL = GRID / 2  # least travel of the whole: half a frame
_PAN_OVERLAP = 0.25
_FACE_STAYS = 0.6  # of its width: the camera followed a face


def seconds_between(a: Photo, b: Photo) -> float | None:
    """Return the seconds between two frames, or ``None`` where a time is missing.

    A clock without sub-seconds is at most a second off: half of that is taken away.
    """
    first, second = a.capture.taken, b.capture.taken
    if first is None or second is None:
        return None
    gap = abs((on_the_wall(second) - on_the_wall(first)).total_seconds())
    return gap if first.microsecond or second.microsecond else max(gap - 0.5, 0.0)


def on_the_wall(taken: datetime) -> datetime:
    """Return what the camera's clock showed. Zones are rarely recorded, and never for half a shoot on purpose."""
    return taken.replace(tzinfo=None) if taken.tzinfo else taken


def turned(a: Photo, b: Photo) -> bool:
    """Whether one is upright and the other lies on its side."""
    first, second = (p.capture.width - p.capture.height for p in (a, b))
    return first * second < 0


def brackets(stream: Sequence[Photo], likeness: Sequence[float | None]) -> list[tuple[int, int]]:
    """Return ranges (start, end) of exposure brackets in the photos of one camera, longest first at each place."""
    joined = [_may_bracket(a, b, alike) for a, b, alike in zip(stream, stream[1:], likeness, strict=False)]
    reach = [1] * len(stream)
    for i in range(len(joined) - 1, -1, -1):
        reach[i] = reach[i + 1] + 1 if joined[i] else 1
    found: list[tuple[int, int]] = []
    at = 0
    while at < len(stream):
        lengths = [n for n in _BRACKET_LENGTHS if n <= reach[at]]
        length = next((n for n in lengths if _steps_evenly(stream[at : at + n])), 0)
        if length:
            found.append((at, at + length))
        at += length or 1
    return found


def exposure(photo: Photo) -> float | None:
    """Return the exposure in EV, up to a constant: more is brighter. ``None`` where the camera did not say."""
    c = photo.capture
    if not c.shutter or c.shutter <= 0:
        return None
    return math.log2(c.shutter) - 2 * math.log2(c.aperture or 1.0) + math.log2((c.iso or 100) / 100)


def _may_bracket(a: Photo, b: Photo, alike: float | None) -> bool:
    """Whether two frames in a row may belong to one bracket, going by everything but their exposure."""
    if alike is not None and alike < _BRACKET_ALIKE:
        return False
    gap = seconds_between(a, b)
    exposing = (a.capture.shutter or 0.0) + (b.capture.shutter or 0.0)
    return gap is not None and gap <= _BRACKET_GAP + exposing and not turned(a, b)


def _steps_evenly(frames: Sequence[Photo]) -> bool:
    if _even([p.capture.bias for p in frames], _LEAST_STEP_OF_TWO if len(frames) == 2 else _LEAST_STEP):
        return len(frames) > 2 or _at_once(*frames)
    # Cameras that bracket in manual mode record no bias: then the exposure itself must step, at a fixed aperture.
    fixed = len({p.capture.aperture for p in frames}) == 1
    return len(frames) > 2 and fixed and _even([exposure(p) for p in frames], _LEAST_STEP_METERED)


def _at_once(a: Photo, b: Photo) -> bool:
    """Whether nobody could have turned a dial between two frames, so that it was the camera that changed exposure."""
    gap = seconds_between(a, b)
    return (
        gap is not None and gap <= _PAIR_GAP + (a.capture.shutter or 0.0) and a.capture.aperture == b.capture.aperture
    )


def _even(values: Sequence[float | None], least: float) -> bool:
    """Whether these are distinct exposures in even steps."""
    if len(set(values)) < len(values):
        return False
    known = sorted(v for v in values if v is not None)
    steps = [b - a for a, b in pairwise(known)]
    return len(known) == len(values) and min(steps) >= least and max(steps) - min(steps) <= 2 * _STEP_TOLERANCE


def panoramas(
    stream: Sequence[Photo], scenes: Mapping[PhotoId, Scene], likeness: Sequence[float | None]
) -> list[tuple[int, int]]:
    """Return ranges (start, end) of three frames and more that step evenly across a view with one exposure."""
    pairs = [i for i in range(len(stream) - 1) if likeness[i] is not None and _may_pan(stream[i], stream[i + 1])]
    grids = [(_grid(scenes[stream[i].id]), _grid(scenes[stream[i + 1].id])) for i in pairs]
    travel = dict(zip(pairs, _travel(grids), strict=True))
    steps = [travel.get(i) for i in range(len(stream) - 1)]
    for i in pairs:
        alike = likeness[i]
        if _follows(scenes, stream[i], stream[i + 1]) or (steps[i] == (0.0, 0.0) and (alike or 0.0) > _PAN_UNLIKE):
            steps[i] = None
    return list(_pans(steps))


def _pans(steps: Sequence[tuple[float, float] | None]) -> Iterator[tuple[int, int]]:
    """Yield the ranges of frames over which the view travels one way.

    A step of (0, 0) could not be measured: it may stand alone between or beside measured ones.
    """
    at = 0
    while at < len(steps):
        end, sure, total = at, 0, np.zeros(2)
        while end < len(steps) and (step := steps[end]) is not None and _goes_on(total, step, steps[end - 1 : end]):
            total += step
            sure += step != (0.0, 0.0)
            end += 1
        if sure >= 2 and np.abs(total).max() >= _PAN_TOTAL:
            yield at, end + 1
        at = max(end, at + 1)


def _goes_on(total: _Grid, step: tuple[float, float], before: Sequence[tuple[float, float] | None]) -> bool:
    if step == (0.0, 0.0):
        return list(before) != [step]
    travelled = float(total @ step)
    return max(abs(step[0]), abs(step[1])) >= _PAN_CELLS and (travelled > 0 or not total.any())


def _may_pan(a: Photo, b: Photo) -> bool:
    gap = seconds_between(a, b)
    first, second = exposure(a), exposure(b)
    steady = first is None or second is None or abs(first - second) < 0.1
    same_lens = a.capture.focal_length == b.capture.focal_length
    return gap is not None and _PAN_GAPS[0] <= gap <= _PAN_GAPS[1] and steady and same_lens and not turned(a, b)


def _follows(scenes: Mapping[PhotoId, Scene], a: Photo, b: Photo) -> bool:
    """Whether a face stayed in its place: then the camera followed a person."""
    for face in scenes[a.id].faces:
        x, y = face.box.centre
        for other in scenes[b.id].faces:
            u, v = other.box.centre
            if math.hypot(u - x, v - y) < _FACE_STAYS * max(face.box.width, other.box.width):
                return True
    return False


def _grid(scene: Scene) -> _Grid:
    cells = GRID * GRID
    values = np.asarray(scene.likeness[:cells], np.float64)
    return values.reshape(GRID, GRID) if len(values) == cells else np.zeros((GRID, GRID))


def _travel(pairs: Sequence[tuple[_Grid, _Grid]]) -> list[tuple[float, float]]:
    """Return for each pair how far the view moved, in cells (x, y); (0, 0) where it did not, or nothing says so.

    What does not change along the direction of travel, such as a horizon, is taken away first: it fits everywhere.
    """
    if not pairs:
        return []
    first, second = (np.stack([pair[i] for pair in pairs]) for i in (0, 1))
    across = _shifts(*(g - g.mean(axis=2, keepdims=True) for g in (first, second)), along=2)
    along = _shifts(*(g - g.mean(axis=1, keepdims=True) for g in (first, second)), along=1)
    moved: list[tuple[float, float]] = []
    for (x, fit_x), (y, fit_y) in zip(across, along, strict=True):
        if max(fit_x, fit_y) < _PAN_CORRELATION:
            moved.append((0.0, 0.0))
        else:
            moved.append((x, 0.0) if fit_x >= fit_y else (0.0, y))
    return moved


def _shifts(a: _Grid, b: _Grid, *, along: int) -> list[tuple[float, float]]:
    """Return (cells moved along this axis, correlation there) of the best fit of each pair of N×16×16 grids.

    Normalised cross-correlation over the overlap (D. Padfield, "Masked object registration in the Fourier domain",
    2012, with masks of ones); the other axis may wander by two cells, for hands are not tripods.
    """
    size = 2 * GRID

    def spectrum(values: _Grid) -> NDArray[np.complex128]:
        return np.fft.rfft2(values, (size, size))

    def correlate(f: NDArray[np.complex128], g: NDArray[np.complex128]) -> _Grid:
        return np.fft.irfft2(f * np.conj(g), (size, size))

    ones = spectrum(np.ones((1, GRID, GRID)))
    fa, fb = spectrum(a), spectrum(b)
    count = np.maximum(correlate(ones, ones), 1e-9)
    sum_a, sum_b = correlate(fa, ones), correlate(ones, fb)
    spread_a = correlate(spectrum(a * a), ones) - sum_a**2 / count
    spread_b = correlate(ones, spectrum(b * b)) - sum_b**2 / count
    # A part without structure fits anything: it must hold a fair share of its picture's own variation.
    least = 0.1 * np.sqrt((a * a).sum(axis=(1, 2)) * (b * b).sum(axis=(1, 2)))[:, None, None] * count / GRID**2
    spread = np.sqrt(np.maximum(spread_a, 0) * np.maximum(spread_b, 0))
    fit = np.where(
        spread > least + 1e-12, (correlate(fa, fb) - sum_a * sum_b / count) / np.maximum(spread, 1e-12), -1.0
    )
    steps = np.fft.fftfreq(size, 1 / size)
    far = np.abs(steps) <= GRID * (1 - _PAN_OVERLAP)
    near = np.abs(steps) <= 2
    allowed = np.outer(near, far) if along == 2 else np.outer(far, near)
    fit = np.where(allowed, fit, -1.0).reshape(len(a), -1)
    best = fit.argmax(axis=1)
    rows, columns = np.divmod(best, size)
    where = columns if along == 2 else rows
    return [(float(steps[w]), float(fit[i, k])) for i, (w, k) in enumerate(zip(where, best, strict=True))]
