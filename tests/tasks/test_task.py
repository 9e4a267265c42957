from retouch.model.event import Done, Progress
from retouch.tasks.task import Steps, verb


@verb
def count(n: int) -> Steps[int]:
    for i in range(n):
        yield Progress("counting", i + 1, n)
    return n * 10


@verb
def twice(n: int) -> Steps[int]:
    first = yield from count.steps(n)
    second = yield from count.steps(n)
    return first + second


def test_a_verb_ends_with_its_result() -> None:
    events = list(count(2))
    assert events == [Progress("counting", 1, 2), Progress("counting", 2, 2), Done(20)]


def test_a_verb_used_as_a_step_is_done_only_once() -> None:
    events = list(twice(1))
    assert [e for e in events if isinstance(e, Done)] == [Done(20)]
    assert len(events) == 3


def test_closing_a_task_cancels_it() -> None:
    task = count(5)
    next(task)
    task.close()  # type: ignore[attr-defined]
    assert list(task) == []
