from dataclasses import replace

import pytest
from shoot import burst, face, scene, tilted

from retouch.cull.judge import survey
from retouch.cull.profile import CullSettings, Profile
from retouch.cull.standing import stand
from retouch.model.scene import EyeState, Gaze, Mouth, Pose


def standing(*frames, profile=Profile.PORTRAIT):
    """Return the frames of one burst by name."""
    shoot = burst(frames)
    found = survey(shoot.photos, shoot.scenes)
    assert len(found.bursts) == 1
    settings = CullSettings(profile)
    return {f.photo: f for f in stand(found.looks[0], frozenset(), settings)}


def test_the_best_comes_first_and_ties_stay_in_order():
    shoot = list(standing(scene(face()), scene(face()), scene(face(smile=0.8))))
    assert shoot == ["A3", "A1", "A2"]


@pytest.mark.parametrize(
    "worse",
    [
        face(EyeState.HALF),
        face(EyeState.LOOKING_DOWN),
        face(sharpness=0.3),
        face(smile=0.0),
        face(tension=0.8),
        face(mouth=Mouth.TALKING),
        face(gaze=Gaze.LEFT),
        face(gaze=Gaze.UNKNOWN),
        face(yaw=45.0),
        replace(face(), pose=Pose(0.0, -40.0, 0.0)),
        face(blown=0.12),
    ],
)
def test_each_quality_of_a_face_counts(worse):
    frames = standing(scene(worse), scene(face()))
    assert frames["A2"].score > frames["A1"].score


def test_what_lies_within_the_noise_of_focus_is_as_sharp():
    frames = standing(scene(face(sharpness=0.50)), scene(face(sharpness=0.44)), scene(face(sharpness=0.36)))
    assert frames["A1"].focus == frames["A2"].focus == 1.0
    assert frames["A3"].focus < 0.9


def test_closed_eyes_lose_against_everything_else_together():
    blink = face(EyeState.CLOSED, sharpness=0.8, smile=1.0)
    sad = face(sharpness=0.15, smile=0.0, tension=0.6, gaze=Gaze.LEFT, yaw=30.0, blown=0.3)
    for profile in Profile:
        assert list(standing(scene(blink), scene(sad), profile=profile)) == ["A2", "A1"]


def test_the_largest_and_sharpest_counts_most():
    def two(size=0.2, sharpness=0.5):
        return scene(face(at=(0.3, 0.4), who=1), face(at=(0.7, 0.4), who=2, size=size, sharpness=sharpness))

    for frames in (standing(two(size=0.15)), standing(two(sharpness=0.1))):
        first, second = frames["A1"].counted
        assert first.weight > 1.3 * second.weight
    alike = standing(two())["A1"].counted
    assert alike[0].weight == alike[1].weight
    assert all(f.main for f in alike)


def test_a_large_blurred_guest_in_the_foreground_does_not_count_more_than_the_sharp_bride():
    guest = face(at=(0.8, 0.6), size=0.4, sharpness=0.1, who=2)
    bride, blurred = standing(scene(face(sharpness=0.5), guest))["A1"].counted
    assert bride.weight > 1.5 * blurred.weight
    assert not blurred.main


def test_a_small_face_that_measures_sharper_takes_nothing_from_the_main_one():
    def weight(*others):
        return standing(scene(face(size=0.4, sharpness=0.2), *others))["A1"].counted[0].weight

    assert weight(face(at=(0.9, 0.2), size=0.05, sharpness=1.0, who=2)) == weight()


def test_a_flash_that_did_not_fire_comes_last():
    dark = replace(face(smile=0.3), light=replace(face().light, level=0.3 / 6))
    frames = standing(scene(face()), scene(dark), scene(face()))
    assert list(frames)[-1] == "A2"
    assert frames["A2"].faces[0].seen.brighter == pytest.approx(-2.58, abs=0.01)


def test_a_shoot_that_is_dark_throughout_is_not_worse_for_it():
    dark = replace(face(), light=replace(face().light, level=0.01))
    assert standing(scene(dark), scene(dark))["A1"].score == standing(scene(face()), scene(face()))["A1"].score


def test_size_counts_less_in_a_group():
    frame = scene(face(at=(0.3, 0.4)), face(at=(0.7, 0.4), who=2, size=0.14))

    def share(profile):
        first, second = standing(frame, profile=profile)["A1"].counted
        return second.weight / first.weight

    assert share(Profile.HEADSHOT) < share(Profile.PORTRAIT) < share(Profile.GROUP) < 1


def test_somebody_in_few_frames_counts_little():
    guest = scene(face(), face(at=(0.85, 0.4), who=2))
    frames = standing(*[scene(face())] * 7, guest)
    main, visitor = frames["A8"].counted
    assert visitor.weight < 0.2 * main.weight
    assert not visitor.main


def test_a_frame_in_which_somebody_is_missing_is_hardly_worse_for_it():
    couple = scene(face(at=(0.3, 0.4)), face(at=(0.7, 0.4), who=2))
    alone = scene(face(at=(0.3, 0.4)))
    worse = scene(face(at=(0.3, 0.4), smile=0.0), face(at=(0.7, 0.4), who=2, smile=0.0, gaze=Gaze.LEFT))
    frames = standing(couple, alone, worse)
    assert frames["A1"].score > frames["A2"].score > frames["A3"].score


def test_without_faces_sharpness_exposure_and_likeness_decide():
    other = replace(scene(), likeness=tilted(0.7))
    frames = standing(scene(), scene(sharpness=0.3), scene(blown=0.3), other, scene())
    assert {"A1", "A5"} == {name for name, f in frames.items() if f.score == max(x.score for x in frames.values())}
    assert frames["A4"].seen.typical < frames["A1"].seen.typical


def test_a_face_of_which_nothing_could_be_measured_counts_little_and_is_neither_good_nor_bad():
    profile = face(EyeState.HIDDEN, at=(0.7, 0.4), sharpness=0.0, who=None)
    main, unread = standing(scene(face(at=(0.3, 0.4)), profile))["A1"].counted
    assert unread.weight < 0.3 * main.weight
    frames = standing(scene(face()), scene(replace(profile, box=face().box)), scene(face(EyeState.CLOSED)))
    assert frames["A1"].score > frames["A2"].score > frames["A3"].score


def test_the_wallpaper_does_not_matter_where_there_are_faces():
    frames = standing(scene(face(), sharpness=0.2), scene(face(), sharpness=0.9))
    assert frames["A1"].score == frames["A2"].score


def test_scores_are_shares():
    frames = standing(scene(face(smile=1.0)), scene(face(EyeState.CLOSED, sharpness=0.0)), scene())
    assert all(0.0 <= f.score <= 1.0 for f in frames.values())
