"""Fit the rule for ordinary pictures (adjust/judge_exposure.py: Ordinary), and say how good it is on people left out.

    PYTHONPATH=src python -m benchmarks.train_ordinary [--write]

Pictures with people in them that are no studio portraits, from video, the press, groups and a phone, are rendered
linearly at −2.5 … +2 EV, each with and without a cast of up to 20 %, clipped to 8 bit, and measured. What they are as
they are counts as right: that is as right as such pictures are. Folds by person. `--write` fits on everybody and writes
resources/light/ordinary.json with the error of the folds as its spread.
"""

from __future__ import annotations

import argparse
import csv
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TypeAlias

import numpy as np

from benchmarks.train_exposure import DATA, DAYLIGHT, ROOT, load, rounded, shown
from retouch.adjust.judge_exposure import NAMES, Ordinary, main_face, vector
from retouch.faces.reader import FaceReader
from retouch.image.face_light import face_light, linear
from retouch.image.photo_light import photo_light
from retouch.model.frame import AnyArray

OUT = ROOT / "resources" / "light" / "ordinary.json"
GRID = np.arange(-2.5, 2.01, 0.5)
BRIGHTEST = 1.6  # EV of overexposure up to which the rule is fitted: beyond, hardly anything is left to go by
GREY = 0.02
RIDGE = 0.03
FACES_ONLY = 0.3
"""Weight of press pictures, which are cut out around the face and small, beside whole pictures."""
ALIKE = {"1": "vladmandic_sample6", "IMG_0063": "vladmandic_sample6"}
"""Pictures that are in the labelled data twice."""
USED = (
    "p99", "p90", "p50", "skin_95", "skin_50", "skin_25", "skin_rg", "skin_bg", "skin_blown", "blown",
    "eye_white", "around", "top", "pale_97", "pale_99.5", "red_25", "green_25", "blue_25",
)  # fmt: skip


Measured: TypeAlias = tuple[AnyArray, AnyArray, list[str], AnyArray]
"""Tells (rows × D), EV to add, persons, and whether pictures are whole."""


def pictures() -> Iterator[tuple[Path, str, bool]]:
    """Yield pictures, who is in them, and whether they are whole pictures."""
    seen: Counter[str] = Counter()
    with (DATA / "eyes.csv").open() as rows:
        for row in csv.DictReader(rows):
            person, of = row["subject"], row["set"]
            seen[person] += 1
            often = {"video": seen[person] % 5 == 1, "yale": seen[person] <= 2}
            if not person.isdigit() and often.get(of, True):
                yield DATA / row["file"], person, of == "video"
    for path in (*sorted(DATA.glob("groups/*.jpg")), *sorted(DATA.glob("camera_look/*.jpg"))):
        yield path, ALIKE.get(path.stem, path.stem), True
    for path in (DATA / "shoot" / "IMG_0063.jpg", DATA / "shoot" / "IMG_0064.jpg"):
        yield path, ALIKE.get(path.stem, path.stem), True
    for path in sorted((ROOT / "resources" / "sample").glob("*.[pj][np]g")):
        yield path, path.stem, True


def measure() -> Measured:
    """Measure everything."""
    rows, evs, people, whole = [], [], [], []
    chance = np.random.default_rng(4)
    with FaceReader() as reader:
        for path, person, is_whole in pictures():
            pixels = load(path)
            scene = reader.read(pixels, full_size=pixels.shape[1::-1], white=DAYLIGHT, source="file")
            index = main_face(scene)
            if index is None:
                print(f"no face in {path.name}")
                continue
            face, light = scene.faces[index], linear(pixels)
            for ev in GRID:
                for cast in (np.ones(3), np.exp2([chance.uniform(-0.26, 0.26), 0, chance.uniform(-0.26, 0.26)])):
                    picture = shown(light * (cast * 2.0**ev).astype(np.float32))
                    lit, tells = face_light(picture, face.landmarks)
                    rows.append(vector(lit, tells, photo_light(picture, DAYLIGHT)))
                    evs.append(-ev)
                    people.append(person)
                    whole.append(is_whole)
    return np.array(rows), np.array(evs), people, np.array(whole)


def measured(cache: Path | None = None) -> Measured:
    """Return what ``measure`` returns, from ``cache`` where it is there, and kept in it otherwise."""
    if cache and cache.exists():
        kept = np.load(cache)
        return kept["tells"], kept["evs"], [str(p) for p in kept["people"]], kept["whole"]
    tells, evs, people, whole = measure()
    if cache:
        np.savez(cache, tells=tells, evs=evs, people=people, whole=whole)
    return tells, evs, people, whole


def fit(tells: AnyArray, evs: AnyArray, weight: AnyArray, spread: float = 1.0) -> dict[str, object]:
    """Return the data of an ``Ordinary``: a ridge regression of the tells of ``USED``, each in its own spread."""
    usual = np.nanmean(tells, axis=0)
    known = np.where(np.isnan(tells), usual, tells)
    colour = [NAMES.index("skin_rg"), NAMES.index("skin_bg")]
    known[np.ix_(np.abs(known[:, colour]).max(axis=1) < GREY, colour)] = usual[colour]
    of = known[:, [NAMES.index(name) for name in USED]]
    centre, scale = np.average(of, axis=0, weights=weight), of.std(axis=0) + 1e-6
    x, y, share = (of - centre) / scale, evs - np.average(evs, weights=weight), weight / weight.sum()
    slope = np.linalg.solve((x.T * share) @ x + RIDGE * np.eye(len(USED)), (x.T * share) @ y) / scale
    return {
        "names": list(USED),
        "usual": usual[[NAMES.index(name) for name in USED]].tolist(),
        "weights": slope.tolist(),
        "offset": float(np.average(evs, weights=weight) - centre @ slope),
        "spread": spread,
    }


def weights(people: list[str], whole: AnyArray) -> AnyArray:
    """Every person counts alike, those of whole pictures more."""
    often = Counter(people)
    return np.array([1 / often[p] for p in people]) * np.where(whole, 1, FACES_ONLY)


def without(person: str, data: Measured, spread: float) -> Ordinary:
    """Return a rule that has not seen a person."""
    tells, evs, people, whole = data
    use = (np.array(people) != person) & (evs >= -BRIGHTEST)
    return Ordinary(fit(tells[use], evs[use], weights(people, whole)[use], spread))


def errors(data: Measured) -> AnyArray:
    """Return errors in EV of everybody in whole pictures, judged by rules that have not seen them; NaN for others."""
    tells, evs, people, whole = data
    off = np.full(len(evs), np.nan)
    for person in sorted({p for p, w in zip(people, whole, strict=True) if w}):
        judge = without(person, data, 1.0)
        for i in np.nonzero((np.array(people) == person) & whole)[0]:
            off[i] = judge.judge(tells[i]) - evs[i]
    return off


def by_person(off: AnyArray, use: AnyArray, people: list[str]) -> AnyArray:
    """Return the median error of each person."""
    names = np.array(people)
    return np.array([np.median(off[use & (names == p)]) for p in sorted(set(names[use]))])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--cache", type=Path, help="where to keep the measurements between runs")
    asked = parser.parse_args()
    data = measured(asked.cache)
    tells, evs, people, whole = data
    off = errors(data)
    print(f"{len(set(people))} people, {len({p for p, w in zip(people, whole, strict=True) if w})} in whole pictures")
    for ev in GRID:
        of = np.abs(by_person(off, whole & (evs == -ev), people))
        rms, good = float(np.sqrt(np.mean(of**2))), np.mean(of <= 0.4)
        print(f"{ev:+.1f} EV: median {np.median(of):.2f}, rms {rms:.2f}, within 0.4 EV {good:.0%}")
    near = whole & (np.abs(evs) <= 1)
    spread = float(np.sqrt(np.average(off[near] ** 2, weights=weights(people, whole)[near])))
    print(f"spread within ±1 EV {spread:.2f}")
    if asked.write:
        use = evs >= -BRIGHTEST
        made = fit(tells[use], evs[use], weights(people, whole)[use], spread)
        OUT.write_text(
            json.dumps({n: v if n == "names" else rounded(v) for n, v in made.items()}) + "\n", encoding="utf-8"
        )


if __name__ == "__main__":
    main()
