"""The light of a whole picture: its histogram, its ends, its colour, and what in it may be neutral."""

from __future__ import annotations

import cv2
import numpy as np

from retouch.image.face_light import CHANNELS, LEVELS, linear
from retouch.image.quick import Sizes
from retouch.model.frame import AnyArray, Image8, Pixels
from retouch.model.numbers import Measured, Numbers
from retouch.model.photo import WhitePoint
from retouch.model.scene import LightReading

_LONG_EDGE, _ENDS_EDGE = 192, 384
"""Pixels of the copy that is measured, and of the one whose ends are: lamps and glints are small."""
_LUMINANCE = np.array([0.2126, 0.7152, 0.0722], np.float32)  # ITU-R BT.709, linear sRGB
_EDGES = np.linspace(-12, 1, 40)
_BLOWN = 250
_BLOCKED = 4
_NEUTRAL_CHROMA = 0.35
"""Furthest a pixel may be from the picture's own grey, in log2 of red or blue over green, to count as near-neutral."""
_EVERY = 5
"""Of so many pixels one is looked at for what may be neutral; an odd number, so that no column is looked at alone."""
_SHARES = (1, 5, 10, 25, 50, 75, 90, 95, 99)
_DARK_SHARES = (5, 25, 50)
_TOP = 99.9
_PALE, _PALE_SHARES, _PALE_LEAST = 0.88, (97.0, 99.5), -8.0
"""Share of its brightest channel (encoded) that a colour's darkest has at least to be near white or grey; what is told
of how bright those are, and the EV that is told where there are none."""
_PALE_FROM = np.ceil(np.arange(256) * _PALE).astype(np.uint8)


def photo_light(pixels: Image8, white: WhitePoint) -> LightReading:
    """Measure the light of an upright sRGB picture of any size; ``white`` is its as-shot white balance.

    The reading's ``tells`` are ``p01 … p99``, percentiles of luminance in EV relative to white, and colours as log2 of
    red over green (``_rg``) and blue over green (``_bg``): ``grey`` (near-neutral mid-tones), ``bright`` (the brightest
    tenth that is not blown), ``border`` (the picture's upper and side borders, often the background), with
    ``border``, their luminance in EV, and ``grey_share``, the share of the picture that counts as such; and what
    ``_ends`` tells.
    """
    sizes = Sizes(pixels)
    small = sizes.within(_LONG_EDGE)
    light = linear(small)
    flat = light.reshape(-1, 3)
    level = np.log2(np.maximum(flat @ _LUMINANCE, 2.0**-12))
    counts, _ = np.histogram(np.clip(level, -12, 1), _EDGES)
    top = np.maximum(np.maximum(small[..., 0], small[..., 1]), small[..., 2]).ravel()
    ok = (top < _BLOWN) & (top > 12)
    tells = {f"p{p:02d}": float(v) for p, v in zip(_SHARES, _percentiles(level), strict=True)}
    few = slice(None, None, _EVERY if len(flat) > 64 * _EVERY**2 else 1)
    neutral, colours = _neutral(flat[few], level[few], ok[few])
    tells |= colours
    tells |= _border(light) | _ends(sizes.within(_ENDS_EDGE))
    return LightReading(
        histogram=Numbers(counts / max(counts.sum(), 1)),
        blown=np.count_nonzero(top >= _BLOWN) / top.size,
        blocked=np.count_nonzero(top <= _BLOCKED) / top.size,
        rgb=cv2.mean(light)[:3],
        neutral=neutral,
        white=white,
        tells=Measured(tells),
    )


def _ends(small: Image8) -> dict[str, float]:
    """Measure by channel what luminance hides, from an sRGB picture.

    ``top`` is the brightest channel of the brightest pixels, ``pale_97`` and ``pale_99.5`` the levels in EV above which
    3 % and 0.5 % of the picture are near white or grey (as far down as the picture has any), ``vivid`` how far its
    colours are from grey (0..1), ``blown_red``… the share at the channel's end, ``red_05 … blue_50`` dark percentiles.
    """
    channels = cv2.split(small)
    top = cv2.max(cv2.max(channels[0], channels[1]), channels[2])
    low = cv2.min(cv2.min(channels[0], channels[1]), channels[2])
    tells = {"top": _percentile(_shares(top), _TOP), "vivid": 1 - _sum(low) / max(_sum(top), 1.0)}
    pale = _shares(top, cv2.compare(low, cv2.LUT(top, _PALE_FROM), cv2.CMP_GE))
    pale[0] += 1 - pale.sum()  # what is coloured is as dark as can be
    tells |= {f"pale_{p:g}": max(_percentile(pale, p), _PALE_LEAST) for p in _PALE_SHARES}
    for name, channel in zip(CHANNELS, channels, strict=True):
        shares = _shares(channel)
        tells[f"blown_{name}"] = float(shares[_BLOWN:].sum())
        tells |= {f"{name}_{p:02d}": _percentile(shares, p) for p in _DARK_SHARES}
    return tells


def _sum(channel: AnyArray) -> float:
    return float(cv2.sumElems(channel)[0])


def _shares(channel: AnyArray, where: AnyArray | None = None) -> AnyArray:
    """Share of the pixels at each of the 256 values, and at the places that a mask leaves."""
    return np.asarray(cv2.calcHist([channel], [0], where, [256], [0, 256])).ravel() / max(channel.size, 1)


def _percentile(shares: AnyArray, percent: float) -> float:
    """Level in EV that ``percent`` of the pixels do not exceed."""
    return float(LEVELS[min(int(np.searchsorted(np.cumsum(shares), percent / 100 - 1e-6)), 255)])


def _percentiles(level: AnyArray) -> AnyArray:
    """What so many per cent do not exceed (``_SHARES``), as numpy has it, which takes ten times as long over it."""
    ordered = np.sort(level)
    at = np.array(_SHARES) / 100 * (len(ordered) - 1)
    return np.asarray(np.interp(at, np.arange(len(ordered)), ordered))


def _medians(columns: Pixels) -> Pixels:
    """Median of each column; numpy's own takes three times as long."""
    ordered, half = np.sort(columns.T.copy()), len(columns) // 2
    return np.asarray((ordered[:, half] + ordered[:, len(columns) - 1 - half]) / 2, np.float32)


def _triple(rgb: Pixels) -> tuple[float, float, float]:
    red, green, blue = (float(v) for v in rgb)
    return red, green, blue


def _ratios(rgb: Pixels) -> Pixels:
    safe = np.maximum(rgb, np.float32(1e-4))
    return np.asarray(np.log2(safe[..., [0, 2]] / safe[..., [1]]), np.float32)


def _colour(name: str, rgb: Pixels) -> dict[str, float]:
    red, blue = _medians(_ratios(rgb))
    return {f"{name}_rg": float(red), f"{name}_bg": float(blue)}


def _neutral(flat: Pixels, level: AnyArray, ok: AnyArray) -> tuple[tuple[float, float, float], dict[str, float]]:
    """Find near-neutral mid-tones and the brightest unblown tenth.

    A cast moves every grey alike, so grey is looked for around the densest place of the picture's chromaticities near
    neutral, and not around equal values.
    """
    middle = ok & (level > -6)
    if int(middle.sum()) < 64:
        return (1.0, 1.0, 1.0), {}
    rgb, ratios = flat[middle], _ratios(flat[middle])
    centre = _densest(ratios)
    near = np.hypot(*(ratios - centre).T) < _NEUTRAL_CHROMA / 2
    if int(near.sum()) < 64:
        return (1.0, 1.0, 1.0), {}
    tells = _colour("grey", rgb[near]) | {"grey_share": float(near.sum() / len(flat))}
    bright = level[middle] >= np.percentile(level[middle], 90)
    tells |= _colour("bright", rgb[bright])
    return _triple(_medians(rgb[near])), tells


def _densest(ratios: Pixels) -> Pixels:
    """Centre of the densest blob of chromaticities within reach of neutral."""
    bins, reach = 40, 2 * _NEUTRAL_CHROMA
    at = np.floor((ratios + reach) * np.float32(bins / (2 * reach))).astype(np.int32)
    at = at[((at >= 0) & (at < bins)).all(axis=1)]
    grid = np.bincount(at[:, 0] * bins + at[:, 1], minlength=bins * bins).reshape(bins, bins)
    smooth = cv2.GaussianBlur(grid.astype(np.float32), (0, 0), 1.5)
    row, column = np.unravel_index(int(np.argmax(smooth)), smooth.shape)
    step = 2 * reach / bins
    return np.array([(row + 0.5) * step - reach, (column + 0.5) * step - reach], np.float32)


def _border(light: Pixels) -> dict[str, float]:
    edge = max(round(0.06 * max(light.shape[:2])), 1)
    half = max(light.shape[0] // 2, 1)
    strips = [light[:edge], light[:half, :edge], light[:half, -edge:]]
    rgb = np.concatenate([s.reshape(-1, 3) for s in strips])
    level = np.log2(np.maximum(_medians((rgb @ _LUMINANCE)[:, None]), 2.0**-12))
    return {"border": float(level[0]), **_colour("border", rgb)}
