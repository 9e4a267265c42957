"""Signs on a face that skin work goes by: shine, redness, darkness under the eyes, red pupils.

Each is measured against the same face (its own colour, its own cheeks), at the working size of ``image.skin``, so one
and the same function tells the reading whether there is anything and the adjustment where it is.
"""

from __future__ import annotations

import cv2
import numpy as np

from retouch.image import masks
from retouch.image.blur import gaussian, masked
from retouch.image.skin import FINE, WEIGHTS, ReducedFace
from retouch.model.frame import AnyArray, Mask, Pixels

_SPREAD = 0.12
"""Sigma, in face widths, of the sheen that is the face's shape and light; a hot spot rises above it."""
_COLOURED = 0.10
"""How far from grey (1 less the weakest over the mean channel) skin must be for shine to be told from it."""
_BRIGHTER = (0.18, 0.45)
"""EV over the skin around from which light may be shine, and surely is."""
_LIDS = 0.07
"""Face widths around the eyes where skin is pale by itself."""
_HOLE, _FADE = 0.07, 0.025
"""Half the width of a hole in the skin that may be a hot spot, and how softly work on them ends, in face widths."""
_REDDER, _REDDEST = 0.08, 0.5
"""Log2 of red over green by which skin may be redder than its median (the life in a face), and the most that counts."""
_SHADED = (0.8, 0.4)
"""EV under the median light at which redness is the colour of shade, and from which it may be skin."""
_LOWER = ((33, 7, 163, 144, 145, 153, 154, 155, 133), (263, 249, 390, 373, 374, 380, 381, 382, 362))
"""Lower lids of MediaPipe's mesh, corner to corner."""
_NEAR, _FAR = 0.03, 0.14
"""Where the skin under an eye begins and ends under the lid, in face widths."""
_CHEEKS = ((50, 101, 36, 205), (280, 330, 266, 425))
_SOFT = 0.025
_FLASH = 0.7
"""Log2 of red over the mean of green and blue by which a pupil in flash light exceeds skin, at least."""
_SMALLEST = 110.0
"""Width of a face in pixels under which an iris is too few pixels to say."""
_GLOW = 0.22
"""Red light it sends back beyond its green and blue, over the light of the skin, at least."""


def shine(face: ReducedFace, skin: Mask) -> Pixels:
    """Return the light (H×W, in the linear units of the crop) that hot spots add to the skin.

    Skin light is a·(colour of this skin) + s·white (the dichromatic model, Shafer 1985): s is what the surface mirrors.
    Of that, what rises above its own broad blur and is brighter than its surroundings is a hot spot. A lit side of the
    face has the skin's own colour, so it has no s; in black and white nobody can tell, and there is none.
    """
    usual = np.exp2(face.usual())
    colour = usual / float(usual.mean())
    if 1 - float(colour.min()) < _COLOURED or not (skin > 0.5).any():
        return np.zeros(skin.shape, np.float32)
    smooth = gaussian(face.log_rgb, 0.6 * FINE * face.width)
    light = np.exp2(smooth)
    # Least squares of light = a·colour + s·(1, 1, 1); its normal equations have this closed form as colour has mean 1.
    tint = colour - 1
    mean = light.mean(axis=-1)
    body = np.clip((light - mean[..., None]) @ tint / float(tint @ tint), 0, None)
    mirrored = np.clip(mean - body, 0, None)
    level = np.asarray(smooth @ WEIGHTS, np.float32)
    seen = np.dstack([mirrored, level])
    around = masked(seen, skin, _SPREAD * face.width)
    # What rises above its surroundings is no measure of them.
    around = masked(np.minimum(seen, around), skin, _SPREAD * face.width)
    spot = np.clip(mirrored - around[..., 0], 0, None)
    low, high = _BRIGHTER
    brighter = np.clip((level - around[..., 1] - low) / (high - low), 0, 1)
    return np.asarray(gaussian(np.asarray(spot * brighter * skin, np.float32), 0.5 * FINE * face.width), np.float32)


def shiny_skin(face: ReducedFace, skin: Mask) -> Mask:
    """Return the mask (H×W, 0..1) of skin that may shine: a hot spot is too white to pass for skin, but lies in it.

    It fades to zero inside its border, so that a highlight that runs off the skin is not cut. Pale lids and what is
    white below the nose (a beard) are no shine.
    """
    size = 2 * round(_HOLE * face.width) + 1
    closed = cv2.morphologyEx(skin, cv2.MORPH_CLOSE, np.ones((size, size), np.uint8))  # squares are fast at any size
    level = gaussian(np.asarray(face.log_rgb @ WEIGHTS, np.float32), 0.5 * FINE * face.width)
    white = np.clip((level - float(face.usual() @ WEIGHTS) - _BRIGHTER[0]) / _BRIGHTER[1], 0, 1)
    eyes = masks.grow(masks.fill(skin.shape, face.points, masks.RIGHT_EYE, masks.LEFT_EYE), _LIDS * face.width)
    open_ = (1 - masks.features(skin.shape, face.points, 0.6)) * (1 - eyes)
    yy, xx = np.mgrid[: skin.shape[0], : skin.shape[1]].astype(np.float32)
    down = face.points[152] - face.points[10]
    above = xx * down[0] + yy * down[1] < float(face.points[2] @ down)
    whole = np.asarray(np.maximum(skin, closed * white * above) * open_, np.float32)
    return np.asarray(np.clip(2 * gaussian(whole, _FADE * face.width) - 1, 0, 1) * open_, np.float32)


def redness(face: ReducedFace, skin: Mask) -> AnyArray:
    """Return by how much (log2 of red over green, H×W, 0..0.5) skin is redder than this face usually is."""
    smooth = np.asarray(masked(face.log_rgb, skin, FINE * face.width), np.float32)
    usual = face.usual()
    redder = (smooth[..., 0] - smooth[..., 1]) - float(usual[0] - usual[1]) - _REDDER
    dark, lit = _SHADED
    light = np.clip((smooth @ WEIGHTS - float(usual @ WEIGHTS) + dark) / (dark - lit), 0, 1)
    return np.asarray(np.clip(redder, 0, _REDDEST) * light * skin, np.float32)


def under_eyes(face: ReducedFace) -> tuple[Mask, Mask]:
    """Return the bands under both lids (each H×W, 0..1), softly bordered; the person's right eye first."""
    down = face.points[152] - face.points[10]
    down = down / max(float(np.linalg.norm(down)), 1e-6) * face.width
    found = []
    for lid in _LOWER:
        upper = face.points[list(lid)] + _NEAR * down
        lower = (face.points[list(lid)] + _FAR * down)[::-1]
        outline = np.asarray(np.concatenate([upper, lower]), np.float32)
        band = masks.fill(face.mask.shape, outline, tuple(range(len(outline))))
        found.append(np.asarray(gaussian(band, _SOFT * face.width) * face.mask, np.float32))
    return found[0], found[1]


def cheek(face: ReducedFace, smooth: Pixels, side: int) -> Pixels:
    """Return the median log RGB of one cheek (0: the person's right), or of all skin where that is off the picture."""
    x, y = np.rint(face.points[list(_CHEEKS[side])]).astype(int).T
    inside = (x >= 0) & (y >= 0) & (x < smooth.shape[1]) & (y < smooth.shape[0])
    seen = smooth[y[inside], x[inside]]
    return np.asarray(np.median(seen, axis=0) if len(seen) else face.usual(), np.float32)


def red_pupils(face: ReducedFace) -> tuple[Mask, Mask]:
    """Return where each eye (the person's right first) is lit red by a flash, H×W in 0..1: inside the iris, far redder
    than this person's skin, which no iris is (a brown one has the colour of skin, only darker).
    """
    if face.width < _SMALLEST:
        return np.zeros_like(face.mask), np.zeros_like(face.mask)
    light = np.exp2(gaussian(face.log_rgb, 0.004 * face.width))
    usual = np.exp2(face.usual())
    grey = (light[..., 1] + light[..., 2]) / 2
    red = np.log2(light[..., 0] / grey)
    least = max(float(np.log2(usual[0] * 2 / (usual[1] + usual[2]))) + _FLASH, _FLASH)
    glow = (light[..., 0] - grey) / float(usual.mean())  # dark brown is red in its ratio too, but it does not shine
    reddish = np.clip((red - least) / 0.4, 0, 1) * np.clip((glow - _GLOW) / _GLOW, 0, 1)
    yy, xx = np.mgrid[: red.shape[0], : red.shape[1]].astype(np.float32)
    found = []
    for iris, lids in ((masks.RIGHT_IRIS, masks.RIGHT_EYE), (masks.LEFT_IRIS, masks.LEFT_EYE)):
        centre = face.points[list(iris)].mean(axis=0)
        radius = float(np.linalg.norm(face.points[list(iris)] - centre, axis=1).mean())
        inside = np.clip(1.15 * radius + 0.5 - np.hypot(xx - centre[0], yy - centre[1]), 0, 1)
        seen = masks.fill(red.shape, face.points, lids)
        found.append(np.asarray(gaussian(np.asarray(reddish * inside * seen, np.float32), 0.1 * radius), np.float32))
    return found[0], found[1]


def signs(face: ReducedFace) -> dict[str, float]:
    """Return what there is of each sign, by name: ``skin.shine``, ``skin.red``, ``skin.under_eye``, ``eye.flash``.

    ``skin.shine`` is the EV that hot spots add where they add most (98th percentile of the skin), ``skin.red`` how much
    the reddest tenth is redder than usual (log2 of red over green), ``skin.under_eye`` the EV by which the skin under
    the eyes is darker than the cheek under it, of the eye that is less so: a shadow of the nose darkens only one.
    ``eye.flash`` is the share of the redder iris that a flash lit red.
    """
    sure = face.mask > 0.5
    if not sure.any():
        return {}
    light = np.exp2(face.log_rgb.mean(axis=-1))[sure]
    spot = shine(face, shiny_skin(face, face.mask))[sure]
    added = np.log2(light / np.maximum(light - spot, 0.2 * light))
    red = redness(face, face.mask)[sure]
    smooth = face.smooth(_SOFT)
    darker = []
    for side, band in enumerate(under_eyes(face)):
        if float(band.sum()) > 8:
            level = float((smooth @ WEIGHTS * band).sum() / band.sum())
            darker.append(float(cheek(face, smooth, side) @ WEIGHTS) - level)
    iris = [masks.fill(sure.shape, face.points, i) for i in (masks.RIGHT_IRIS, masks.LEFT_IRIS)]
    lit = [float(p.sum()) / max(float(i.sum()), 1.0) for p, i in zip(red_pupils(face), iris, strict=True)]
    return {
        "eye.flash": min(max(lit), 1.0),
        "skin.shine": float(np.percentile(added, 98)),
        "skin.red": float(np.percentile(red, 90)),
        **({"skin.under_eye": min(darker)} if len(darker) == 2 else {}),
    }
