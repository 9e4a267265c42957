"""Skin work on portraits and on planted flaws, by skin tone and beside what a user would otherwise pick.

    python -m benchmarks.skin [--all] [--page OUT]

Red spots (blemishes), brown ones (moles), blotches and shine of known place, size, depth and colour are planted on
portraits of expression/ (every fourth person, of whom none was looked at while thresholds were chosen; --all takes
everybody), skin_tones/ and shoot/ (both of which were). Spots are planted in log light with the absorption of blood
(give or take a fifth per channel) and of melanin, shine as white light on top of the skin's own.

* found: planted red spots that the reading tells; called so: told and taken for a blemish; false: blemishes told on
  the picture as it is where no eye saw one, per face; planted moles, real moles: those that are not proposed for
  healing, the real ones from marked_spots.csv.
* dB: PSNR of the 8-bit picture against the clean one inside 1.1 radii of each red spot that was called a blemish.
* texture, changed, outside, seam, moved: with everything on skin that the program proposes for the picture as it is:
  texture kept, share of the picture with ΔE00 > 1, pixels changed off the person, gradient along the border of what was
  changed (after over before), and landmarks of the features moved in percent of the face.
* tone left, colour left, shine left at 50: share of what was planted that is still there after the proposed work, and
  after 50 % of shine; shine asked: whether shine was proposed at all.

--page writes before, proposed and maximum at 100 % of twelve people, to be looked at and never given on.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import TypeAlias

import cv2
import numpy as np

from benchmarks.labelled import DATA, ROOT
from benchmarks.skin_flaws import (
    BLOOD,
    DAYLIGHT,
    HUE,
    MELANIN,
    TONE,
    Face,
    Planted,
    blotched,
    faces,
    marked,
    neutral,
    read_anew,
    shiny,
    shown,
    spotted,
)
from retouch.adjust.base import Adjustment, Context, Stage
from retouch.adjust.edit import Edit
from retouch.adjust.registry import adjustments
from retouch.adjust.shine import Shine
from retouch.develop.decode import Base
from retouch.develop.render import local
from retouch.faces.reader import FaceReader
from retouch.image import masks
from retouch.image.age import CLEARLY_ADULT
from retouch.image.body import body_skin
from retouch.image.colour import REC2020_TO_SRGB, SRGB_TO_REC2020, delta_e, srgb_to_lab
from retouch.image.face_light import linear
from retouch.image.face_texture import texture_kept
from retouch.image.on_faces import face_crop
from retouch.image.skin import reduced
from retouch.image.spots import Spot, spots_from_tells
from retouch.model.frame import AnyArray, Frame, Image8, Space
from retouch.model.scene import Scene

SKIN = {"Skin evenness", "Blemishes", "Under the eyes", "Shine", "Redness", "Eyes", "Teeth", "Wrinkles"}
MARKED_PEOPLE = set(neutral())
"""Everybody on these pictures was looked through for moles and blemishes."""
COLUMNS = ("found", "called so", "false", "dB", ">= 38 dB", "planted moles", "real moles", "texture", "changed",
           "outside", "seam", "moved %")  # fmt: skip


Table: TypeAlias = "defaultdict[str, defaultdict[str, list[float]]]"


def new_table() -> Table:
    return defaultdict(lambda: defaultdict(list))


def proposal(scene: Scene, only: Collection[str] = SKIN) -> Edit:
    """All skin work that the program proposes for a scene."""
    context = Context(DAYLIGHT, scene=scene)
    edit = Edit()
    for kind in adjustments().values():
        found = kind.propose(context) if kind.stage is Stage.LOCAL and kind.title in only else None
        edit = edit.with_step(found.value) if found is not None else edit
    return edit


def worked(picture: Image8, scene: Scene, edit: Edit) -> Image8:
    frame = Frame(np.asarray(linear(picture) @ SRGB_TO_REC2020.T.astype(np.float32)), Space.SCENE)
    base = Base(frame, DAYLIGHT, (frame.width, frame.height))
    context = Context(DAYLIGHT, scene=scene)
    return shown(local(base, edit, context).pixels @ REC2020_TO_SRGB.T.astype(np.float32))


def proposed(picture: Image8, scene: Scene, only: Collection[str] = SKIN) -> Image8:
    """The picture with all skin work that the program proposes."""
    return worked(picture, scene, proposal(scene, only))


def shown_step(picture: Image8, scene: Scene, step: Adjustment) -> Image8:
    return worked(picture, scene, Edit().with_step(step))


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
    """Share of pixels changed further than 2 % of the face from the person's skin and face."""
    crop = face_crop(face.skin.shape[0], face.skin.shape[1], face.scene.faces[0].landmarks, (2.0, 2.0, 3.0))
    small = reduced(linear(crop.of(face.picture)), crop.points) if crop is not None else None
    assert crop is not None and small is not None
    person = np.zeros(face.skin.shape, np.float32)
    crop.of(person)[...] = cv2.resize(body_skin(small), crop.of(person).shape[::-1])
    person = np.maximum(person > 0.02, masks.fill(face.skin.shape, face.points, masks.OVAL) > 0)
    near = masks.grow(np.asarray(person, np.float32), 0.02 * face.width) > 0.5
    return float((before != after).any(axis=-1)[~near].mean())


FEATURES = (*masks.RIGHT_EYE, *masks.LEFT_EYE, *masks.LIPS, *masks.RIGHT_BROW, *masks.LEFT_BROW, *masks.NOSTRILS)


def moved(face: Face, after: Image8, reader: FaceReader) -> float:
    """How far the landmarks of the features move, on average, as a share of the face's width."""
    size = (after.shape[1], after.shape[0])
    found = reader.read(after, full_size=size, white=DAYLIGHT, source="file").faces
    if not found or not len(found[0].landmarks):
        return 1.0
    away = masks.in_pixels(found[0].landmarks, *size)[list(FEATURES)] - face.points[list(FEATURES)]
    return float(np.linalg.norm(away, axis=1).mean() / face.width)


def seam(before: Image8, after: Image8) -> float:
    """Mean gradient on the border of what was changed, after over before; 1 where there is none."""
    difference = np.abs(after.astype(np.float32) - before).max(axis=-1)
    touched = np.asarray(cv2.GaussianBlur(difference, (0, 0), 2) > 0.7, np.uint8)
    border = cv2.morphologyEx(touched, cv2.MORPH_GRADIENT, np.ones((5, 5), np.uint8)) > 0

    def steep(picture: Image8) -> float:
        grey = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY).astype(np.float32)
        return float(np.hypot(cv2.Sobel(grey, -1, 1, 0), cv2.Sobel(grey, -1, 0, 1))[border].mean())

    return steep(after) / steep(before) if border.any() else 1.0


def measure(face: Face, rows: Table, reader: FaceReader) -> None:
    """Add one face's numbers to its tone's and to the total."""
    red, blemishes = spotted(face, BLOOD, 1)
    brown, moles = spotted(face, MELANIN, 2)
    clean, scene, other = (read_anew(face, p) for p in (face.picture, red, brown))
    told = [spots_from_tells(s.faces[0].tells) for s in (clean, scene, other)]
    found = [at(told[1], face, p) for p in blemishes]
    after, finished = proposed(red, scene, {"Blemishes"}), proposed(face.picture, clean)
    called = [p for p, s in zip(blemishes, found, strict=True) if s is not None and s.is_blemish]
    kept = [s is None or not s.is_blemish for s in (at(told[2], face, p) for p in moles)]
    light = linear(face.picture), linear(finished)
    by_eye = [(kind, Planted(x * face.skin.shape[1], y * face.skin.shape[0], 1.0)) for kind, x, y in marked(face.path)]
    real = [s for s in told[0] if s.is_blemish]
    decibel = [psnr(after, face.picture, face, p) for p in called]
    numbers = {
        "found": [float(s is not None) for s in found],
        "called so": [float(s is not None and s.is_blemish) for s in found],
        "dB": decibel,
        ">= 38 dB": [float(d >= 38) for d in decibel],
        "planted moles": [float(k) for k in kept],
        "texture": [texture_kept(*light, face.points) or 1.0],
        "changed": [changed(face.picture, finished)],
        "outside": [outside(face.picture, finished, face)],
        "seam": [seam(face.picture, finished)],
        "moved %": [100 * moved(face, finished, reader)],
    }
    if by_eye or face.path in MARKED_PEOPLE:
        mine = [p for kind, p in by_eye if kind == "blemish"]
        numbers["false"] = [float(sum(not any(near(s, face, p) for p in mine) for s in real))]
        numbers["real moles"] = [float(not any(near(s, face, p) for s in real)) for k, p in by_eye if k == "mole"]
    for group in (face.tone, "unseen people" if face.unseen else "looked at", "all"):
        for name in COLUMNS:
            rows[group][name] += numbers.get(name, [])


def near(spot: Spot, face: Face, place: Planted) -> bool:
    return bool(np.hypot(*(np.array(spot.at(face.points)) - (place.x, place.y))) < 0.03 * face.width)


def mended(face: Face, rows: Table) -> None:
    """Blotches of tone and of colour and shine, planted and then worked on as proposed for the picture with them.

    *left* is the share of what was planted that is still there (regression of what differs from the same work on the
    clean picture on what was planted).
    """
    clean = linear(proposed(face.picture, read_anew(face, face.picture)))
    numbers: dict[str, float] = {}
    for name, colour in (("tone left", TONE), ("colour left", HUE)):
        picture, field = blotched(face, colour)
        numbers[name] = left(linear(proposed(picture, read_anew(face, picture))), clean, field)
    picture, veil = shiny(face)
    scene = read_anew(face, picture)
    numbers["shine asked"] = float(Shine.propose(Context(DAYLIGHT, scene=scene)) is not None)
    after = shown_step(picture, scene, Shine(amount=50))
    off = (linear(after) - linear(face.picture)).mean(axis=-1)
    numbers["shine left at 50"] = float((off * veil).sum() / (veil * veil).sum())
    before, kept = linear(picture), linear(after)
    numbers["texture, shine"] = texture_kept(before, kept, face.points) or 1.0
    for group in (face.tone, "unseen people" if face.unseen else "looked at", "all"):
        for name, value in numbers.items():
            rows[group][name].append(value)


def left(after: AnyArray, clean: AnyArray, field: AnyArray) -> float:
    off = np.log2(after + 1e-4) - np.log2(clean + 1e-4)
    return float((off * field).sum() / (field * field).sum())


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


def beside(face: Face, table: Table) -> None:
    """Spots and blotches repaired by the program and by its peers, who work on the whole picture."""
    red, blemishes = spotted(face, BLOOD, 1)
    patchy, field = blotched(face, TONE)
    ours = {"retouch, proposed": (proposed(red, read_anew(face, red)), proposed(patchy, read_anew(face, patchy)))}
    theirs = {name: (peer(red), peer(patchy)) for name, peer in PEERS.items()}
    for name, (spots, patches) in {"nothing": (red, patchy), **ours, **theirs}.items():
        row = table[name]
        row["dB in spots"] += [psnr(spots, face.picture, face, p) for p in blemishes]
        row["blotches left"].append(left(linear(patches), linear(face.picture), field))
        row["texture"].append(texture_kept(linear(red), linear(spots), face.points) or 1.0)
        row["changed"].append(changed(red, spots))
        row["outside"].append(outside(red, spots, face))


def shared(title: str, table: Mapping[str, Mapping[str, list[float]]]) -> None:
    names = list(next(iter(table.values())))
    print(f"{title:24}" + "".join(f"{n:>15}" for n in names))
    for group, row in table.items():
        cells = []
        for name in names:
            decibel = name.startswith("dB")
            middle = float(np.median(row[name]) if decibel else np.mean(row[name])) if row[name] else np.nan
            cells.append(f"{middle:13.1f}  " if decibel else f"{middle:13.3f}  ")
        print(f"{group:24}" + "".join(cells))
    print()


def pictures(everybody: bool) -> list[Path]:
    people = neutral()
    smiling = [p.with_name(p.name.replace("neutral", "smiling")) for p in people[3::8]]
    people = [*(people if everybody else people[1::4]), *smiling]
    shoot = [DATA / "shoot" / f"IMG_{n:04d}.jpg" for n in (1, 9, 27, 38, 51)]
    return people + sorted((DATA / "skin_tones").glob("*.jpg")) + shoot


def children() -> str:
    """What is suggested on the small child of the shoot, and on how many adults nothing is for fear of a child."""
    child = [DATA / "shoot" / f"IMG_{n:04d}.jpg" for n in range(36, 42)]
    with FaceReader() as reader:
        faces_of = {p: list(faces([p], reader)) for p in (*child, *neutral())}
    told = {p: f[0].scene.faces[0].tells.get("face.child", 9.0) for p, f in faces_of.items() if f}
    young = sum(told[p] < CLEARLY_ADULT for p in child if p in told)
    held = [told[p] >= CLEARLY_ADULT for p in neutral() if p in told]
    return f"child taken for an adult: {young} of {len(child)} frames; adults left alone like one: {np.mean(held):.0%}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--all", action="store_true", help="also the people whose pictures were looked at")
    parser.add_argument("--page", type=Path, metavar="OUT", help="only write twelve people, to be looked at, to OUT")
    wish = parser.parse_args()
    if wish.page is not None:
        page(wish.page)
        return
    table, flaws, peers = new_table(), new_table(), new_table()
    with FaceReader() as reader:
        for n, face in enumerate(faces(pictures(wish.all), reader)):
            measure(face, table, reader)
            if n % 2 == 0:
                mended(face, flaws)
            if n % 4 == 0:
                beside(face, peers)
    print(f"{len(table['all']['texture'])} faces; medians of dB, else means\n")
    groups = ("light", "medium", "dark", "unseen people", "looked at", "all")
    shared("by skin tone", {k: table[k] for k in groups if k in table})
    shared("planted, half of them", {k: flaws[k] for k in groups if k in flaws})
    print(f"healed spots, worst tenth under {np.percentile(table['all']['dB'], 10):.1f} dB")
    print(f"texture kept, least: {min(table['all']['texture']):.3f}; changed, most: {max(table['all']['changed']):.3f}")
    print(children(), "\n")
    shared("beside others", peers)


PEOPLE = (
    "expression/002_neutral.jpg", "expression/042_neutral.jpg", "expression/070_neutral.jpg",
    "expression/092_neutral.jpg", "expression/142_neutral.jpg", "expression/020_neutral.jpg",
    "expression/038_smiling.jpg", "expression/130_neutral.jpg", "expression/062_smiling.jpg",
    "shoot/IMG_0014.jpg", "shoot/IMG_0038.jpg", "shoot/IMG_0027.jpg",
)  # fmt: skip
"""Twelve people: freckles, beards, glasses, acne, very light to very dark skin, a child, hard light."""
SAMPLE = ROOT / "resources" / "sample"


def page(to: Path) -> None:
    """Write a picture per person at 100 %: before, proposed, maximum; the sample's portraits as well.

    The pictures of the labelled data may not be given on; only those of the sample are in the public domain.
    """
    to.mkdir(parents=True, exist_ok=True)
    paths = [*(DATA / name for name in PEOPLE), SAMPLE / "astronaut.png", SAMPLE / "grace_hopper.jpg"]
    with FaceReader() as reader:
        for face in faces(paths, reader):
            scene = read_anew(face, face.picture)
            every = Edit()
            for kind in adjustments().values():
                if kind.stage is Stage.LOCAL and kind.title in SKIN:
                    every = every.with_step(kind(**{n: p.high for n, p in kind.params().items()}))
            crop = face_crop(face.skin.shape[0], face.skin.shape[1], scene.faces[0].landmarks, (0.35, 0.25, 0.5))
            assert crop is not None
            views = (face.picture, proposed(face.picture, scene), worked(face.picture, scene, every))
            strip = np.hstack([crop.of(view) for view in views])
            cv2.imwrite(str(to / f"{face.name}.png"), strip[..., ::-1])
            print(f"{face.name}: {', '.join(f'{s.key} {s.values()}' for s in proposal(scene).steps) or 'nothing'}")


if __name__ == "__main__":
    main()
