"""When a review was due, counted in days that do not come from the clock."""

import datetime

import pytest

from cjm.atlas import Atlas, Look
from cjm.finding import Remark, Severity
from cjm.model import Journey
from cjm.rules.review_overdue import Options, check


def remarks(today: datetime.date, **keys: object) -> list[Remark]:
    journey = Journey.model_validate({"cjm": 1, "title": "T", "stages": [{"name": "S"}], **keys})
    return list(check(journey, Look(Atlas(), "a.cjm.yaml", today, journey), Options(grace_days=0)))


@pytest.mark.parametrize(("day", "since"), [(1, None), (2, "1 day"), (3, "2 days")])
def test_the_days_since_are_counted_from_the_day_that_was_passed_in(day: int, since: str | None) -> None:
    found = remarks(datetime.date(2026, 3, day), review_by="2026-03-01")
    assert [remark.message for remark in found] == (
        [f"the review of map 'T' was due on 2026-03-01 ({since} ago)"] if since else []
    )


def test_months_go_by_the_calendar() -> None:
    assert not remarks(datetime.date(2026, 2, 28), reviewed="2025-08-31", review_every="6 months")
    assert remarks(datetime.date(2026, 3, 1), reviewed="2025-08-31", review_every="6 months")


def test_a_rhythm_of_thousands_of_years_is_never_overdue() -> None:
    assert not remarks(datetime.date(9999, 12, 31), reviewed="2025-08-31", review_every="9000 years")


def test_a_published_map_without_any_date_is_an_info() -> None:
    (remark,) = remarks(datetime.date(2026, 12, 1), status="published")
    assert remark.severity is Severity.INFO
