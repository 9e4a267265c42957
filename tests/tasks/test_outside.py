from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from retouch.model.decision import RATING, VERDICT, Verdict
from retouch.model.photo import Capture, FileStamp, Photo, PhotoId
from retouch.store.marks import Marks
from retouch.tasks.outside import differences

PHOTO = Photo(PhotoId("p"), Path("/shoot/a.dng"), (), FileStamp(1, 1), Capture())
MARKS = st.builds(
    Marks,
    rating=st.none() | st.integers(0, 5),
    verdict=st.none() | st.sampled_from(Verdict),
    label=st.none() | st.sampled_from(["Red", "Select"]),
)


def told(base: Marks, ours: Marks, theirs: Marks) -> dict[str, object]:
    return {d.topic: d.value for d in differences(PHOTO, base, ours, theirs)}


def test_what_they_changed_comes_in() -> None:
    assert told(Marks(rating=1), Marks(rating=1), Marks(rating=5)) == {RATING: 5}


def test_what_they_cleared_is_cleared() -> None:
    assert told(Marks(verdict=Verdict.KEEP), Marks(verdict=Verdict.KEEP), Marks()) == {VERDICT: None}


def test_what_we_decided_and_had_not_written_is_not_undone_by_an_old_sidecar() -> None:
    assert told(Marks(rating=1), Marks(rating=4), Marks(rating=1, label="Red")) == {"label": "Red"}


@given(MARKS, MARKS, MARKS)
def test_afterwards_every_mark_is_theirs_where_they_changed_it_and_ours_elsewhere(
    base: Marks, ours: Marks, theirs: Marks
) -> None:
    news = told(base, ours, theirs)
    for topic in ("rating", "verdict", "label"):
        before, mine, new = (getattr(m, topic) for m in (base, ours, theirs))
        assert news.get(topic, mine) == (new if new != before else mine)
