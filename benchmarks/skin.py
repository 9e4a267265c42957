"""Skin work on planted flaws, by skin tone and beside what a user would otherwise pick.

    python -m benchmarks.skin [--all]

Red spots (blemishes), brown ones (moles) and blotches of known place, size, depth and colour are planted on portraits
of expression/ (every fourth person, of whom none was looked at while thresholds were chosen; --all takes everybody),
skin_tones/ and shoot/ (both of which were). Spots are planted in log light with the absorption of blood and of melanin.

* found: planted red spots that the reading tells; called so: told and taken for a blemish; moles kept: planted brown
  spots that are not proposed for healing, found or not; other: blemishes told on the clean picture, per face (some
  are real).
* dB: PSNR of the 8-bit picture against the clean one inside 1.1 radii of each red spot that was called a blemish.
* texture, changed: with everything on skin that the program proposes: texture kept, share of the picture with ΔE00 > 1.
* outside: pixels changed further than 0.2 face widths from the face; seam: gradient along the border of what was
  changed, after over before.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import cv2
import numpy as np

from benchmarks.labelled import DATA, load
from retouch.adjust.base import Context, Stage
from retouch.adjust.edit import Edit
from retouch.adjust.registry import adjustments
from retouch.develop.decode import Base
from retouch.develop.render import local
from retouch.faces.reader import FaceReader
from retouch.image import masks
from retouch.image.colour import REC2020_TO_SRGB, SRGB_TO_REC2020, delta_e, linear_to_srgb, srgb_to_lab
from retouch.image.face_light import face_light, linear
from retouch.image.face_texture import texture_kept
from retouch.image.skin import log_light, skin_mask
from retouch.image.skin_reading import skin_reading
from retouch.image.spots import Spot, spots_from_tells
from retouch.model.frame import AnyArray, Frame, Image8, Mask, Space
from retouch.model.numbers import Measured
from retouch.model.photo import WhitePoint
from retouch.model.scene import Points, Scene
from retouch.tasks.read_skin import SkinResult, completed

BLOOD, MELANIN = np.array([0.15, 1.0, 0.9]), np.array([0.62, 1.0, 1.25])
DAYLIGHT = WhitePoint(6504.0, 10.0)
SPOTS = 5
SKIN = {"Skin evenness", "Blemishes", "Under the eyes", "Shine", "Redness", "Eyes", "Teeth", "Wrinkles"}


@dataclass(frozen=True)
class Planted:
    x: float
    y: float
    radius: float


@dataclass
class Face:
    """One portrait: 8-bit picture, its scene, landmarks in pixels and skin."""

    name: str
    picture: Image8
    scene: Scene
    points: Points
    skin: Mask
    unseen: bool

    @property
    def width(self) -> float:
        return masks.face_width(self.points)

    @property
    def tone(self) -> str:
        """Individual typology angle (Chardon 1991) of the median skin, in three groups."""
        light, _, b = np.median(srgb_to_lab(self.picture[self.skin > 0.8] / 255.0), axis=0)
        angle = np.degrees(np.arctan2(light - 50, b))
        return "light" if angle > 35 else "medium" if angle > 5 else "dark"


def shown(light: AnyArray) -> Image8:
    return np.asarray(np.rint(linear_to_srgb(np.clip(light, 0, 1)) * 255), np.uint8)


def faces(paths: list[Path]) -> Iterator[Face]:
    with FaceReader() as reader:
        for path in paths:
            picture = load(path)
            size = (picture.shape[1], picture.shape[0])
            scene = reader.read(picture, full_size=size, white=DAYLIGHT, source="file")
            marked = [f for f in scene.faces if len(f.landmarks)]
            scene = completed(scene, SkinResult(tuple(skin_reading(picture, f.landmarks) for f in marked), {}))
            if scene.faces and len(scene.faces[0].landmarks):
                points = masks.in_pixels(scene.faces[0].landmarks, *size)
                skin = skin_mask(log_light(linear(picture)), points)
                yield Face(path.stem, picture, scene, points, skin, path in UNSEEN)


def spotted(face: Face, colour: AnyArray, seed: int) -> tuple[Image8, list[Planted]]:
    """Plant spots of 1.4 to 3.4 mm radius and 0.25 to 0.6 EV (moles: 0.7 to 1.6 EV, sharper) on open skin."""
    chance = np.random.default_rng(seed)
    mole = colour is MELANIN
    open_skin = masks.grow(np.asarray(face.skin > 0.8, np.float32), -0.045 * face.width) > 0.9
    rows, columns = np.nonzero(open_skin)
    yy, xx = np.mgrid[: face.skin.shape[0], : face.skin.shape[1]]
    light = linear(face.picture)
    planted: list[Planted] = []
    for at in chance.permutation(len(rows)):
        x, y = float(columns[at]), float(rows[at])
        radius = float(chance.uniform(0.010, 0.024)) * face.width
        if len(planted) == SPOTS:
            break
        if any(np.hypot(x - p.x, y - p.y) < 0.12 * face.width for p in planted):
            continue
        depth = chance.uniform(0.7, 1.6) if mole else chance.uniform(0.25, 0.6)
        away = np.clip((np.hypot(xx - x, yy - y) / radius - 1) / (0.06 if mole else 0.18), -50, 50)
        light = light * np.exp2(-depth / (1 + np.exp(away))[..., None] * colour)
        planted.append(Planted(x, y, radius))
    return shown(light), planted


def blotched(face: Face, seed: int = 3) -> tuple[Image8, AnyArray]:
    """Plant soft patches of ±0.15 EV, σ 3.5 mm; return the picture and the field in EV."""
    noise = np.random.default_rng(seed).normal(0, 1, face.skin.shape).astype(np.float32)
    sigma = 0.025 * face.width
    field = cv2.GaussianBlur(noise, (0, 0), sigma) - cv2.GaussianBlur(noise, (0, 0), 2 * sigma)
    field *= 0.15 / field[face.skin > 0.5].std() * face.skin
    return shown(linear(face.picture) * np.exp2(field)[..., None]), field


def read_anew(face: Face, picture: Image8) -> Scene:
    """The scene as read from another picture with the same geometry."""
    first = face.scene.faces[0]
    light, tells = face_light(picture, first.landmarks)
    tells |= skin_reading(picture, first.landmarks)
    others = {k: v for k, v in first.tells.items() if not k.startswith("spot.")}
    tells = {**others, **tells}
    return replace(face.scene, faces=(replace(first, light=light, tells=Measured(tells)),))


def proposed(picture: Image8, scene: Scene) -> Image8:
    """The picture with all skin work that the program proposes."""
    context = Context(DAYLIGHT, scene=scene)
    edit = Edit()
    for kind in adjustments().values():
        proposal = kind.propose(context) if kind.stage is Stage.LOCAL and kind.title in SKIN else None
        edit = edit.with_step(proposal.value) if proposal is not None else edit
    frame = Frame(np.asarray(linear(picture) @ SRGB_TO_REC2020.T.astype(np.float32)), Space.SCENE)
    base = Base(frame, DAYLIGHT, (frame.width, frame.height))
    return shown(local(base, edit, context).pixels @ REC2020_TO_SRGB.T.astype(np.float32))


def at(spots: tuple[Spot, ...], face: Face, planted: Planted) -> Spot | None:
    reach = max(planted.radius, 0.015 * face.width)
    return next((s for s in spots if np.hypot(*(np.array(s.at(face.points)) - (planted.x, planted.y))) < reach), None)


def psnr(a: Image8, b: Image8, face: Face, planted: Planted) -> float:
    yy, xx = np.mgrid[: a.shape[0], : a.shape[1]]
    inside = np.hypot(xx - planted.x, yy - planted.y) < 1.1 * planted.radius
    error = np.mean((a[inside].astype(float) - b[inside]) ** 2)
    return float(10 * np.log10(255**2 / max(error, 1e-3)))


def changed(before: Image8, after: Image8) -> float:
    differs = (before != after).any(axis=-1)
    if not differs.any():
        return 0.0
    away = delta_e(srgb_to_lab(before[differs] / 255.0), srgb_to_lab(after[differs] / 255.0))
    return float((away > 1).sum() / differs.size)


def outside(before: Image8, after: Image8, face: Face) -> float:
    near = masks.grow(masks.fill(face.skin.shape, face.points, masks.OVAL), 0.2 * face.width) > 0.5
    return float((before != after).any(axis=-1)[~near].mean())


def seam(before: Image8, after: Image8) -> float:
    """Mean gradient on the border of what was changed, after over before; 1 where there is none."""
    difference = np.abs(after.astype(np.float32) - before).max(axis=-1)
    touched = np.asarray(cv2.GaussianBlur(difference, (0, 0), 2) > 0.7, np.uint8)
    border = cv2.morphologyEx(touched, cv2.MORPH_GRADIENT, np.ones((5, 5), np.uint8)) > 0

    def steep(picture: Image8) -> float:
        grey = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY).astype(np.float32)
        return float(np.hypot(cv2.Sobel(grey, -1, 1, 0), cv2.Sobel(grey, -1, 0, 1))[border].mean())

    return steep(after) / steep(before) if border.any() else 1.0


def measure(face: Face, rows: dict[str, dict[str, list[float]]]) -> None:
    """Add one face's numbers to its tone's and to the total."""
    red, blemishes = spotted(face, BLOOD, 1)
    brown, moles = spotted(face, MELANIN, 2)
    clean, scene, other = (read_anew(face, p) for p in (face.picture, red, brown))
    told = [spots_from_tells(s.faces[0].tells) for s in (clean, scene, other)]
    found = [at(told[1], face, p) for p in blemishes]
    after = proposed(red, scene)
    called = [p for p, s in zip(blemishes, found, strict=True) if s is not None and s.is_blemish]
    kept = [s is None or not s.is_blemish for s in (at(told[2], face, p) for p in moles)]
    light = linear(red), linear(after)
    numbers = {
        "found": [float(s is not None) for s in found],
        "called so": [float(s is not None and s.is_blemish) for s in found],
        "other": [float(sum(s.is_blemish for s in told[0]))],
        "moles kept": [float(k) for k in kept],
        "dB": [psnr(after, face.picture, face, p) for p in called],
        "texture": [texture_kept(*light, face.points) or 1.0],
        "changed": [changed(red, after)],
        "outside": [outside(red, after, face)],
        "seam": [seam(red, after)],
    }
    for group in (face.tone, "unseen people" if face.unseen else "looked at", "all"):
        for name, values in numbers.items():
            rows[group][name] += values


def frequency_separation(picture: Image8) -> Image8:
    """Blur the low layer of a two-layer split, as retouchers' macros do to a whole face."""
    soft = cv2.GaussianBlur(picture, (0, 0), 6).astype(np.float32)
    low = cv2.GaussianBlur(soft, (0, 0), 12)
    return np.asarray(np.clip(np.rint(low + (picture - soft)), 0, 255), np.uint8)


def wavelet(picture: Image8) -> Image8:
    """Halve the scales of 2 to 8 px of an à-trous decomposition, as GIMP's wavelet recipes do."""
    layers: list[AnyArray] = []
    rest: AnyArray = picture.astype(np.float32)
    for level in range(5):
        smooth = cv2.GaussianBlur(rest, (0, 0), 2.0**level)
        layers.append(rest - smooth)
        rest = smooth
    shares = (1.0, 0.5, 0.5, 0.5, 1.0)
    return np.asarray(
        np.clip(np.rint(rest + sum(s * d for s, d in zip(shares, layers, strict=True))), 0, 255), np.uint8
    )


PEERS: dict[str, Callable[[Image8], Image8]] = {
    "bilateral 9/50/9": lambda p: np.asarray(cv2.bilateralFilter(p, 9, 50, 9), np.uint8),
    "frequency separation": frequency_separation,
    "edgePreservingFilter": lambda p: np.asarray(
        cv2.edgePreservingFilter(p, flags=1, sigma_s=30, sigma_r=0.2), np.uint8
    ),
    "wavelet": wavelet,
}


def beside(face: Face, table: dict[str, dict[str, list[float]]]) -> None:
    """Spots and blotches repaired by the program and by its peers, who work on the whole picture."""
    red, blemishes = spotted(face, BLOOD, 1)
    patchy, field = blotched(face)
    ours = {"retouch, proposed": (proposed(red, read_anew(face, red)), proposed(patchy, read_anew(face, patchy)))}
    theirs = {name: (peer(red), peer(patchy)) for name, peer in PEERS.items()}
    for name, (spots, patches) in {"nothing": (red, patchy), **ours, **theirs}.items():
        row = table[name]
        row["dB in spots"] += [psnr(spots, face.picture, face, p) for p in blemishes]
        off = np.log2(linear(patches) + 1e-4).mean(axis=-1) - np.log2(linear(face.picture) + 1e-4).mean(axis=-1)
        row["blotches left"].append(float((off * field).sum() / (field * field).sum()))
        row["texture"].append(texture_kept(linear(red), linear(spots), face.points) or 1.0)
        row["changed"].append(changed(red, spots))
        row["outside"].append(outside(red, spots, face))


def shared(title: str, table: dict[str, dict[str, list[float]]]) -> None:
    names = list(next(iter(table.values())))
    print(f"{title:24}" + "".join(f"{n:>15}" for n in names))
    for group, row in table.items():
        cells = []
        for name in names:
            middle = float(np.median(row[name]) if "dB" in name else np.mean(row[name])) if row[name] else np.nan
            cells.append(f"{middle:13.1f}  " if "dB" in name or name == "other" else f"{middle:13.3f}  ")
        print(f"{group:24}" + "".join(cells))
    print()


def neutral() -> list[Path]:
    return sorted((DATA / "expression").glob("*_neutral.jpg"))


UNSEEN = {q for p in neutral()[1::2] for q in (p, p.with_name(p.name.replace("neutral", "smiling")))}


def pictures(everybody: bool) -> list[Path]:
    people = neutral()
    smiling = [p.with_name(p.name.replace("neutral", "smiling")) for p in people[3::8]]
    people = [*(people if everybody else people[1::4]), *smiling]
    shoot = [DATA / "shoot" / f"IMG_{n:04d}.jpg" for n in (1, 9, 27, 38, 51)]
    return people + sorted((DATA / "skin_tones").glob("*.jpg")) + shoot


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--all", action="store_true", help="also the people whose pictures were looked at")
    table: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    peers: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    for n, face in enumerate(faces(pictures(parser.parse_args().all))):
        measure(face, table)
        if n % 4 == 0:
            beside(face, peers)
    print(f"{len(table['all']['other'])} faces; medians of dB, else means\n")
    shared(
        "by skin tone",
        {k: table[k] for k in ("light", "medium", "dark", "unseen people", "looked at", "all") if k in table},
    )
    healed = np.array(table["all"]["dB"])
    print(
        f"healed spots at 38 dB or more: {np.mean(healed >= 38):.0%}, worst tenth under {np.percentile(healed, 10):.1f}"
    )
    print(
        f"texture kept, least: {min(table['all']['texture']):.3f}; changed, most: {max(table['all']['changed']):.3f}\n"
    )
    shared("beside others", peers)


if __name__ == "__main__":
    main()
