"""How well faces are read, on labelled pictures, each person by a model that has never seen them.

    python -m benchmarks.faces

Prints Markdown. Two rules that others use are measured in the same run: eyeBlink > 0.5 and an eye aspect ratio < 0.2.
"""

from __future__ import annotations

import csv
import json
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import cv2
import numpy as np

from benchmarks.labelled import COVERS, DATA, ROOT, Labelled, covered, exposed, labelled, load, resized
from benchmarks.train_eyes import FOLD_FILE
from retouch.faces.detector import Detector
from retouch.faces.eyes import eye_model
from retouch.faces.landmarker import MediaPipeLandmarker
from retouch.faces.reader import FaceReader, marks_of
from retouch.model.frame import Image8
from retouch.model.photo import WhitePoint
from retouch.model.scene import EyeState, FaceReading, Scene

WHITE = WhitePoint(5500.0, 0.0)
LARGE = 100.0
"""Faces wider than this, in pixels, are those that the aims speak of."""
NOT_JUDGED = (EyeState.UNKNOWN, EyeState.HIDDEN)
SMILE = 0.5
NARROW_GAP = 0.2
GREY = 4.0
"""Chroma (CIELAB) under which a picture has no colour."""
TONES = ((41.0, "light"), (10.0, "medium"), (-180.0, "dark"))
"""Individual typology angle in degrees from which skin is called so (after Chardon and others, 1991)."""

Rule = Callable[[FaceReading], str]


@dataclass(frozen=True)
class Reading:
    """One labelled picture and the face that was read in it, if one was."""

    item: Labelled
    face: FaceReading | None
    width: float


class Unseen:
    """Readers that know everybody but the person they are asked about."""

    def __init__(self, landmarker: MediaPipeLandmarker) -> None:
        data = json.loads(FOLD_FILE.read_text())
        self._fold = data["people"]
        self._readers = [FaceReader(landmarker, eye_model(m)) for m in data["models"]]

    def read(self, who: str, pixels: Image8) -> Scene:
        return read(self._readers[self._fold.get(who, 0)], pixels)


def read(reader: FaceReader, pixels: Image8) -> Scene:
    return reader.read(pixels, full_size=(pixels.shape[1], pixels.shape[0]), white=WHITE, source="file")


def readings(unseen: Unseen, items: Iterable[Labelled], change: Callable[[Image8], Image8]) -> list[Reading]:
    found = []
    for item in items:
        pixels = change(item.pixels())
        faces = unseen.read(item.person, pixels).faces
        face = faces[0] if faces else None
        found.append(Reading(item, face, face.box.width * pixels.shape[1] if face else 0.0))
    return found


def by_state(face: FaceReading) -> str:
    if face.eyes in NOT_JUDGED:
        return "unknown"
    return "closed" if face.eyes is EyeState.CLOSED else "other"


def by_blink(face: FaceReading) -> str:
    if not face.blendshapes:
        return "unknown"
    return "closed" if (face.blendshapes["eyeBlinkLeft"] + face.blendshapes["eyeBlinkRight"]) / 2 > 0.5 else "other"


def by_gap(face: FaceReading) -> str:
    if not face.blendshapes:
        return "unknown"
    return "closed" if (face.tells["eye.gap_right"] + face.tells["eye.gap_left"]) / 2 < 0.2 else "other"


RULES: tuple[tuple[str, Rule], ...] = (
    ("retouch", by_state),
    ("eyeBlink > 0.5", by_blink),
    ("eye aspect ratio < 0.2", by_gap),
)


def closed_row(found: list[Reading], rule: Rule) -> str:
    """Precision, recall and unknown share of *closed* among large faces that are labelled open or closed."""
    used = [r for r in found if r.item.eyes in ("open", "closed") and (r.face is None or r.width > LARGE)]
    called = [(r.item.eyes, rule(r.face) if r.face else "unknown") for r in used]
    hit = called.count(("closed", "closed"))
    false = called.count(("open", "closed"))
    closed = sum(truth == "closed" for truth, _ in called)
    unknown = sum(call == "unknown" for _, call in called)
    precision = hit / max(hit + false, 1)
    return (
        f"{len(called)} | {closed} | {hit} | {false} | {precision:.3f} | {hit / max(closed, 1):.3f} "
        f"| {100 * unknown / max(len(called), 1):.1f} %"
    )


def table_closed(sets: dict[str, list[Reading]]) -> Iterator[str]:
    yield "| Pictures | Rule | Faces | Closed | Called closed rightly | wrongly | Precision | Recall | Unknown |"
    yield "|---|---|--:|--:|--:|--:|--:|--:|--:|"
    for name, found in sets.items():
        for rule_name, rule in RULES:
            yield f"| {name} | {rule_name} | {closed_row(found, rule)} |"


def table_smiles(found: list[Reading]) -> Iterator[str]:
    smiles = [
        r.face
        for r in found
        if r.face and r.width > LARGE and r.item.eyes == "open" and r.face.expression.smile >= SMILE
    ]
    yield "| Rule | Open-eyed smiles | Called closed | of 200 |"
    yield "|---|--:|--:|--:|"
    for name, rule in RULES:
        wrong = sum(rule(face) == "closed" for face in smiles)
        yield f"| {name} | {len(smiles)} | {wrong} | {200 * wrong / max(len(smiles), 1):.1f} |"


def table_states(found: list[Reading]) -> Iterator[str]:
    states = list(EyeState)
    yield "| Labelled | " + " | ".join(states) + " | no face |"
    yield "|---|" + "--:|" * (len(states) + 1)
    for label in ("open", "closed", "partial", "wink"):
        count = Counter(r.face.eyes if r.face else None for r in found if r.item.eyes == label)
        yield f"| {label} | " + " | ".join(str(count[s]) for s in (*states, None)) + " |"


def table_smile_order(found: list[Reading]) -> Iterator[str]:
    smile = {(r.item.person, r.item.expression): r.face.expression.smile for r in found if r.item.expression and r.face}
    people = sorted({who for who, _ in smile})
    pairs = [(smile[who, "neutral"], smile[who, "smiling"]) for who in people if (who, "neutral") in smile]
    right = sum(b > a for a, b in pairs)
    yield f"Smile above neutral of the same person: {right} of {len(pairs)} ({100 * right / max(len(pairs), 1):.1f} %)."


def tone(face: FaceReading) -> str:
    """Skin tone by the individual typology angle of the face's own pixels, as they are lit; "grey" without colour."""
    rgb = np.array([[face.light.rgb]], np.float32)
    encoded = np.clip(1.055 * np.maximum(rgb, 1e-6) ** (1 / 2.4) - 0.055, 0, 1).astype(np.float32)
    lightness, red, yellow = (float(v) for v in cv2.cvtColor(encoded, cv2.COLOR_RGB2Lab)[0, 0])
    if np.hypot(red, yellow) < GREY:
        return "grey"
    angle = float(np.degrees(np.arctan2(lightness - 50, max(yellow, 1e-3))))
    return next(name for limit, name in TONES if angle >= limit)


def table_groups_of_people(found: list[Reading]) -> Iterator[str]:
    glasses = set((ROOT / "benchmarks" / "glasses.txt").read_text().split())
    gaps: dict[str, list[float]] = {}
    for r in found:
        if r.face and r.item.eyes == "open" and r.face.blendshapes:
            gaps.setdefault(r.item.person, []).append(
                (r.face.tells["eye.gap_left"] + r.face.tells["eye.gap_right"]) / 2
            )
    narrow = {who for who, values in gaps.items() if np.median(values) < NARROW_GAP}
    kinds: dict[str, list[Reading]] = {
        "with glasses": [r for r in found if r.item.person in glasses or "_glasses" in r.item.path.stem],
        "without glasses": [r for r in found if r.item.person not in glasses and "_glasses" not in r.item.path.stem],
        "narrow eyes": [r for r in found if r.item.person in narrow],
        "wide eyes": [r for r in found if r.item.person not in narrow],
    }
    for _, name in TONES:
        kinds[f"{name} skin"] = [r for r in found if r.face and r.face.landmarks.size and tone(r.face) == name]
    yield "| Who | Faces | Closed | Wrong | Right | Unknown |"
    yield "|---|--:|--:|--:|--:|--:|"
    for name, some in kinds.items():
        used = [r for r in some if r.item.eyes in ("open", "closed") and r.face and r.width > LARGE]
        calls = [(r.item.eyes, by_state(r.face)) for r in used if r.face]
        wrong = calls.count(("open", "closed")) + calls.count(("closed", "other"))
        unknown = sum(call == "unknown" for _, call in calls)
        closed = sum(truth == "closed" for truth, _ in calls)
        total = max(len(calls), 1)
        yield (
            f"| {name} | {len(calls)} | {closed} | {wrong} | {100 - 100 * wrong / total:.1f} % "
            f"| {100 * unknown / total:.1f} % |"
        )


def table_groups(reader: FaceReader) -> Iterator[str]:
    yield "| Group | Counted by a person | Found | Too many |"
    yield "|---|--:|--:|--:|"
    counted = seen = extra = 0
    with (ROOT / "benchmarks" / "groups.csv").open() as rows:
        for row in csv.DictReader(rows):
            faces = read(reader, load(DATA / "groups" / row["file"])).faces
            wanted = int(row["faces"])
            counted, seen = counted + wanted, seen + min(len(faces), wanted)
            extra += max(len(faces) - wanted, 0)
            yield f"| {row['file']} | {wanted} | {len(faces)} | {max(len(faces) - wanted, 0)} |"
    yield f"| **together** | {counted} | {seen} ({100 * seen / max(counted, 1):.1f} %) | {extra} |"


def table_covered(landmarker: MediaPipeLandmarker, unseen: Unseen, items: list[Labelled]) -> Iterator[str]:
    """Drawn sunglasses, hands and hair over both eyes or one."""
    rng = np.random.default_rng(99)
    detector = Detector()
    yield "| Drawn over the eyes | Eyes covered | Read as hidden | Eyes left free | Read as hidden |"
    yield "|---|--:|--:|--:|--:|"
    for how in COVERS:
        counts: Counter[tuple[bool, bool]] = Counter()
        for item in items[::8]:
            pixels = item.pixels()
            found = detector.find(pixels)
            crop, marks = marks_of(landmarker, pixels, found[0]) if found else (None, None)
            if crop is None or marks is None:
                continue
            changed, which = covered(pixels, crop.back(marks.points[:, :2]), how, rng)
            for face in unseen.read(item.person, changed).faces[:1]:
                for eye, hidden in zip((face.right, face.left), which, strict=True):
                    counts[hidden, eye.state is EyeState.HIDDEN] += 1
        free = counts[False, True] + counts[False, False]
        yield (
            f"| {how} | {counts[True, True] + counts[True, False]} | {counts[True, True]} "
            f"| {free} | {counts[False, True]} |"
        )


def table_speed(landmarker: MediaPipeLandmarker) -> Iterator[str]:
    """CPU time of reading against that of its unavoidable parts, in turns, medians."""
    cv2.setNumThreads(1)  # as in a worker
    reader, detector = FaceReader(landmarker), Detector()
    yield "| Read at 2048 px | Faces | Decode | Detector | Landmarker | Reading, with decode | Over its parts |"
    yield "|---|--:|--:|--:|--:|--:|--:|"
    portrait = next((DATA / "expression").glob("*smiling.jpg"))
    for source in (portrait, DATA / "groups" / "vladmandic_sample6.jpg", DATA / "groups" / "bbt4.jpg"):
        with TemporaryDirectory() as folder:
            large = Path(folder) / "large.jpg"
            pixels = load(source)
            cv2.imwrite(str(large), resized(pixels, 6000 / max(pixels.shape))[..., ::-1])
            rows = np.array([_timed(large, reader, detector, landmarker) for _ in range(15)])
        decode, find, mark, whole = np.median(rows[:, :4], axis=0) * 1000
        yield (
            f"| {source.name} | {int(rows[0, 4])} | {decode:.0f} ms | {find:.0f} ms | {mark:.0f} ms | {whole:.0f} ms "
            f"| {np.median(rows[:, 3] / rows[:, :3].sum(axis=1)):.2f} |"
        )


def _timed(
    path: Path, reader: FaceReader, detector: Detector, landmarker: MediaPipeLandmarker
) -> tuple[float, float, float, float, float]:
    from retouch.develop.decode import preview

    clock = time.process_time
    t0 = clock()
    pixels = preview(path, 2048, exact=False).pixels
    t1 = clock()
    faces = detector.find(pixels)
    t2 = clock()
    crops = [marks_of(landmarker, pixels, f)[0].pixels for f in faces]
    t3 = clock()
    for crop in crops:
        landmarker.find(crop)
    t4 = clock()
    read(reader, pixels)
    t5 = clock()
    return t1 - t0, t2 - t1, t4 - t3, (t1 - t0) + (t5 - t4), float(len(faces))


def sized(edge: int) -> Callable[[Image8], Image8]:
    return lambda pixels: resized(pixels, edge / max(pixels.shape))


def report() -> Iterator[str]:
    items = labelled(shoot=False)
    shoot = [i for i in labelled() if i.kind == "shoot"]
    some = [*shoot, *(i for n, i in enumerate(items) if i.eyes == "closed" or n % 12 == 0)]
    rng = np.random.default_rng(4)
    with MediaPipeLandmarker() as landmarker:
        unseen = Unseen(landmarker)
        plain = readings(unseen, items, lambda pixels: pixels)
        sets = {
            "all, as they are": plain,
            "all, −2 EV": readings(unseen, items, lambda p: exposed(p, -2.0, 3.0, rng)),
            "all, +1 EV": readings(unseen, items, lambda p: exposed(p, 1.0, 1.0, rng)),
            "shoot and some, 1440 px": readings(unseen, some, sized(1440)),
            "shoot and few, 6000 px": readings(unseen, some[::3], sized(6000)),
        }
        yield "## Eyes closed\n"
        yield from table_closed(sets)
        yield "\n## Smiles\n"
        yield from table_smiles(plain)
        yield ""
        yield from table_smile_order(plain)
        yield "\nAt −2 EV:\n"
        yield from table_smile_order(sets["all, −2 EV"])
        yield "\n## States\n"
        yield from table_states([*plain, *readings(unseen, shoot, lambda pixels: pixels)])
        yield "\n## By people\n"
        yield from table_groups_of_people(plain)
        yield "\n## Groups\n"
        yield from table_groups(FaceReader(landmarker))
        yield "\n## Covered eyes\n"
        yield from table_covered(landmarker, unseen, items)
        yield "\n## Speed\n"
        yield from table_speed(landmarker)


def main() -> None:
    if not DATA.is_dir():
        print(f"No labelled pictures at {DATA} (set RETOUCH_TEST_DATA): nothing to measure.")
        return
    for line in report():
        print(line, flush=True)


if __name__ == "__main__":
    main()
