"""How much an owner is missed depends on who reads the map."""

import datetime

import pytest

from cjm.atlas import Atlas, Look
from cjm.finding import Severity
from cjm.model import Journey
from cjm.rules.missing_owner import Options, check


@pytest.mark.parametrize(
    ("status", "severity"), [("published", None), ("in-review", Severity.INFO), ("draft", Severity.INFO)]
)
def test_only_an_info_until_the_map_is_published(status: str, severity: Severity | None) -> None:
    journey = Journey.model_validate({"cjm": 1, "title": "T", "status": status, "stages": [{"name": "S"}]})
    (remark,) = check(journey, Look(Atlas(), "a.cjm.yaml", datetime.date(2026, 12, 1), journey), Options())
    assert remark.severity is severity
