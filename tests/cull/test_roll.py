from shoot import burst, face, scene

from retouch.cull.judge import judge
from retouch.cull.profile import CullSettings, Profile
from retouch.cull.roll import roll_call
from retouch.model.decision import Verdict
from retouch.model.scene import EyeState

ROW = [(0.1 + 0.1 * n, 0.4) for n in range(9)]


def group_of(closed=(), people=range(9), extra=()):
    faces = [face(EyeState.CLOSED if n in closed else EyeState.OPEN, at=ROW[n], size=0.12, who=n) for n in people]
    return scene(*reversed(faces), *extra)


def call(*frames):
    shoot = burst(frames)
    found = judge(shoot.photos, shoot.scenes, CullSettings(Profile.GROUP))
    return roll_call(found.bursts[0], found.judged, shoot.scenes), found.judged


def test_people_down_frames_across():
    roll, _ = call(group_of({0}), group_of({1, 2}), group_of({0, 3}))
    assert roll.frames == ("A1", "A2", "A3")
    assert len(roll.people) == 9
    eyes = [[cell.good for cell in row] for row in roll.cells]
    assert eyes[0] == [False, True, False], "the leftmost person comes first"
    assert eyes[3] == [True, True, False]
    assert roll.cells[0][0].face == 8, "the index of the face in its scene"
    assert roll.sentence == "Frame 1 has 8 of 9; frames 1 and 2 cover everyone."
    assert (roll.cover, roll.covered) == (("A1", "A2"), 9)


def test_a_frame_that_completes_the_group_is_not_rejected():
    _, judged = call(group_of({0}), group_of({1, 2, 3, 4}), group_of({0, 3}), group_of({0}))
    assert judged["A2"].suggestion.value is not Verdict.REJECT


def test_who_leaves_the_frame_has_an_empty_cell():
    roll, _ = call(group_of(), group_of(people=range(8)), group_of())
    assert roll.cells[8][1] is None
    assert roll.cells[7][1] is not None


def test_passers_by_and_bystanders_are_not_called():
    passer_by = face(at=(0.5, 0.85), size=0.12, who=70)
    tiny = [face(at=(0.3, 0.1), size=0.02, who=71)]
    frames = [group_of(extra=tiny) for _ in range(4)]
    roll, _ = call(*frames, group_of(extra=[passer_by, *tiny]))
    assert len(roll.people) == 9


def test_somebody_who_comes_late_is_called():
    late = group_of()
    roll, _ = call(group_of(people=range(8)), group_of(people=range(8)), group_of(people=range(8)), late, late)
    assert len(roll.people) == 9
    assert roll.cells[8][:3] == (None, None, None)


def test_a_couple_or_a_single_frame_needs_no_roll_call():
    assert call(scene(face()), scene(face()))[0] is None
    assert call(group_of())[0] is None


def test_frames_that_were_not_read_are_left_out():
    roll, _ = call(group_of(), None, group_of())
    assert roll.frames == ("A1", "A3")


def test_a_group_in_sunglasses_is_not_said_to_have_closed_eyes():
    hidden = [scene(*[face(EyeState.HIDDEN, at=(0.2 + 0.2 * n, 0.4), who=n) for n in range(4)])] * 2
    shoot = burst(hidden)
    judgement = judge(shoot.photos, shoot.scenes, CullSettings())
    roll = roll_call(judgement.bursts[0], judgement.judged, shoot.scenes)
    assert roll is not None and roll.cover == () and roll.sentence == "Nobody's eyes can be judged."
