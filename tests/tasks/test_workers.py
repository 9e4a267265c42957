import os
import time
from pathlib import Path

import pytest
from support.jobs import Job, jobs, start, start_and_crash, start_without_models

from retouch.model.errors import PhotoUnreadable, ResourceMissing, WorkerLost
from retouch.tasks.workers import Pool


def test_every_job_has_one_outcome_and_runs_elsewhere() -> None:
    with Pool(start, 2) as pool:
        outcomes = list(pool.run(jobs(*["ok"] * 5)))
    assert sorted(o.job.path.stem for o in outcomes) == list("01234")
    assert all(o.error is None and o.result not in {None, os.getpid()} for o in outcomes)


def test_a_crash_costs_one_photo_and_names_it() -> None:
    with Pool(start, 2) as pool:
        outcomes = {o.job.path.stem: o for o in pool.run(jobs("ok", "crash", "ok", "ok"))}
    assert isinstance(outcomes["1"].error, WorkerLost)
    assert outcomes["1"].error.path == Path("/shoot/1.dng")
    assert [outcomes[n].error for n in "023"] == [None] * 3


def test_a_hang_is_given_up() -> None:
    with Pool(start, 1, patience=1) as pool:
        first, *rest = pool.run(jobs("ok", "hang", "ok"))
    assert first.error is None
    assert isinstance(rest[0].error, WorkerLost)
    assert rest[1].error is None


def test_an_unreadable_photo_keeps_its_own_words() -> None:
    with Pool(start, 1) as pool:
        (outcome,) = pool.run(jobs("unreadable"))
    assert isinstance(outcome.error, PhotoUnreadable)
    assert outcome.error.todo == "Copy it again."


def test_memory_is_the_photos_problem_not_the_programs() -> None:
    with Pool(start, 1) as pool:
        (outcome,) = pool.run(jobs("memory"))
    assert isinstance(outcome.error, WorkerLost)


def test_a_bug_costs_one_photo_and_leaves_its_traceback_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    with Pool(start, 1) as pool:
        bug, fine = pool.run(jobs("bug", "ok"))
    assert isinstance(bug.error, WorkerLost)
    assert "KeyError" in bug.error.what
    assert "in work" in caplog.text
    assert fine.error is None


def test_leaving_the_pool_ends_its_workers_at_once() -> None:
    with Pool(start, 2) as pool:
        outcomes = pool.run(jobs("ok", "ok", "hang"))
        pid = next(outcomes).result
    assert pid is not None
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_a_worker_that_cannot_work_says_why_once() -> None:
    with Pool(start_without_models, 2) as pool, pytest.raises(ResourceMissing, match="the model is missing"):
        list(pool.run(jobs("ok", "ok")))


def test_a_worker_that_cannot_start_blames_no_photo() -> None:
    with Pool(start_and_crash, 1) as pool, pytest.raises(WorkerLost) as caught:
        list(pool.run(jobs("ok", "ok")))
    assert caught.value.path is None


def test_what_a_decoder_prints_goes_to_the_log(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with Pool(start, 1, log=tmp_path / "workers.log") as pool:
        list(pool.run(jobs("chatter")))
    assert "Unexpected end of file" in (tmp_path / "workers.log").read_text()
    assert "Unexpected" not in capfd.readouterr().err


def test_a_worker_goes_on_while_the_caller_deals_with_what_it_found(tmp_path: Path) -> None:
    with Pool(start, 1) as pool:
        outcomes = pool.run([Job(tmp_path / "first", "touch"), Job(tmp_path / "second", "touch")])
        next(outcomes)
        give_up = time.monotonic() + 20
        while not (tmp_path / "second").exists():
            assert time.monotonic() < give_up, "the second job waits for the caller"
            time.sleep(0.01)
