"""Whatever the parts below the window say is known to it, and said in German."""

from __future__ import annotations

import ast
import itertools
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import shoot as made
from PySide6.QtWidgets import QApplication

import retouch
from retouch.cull.judge import judge
from retouch.cull.profile import CullSettings
from retouch.cull.rejects import risk
from retouch.cull.roll import roll_call
from retouch.gui.sentences import TEMPLATES, error_said, said
from retouch.model import errors
from retouch.model.errors import PhotoUnreadable
from retouch.model.scene import EyeState, Gaze, Mouth, Scene

SOURCE = Path(retouch.__file__).parent
ERRORS = {n for n, kind in vars(errors).items() if isinstance(kind, type) and issubclass(kind, errors.RetouchError)}
FILLS = (
    *("7", "+1.5", "40%", "under", "over", "right", "left", "brighter", "darker", "red +5 %, blue -3 %"),
    *("1 spot looks like a blemish", "7 spots look like blemishes"),
)
"""What may stand in a gap."""


def literal(node: ast.expr | None) -> str | None:
    """Return a text with ``{}`` for what is filled in."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        parts = [str(v.value) if isinstance(v, ast.Constant) else "{}" for v in node.values]
        return "".join(parts)
    return None


def calls(path: Path, names: set[str]) -> Iterator[ast.Call]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names:
            yield node


def error_texts() -> set[str]:
    """Return what errors say and advise, as far as it stands in the call or in a name used there."""
    found = set()
    for path in SOURCE.rglob("*.py"):
        if path.parent.name == "cli" or path.name == "profile.py":
            continue  # said on a terminal
        tree = ast.parse(path.read_text(encoding="utf-8"))
        named = {
            target.id: node.value
            for node in ast.walk(tree)
            if isinstance(node, ast.Assign)
            for target in node.targets
            if isinstance(target, ast.Name)
        }
        for call in calls(path, ERRORS):
            for place in (0, 2):
                node = call.args[place] if len(call.args) > place else None
                text = literal(named.get(node.id)) if isinstance(node, ast.Name) else literal(node)
                if text and text != "{}":
                    found.add(text)
    return found


def filled(text: str) -> Iterator[str]:
    for values in itertools.product(FILLS, repeat=text.count("{}")):
        made_text = text
        for value in values:
            made_text = made_text.replace("{}", value, 1)
        yield made_text


def known(text: str) -> bool:
    return any(said(t) != t for t in filled(text))


def test_every_error_is_known(german: None) -> None:
    texts = error_texts()
    assert len(texts) > 90
    lacking = [t for t in texts if not known(t)]
    assert not lacking, "\n".join(lacking)


def test_every_reason_for_a_correction_is_known(german: None) -> None:
    texts = set()
    for path in (SOURCE / "adjust").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "text":
                texts.add(literal(node.value))
        for call in calls(path, {"Evidence"}):
            texts.add(literal(call.args[3]) if len(call.args) > 3 else None)
            texts |= {literal(k.value) for k in call.keywords if k.arg == "text"}
    texts -= {None, "{}"}
    assert len(texts) > 12
    lacking = [t for t in texts if t and not known(t)]
    assert not lacking, "\n".join(lacking)


def reasons() -> set[str]:
    """Judge many small shoots in which everything differs that there is a word for."""
    found = set()
    eyes = list(EyeState)
    for seed, (state, other) in enumerate(itertools.product(eyes, (EyeState.OPEN, EyeState.CLOSED))):
        gaze, mouth = list(Gaze)[seed % len(Gaze)], list(Mouth)[seed % len(Mouth)]
        odd = made.face(
            state,
            gaze=gaze,
            mouth=mouth,
            smile=0.1 + 0.2 * (seed % 4),
            tension=0.3 * (seed % 3),
            mouth_open=0.3 * (seed % 2),
            yaw=12.0 * (seed % 4),
            sharpness=0.1 + 0.1 * (seed % 5),
            blown=0.3 * (seed % 4),
        )
        plain = made.face(other, smile=0.4, sharpness=0.5)
        more = [made.face(EyeState.OPEN, at=(0.2 + 0.25 * n, 0.4), who=2 + n) for n in range(seed % 4)]
        found |= said_of([made.scene(odd, *more), made.scene(plain, *more), made.scene(plain, *more)])
    return found | said_of([made.scene(blown=0.0), made.scene(blown=0.7, sharpness=0.2), made.scene(sharpness=0.6)])


def said_of(scenes: Sequence[Scene]) -> set[str]:
    """Return every reason, and the sentence of the roll call."""
    shoot = made.burst(list(scenes))
    judgement = judge(shoot.photos, shoot.scenes, CullSettings())
    told = {e.text for j in judgement.judged.values() if j.suggestion is not None for e in j.suggestion.because}
    for found in judgement.bursts:
        roll = roll_call(found, judgement.judged, shoot.scenes)
        told |= {roll.sentence} if roll is not None else set()
    return told


def test_every_reason_for_a_verdict_is_known(german: None) -> None:
    texts = reasons()
    assert len(texts) > 50
    assert sorted(t for t in texts if said(t) == t) == []


def test_what_the_reject_check_says_is_known(german: None) -> None:
    for numbers in ((30, 30, 0), (100, 30, 0), (100, 1, 1), (100, 30, 3)):
        sentence = risk(*numbers).sentence
        assert said(sentence) != sentence


def test_gaps_are_filled_again_in_german(german: None) -> None:
    assert said("2nd of 5 from the left: Eyes closed: 8 % of their usual opening, perhaps on purpose.") == (
        "2. von 5 von links: Augen geschlossen: 8 % ihrer üblichen Öffnung, vielleicht mit Absicht."
    )
    assert said("Smiles more than in IMG_0003.dng (60 % against 20 %).") == (
        "Lächelt mehr als in IMG_0003.dng (60 % gegen 20 %)."
    )
    assert said("1.5 EV brighter than the rest of the burst.") == "1,5 EV heller als der Rest der Serie."
    assert said("Frame 6 has 8 of 9; frames 6 and 11 cover everyone.") == (
        "Bild 6 hat 8 von 9; Bilder 6 und 11 decken alle ab."
    )
    assert said("Frame 1 has 2 of 3. Person 3 from the left has open eyes in no frame.") == (
        "Bild 1 hat 2 von 3. Person 3 von links hat in keinem Bild die Augen offen."
    )


def test_a_file_that_is_named_like_a_sentence_keeps_its_name(german: None) -> None:
    assert "Soft.dng" in said("Focus: 40 % of that in Soft.dng.")


def test_an_error_keeps_file_and_advice(german: None) -> None:
    error = PhotoUnreadable("the file is damaged", Path("/x/IMG_1.CR2"), "Change its permissions.")
    assert error_said(error) == "IMG_1.CR2: die Datei ist beschädigt. Ändere ihre Rechte."
    foreign = PhotoUnreadable("something nobody has said before", None, "Nothing known.")
    assert error_said(foreign) == str(foreign)


def test_english_stays_word_for_word(qapp: QApplication) -> None:
    for text in (*reasons(), "an unknown sentence", "Focus: 38 % of that in IMG_1.dng."):
        assert said(text) == text
    error = PhotoUnreadable("the file is damaged", Path("/x/IMG_1.CR2"), "Change its permissions.")
    assert error_said(error) == str(error)


def test_templates_are_told_apart() -> None:
    assert len(set(TEMPLATES)) == len(TEMPLATES)
    for template in TEMPLATES:
        names = re.findall(r"\{(\w+)\}", template)
        assert len(set(names)) == len(names), template
