"""Fit the studio judge of exposure (adjust/judge_exposure.py) on the labelled portraits, and say how good it is.

    PYTHONPATH=src python benchmarks/train_exposure.py [--write]

Every portrait before a light wall is rendered linearly at −2.5 … +2.5 EV, clipped to 8 bit as a camera's JPEG is, and
measured. Five folds by person: nobody is judged by a fit that has seen them. `--write` fits on everybody and writes
resources/light/studio.json with the errors of the folds as its spreads.
"""

from __future__ import annotations

import argparse
import json
import os
import re
from pathlib import Path

import cv2
import numpy as np

from retouch.adjust.judge_exposure import NAMES, TYPICAL, Studio, vector
from retouch.faces.reader import FaceReader
from retouch.image.colour import linear_to_srgb
from retouch.image.face_light import face_light, linear
from retouch.image.photo_light import photo_light
from retouch.model.frame import AnyArray, Image8
from retouch.model.photo import WhitePoint

ROOT = Path(__file__).resolve().parents[1]
DATA = Path(os.environ.get("RETOUCH_TEST_DATA") or ROOT.parent / "shared" / "data")
OUT = ROOT / "resources" / "light" / "studio.json"
GRID = np.arange(-2.5, 2.51, 0.25)
DAYLIGHT = WhitePoint(6504.0, 10.0)
LONG_EDGE = 720
FOLDS = 5
SHRINK, FLOOR = 0.1, 0.05  # of covariances: towards their diagonal, and what no tell is more exact than
REACH, RIDGE = 0.5, 0.003  # of the linear rules: EV on either side that each is fitted on, and their ridge


def portraits() -> list[tuple[Path, str]]:
    """Pictures with the person in them; the averaged faces are one person each."""
    found = [
        (p, re.match(r"\d{3}", p.name)) for p in sorted(DATA.glob("eyes/*.jpg")) + sorted(DATA.glob("expression/*.jpg"))
    ]
    return [(p, m.group()) for p, m in found if m] + [(p, p.stem) for p in sorted(DATA.glob("skin_tones/*.jpg"))]


def load(path: Path) -> Image8:
    bgr = cv2.imread(str(path))
    scale = min(LONG_EDGE / max(bgr.shape[:2]), 1.0)
    small = cv2.resize(bgr, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    return np.ascontiguousarray(small[..., ::-1])


def shown(light: AnyArray) -> Image8:
    """Linear sRGB as a camera shows it: clipped, 8 bit."""
    return np.asarray(linear_to_srgb(np.clip(light, 0, 1)) * 255 + 0.5, np.uint8)


def measure() -> tuple[AnyArray, AnyArray, list[str]]:
    """Return tells (rows × D), EV to add, and persons."""
    rows, evs, people = [], [], []
    with FaceReader() as reader:
        for path, person in portraits():
            pixels = load(path)
            scene = reader.read(pixels, full_size=pixels.shape[1::-1], white=DAYLIGHT, source="file")
            if not scene.faces:
                print(f"no face in {path.name}")
                continue
            face, light = scene.faces[0], linear(pixels)
            for ev in GRID:
                picture = shown(light * np.float32(2.0**ev))
                lit, tells = face_light(picture, face.landmarks)
                rows.append(vector(lit, tells, photo_light(picture, DAYLIGHT)))
                evs.append(-ev)
                people.append(person)
    return np.array(rows), np.array(evs), people


def measured(cache: Path | None = None) -> tuple[AnyArray, AnyArray, list[str]]:
    """Return what ``measure`` returns, from ``cache`` where it is there, and kept in it otherwise."""
    if cache and cache.exists():
        kept = np.load(cache)
        return kept["tells"], kept["evs"], [str(p) for p in kept["people"]]
    tells, evs, people = measure()
    if cache:
        np.savez(cache, tells=tells, evs=evs, people=people)
    return tells, evs, people


def fold_of(people: list[str]) -> AnyArray:
    """Return the fold (0 … FOLDS − 1) of each row; a person is in one."""
    names = sorted(set(people))
    np.random.default_rng(1).shuffle(names)
    return np.array([names.index(p) % FOLDS for p in people])


def fit(tells: AnyArray, evs: AnyArray, spread: AnyArray) -> dict[str, list[float]]:
    """Return the data of a ``Studio``."""
    usual = np.nanmean(tells, axis=0)
    known = np.where(np.isnan(tells), usual, tells)
    typical = known[:, list(TYPICAL)]
    out: dict[str, list[float]] = {n: [] for n in ("mean", "covariance", "centre", "slope", "offset")}
    for ev in GRID:
        here = typical[evs == -ev]
        covariance = np.cov(here.T)
        diagonal = np.diag(np.diag(covariance))
        out["mean"].append(here.mean(axis=0).tolist())
        covariance = (1 - SHRINK) * covariance + SHRINK * diagonal + FLOOR**2 * np.eye(len(covariance))
        out["covariance"].append(covariance.tolist())
        near = np.abs(-evs - ev) <= REACH + 1e-6
        centre, scale = known[near].mean(axis=0), known[near].std(axis=0) + 1e-6
        x, y = (known[near] - centre) / scale, evs[near]
        slope = np.linalg.solve(x.T @ x + RIDGE * len(y) * np.eye(x.shape[1]), x.T @ (y - y.mean())) / scale
        out["centre"].append(centre.tolist())
        out["slope"].append(slope.tolist())
        out["offset"].append(float(y.mean()))
    return {"grid": GRID.tolist(), "usual": usual.tolist(), "spread": spread.tolist(), **out}


def folds(tells: AnyArray, evs: AnyArray, people: list[str]) -> tuple[AnyArray, AnyArray]:
    """Return errors in EV and typicality of everybody, judged by fits that have not seen them."""
    fold = fold_of(people)
    errors, distances = np.zeros(len(evs)), np.zeros(len(evs))
    for k in range(FOLDS):
        judge = Studio(fit(tells[fold != k], evs[fold != k], np.ones(len(GRID))))
        for i in np.nonzero(fold == k)[0]:
            ev, _, distances[i] = judge.judge(tells[i])
            errors[i] = ev - evs[i]
    return errors, distances


def spreads(errors: AnyArray, evs: AnyArray) -> AnyArray:
    """Return the root mean square error at each exposure of the grid, 0.05 EV at least."""
    return np.array([max(float(np.sqrt(np.mean(errors[evs == -ev] ** 2))), 0.05) for ev in GRID])


def rounded(value: object) -> object:
    return [rounded(v) for v in value] if isinstance(value, list) else round(float(value), 5)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--cache", type=Path, help="where to keep the measurements between runs")
    asked = parser.parse_args()
    tells, evs, people = measured(asked.cache)
    errors, distances = folds(tells, evs, people)
    print(f"{len(set(people))} people, {len(evs) // len(GRID)} pictures, {len(NAMES)} tells")
    spread = spreads(errors, evs)
    for ev in GRID:
        off = np.abs(errors[evs == -ev])
        print(f"{ev:+.2f} EV: median {np.median(off):.3f}, 90 % {np.percentile(off, 90):.3f}, worst {off.max():.2f}")
    off = np.abs(errors[np.isin(evs, [-2, -1, 0, 1, 2])])
    print(f"at −2, −1, 0, 1, 2: median {np.median(off):.3f}, within 0.4 EV {np.mean(off <= 0.4):.1%}")
    print(f"at 0: within 0.15 EV {np.mean(np.abs(errors[evs == 0]) <= 0.15):.1%}")
    print("distance from what is known:", np.round(np.percentile(distances, [50, 90, 98, 99.5]), 2))
    if asked.write:
        data = fit(tells, evs, spread)
        OUT.parent.mkdir(exist_ok=True)
        OUT.write_text(json.dumps({name: rounded(value) for name, value in data.items()}) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
