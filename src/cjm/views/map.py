"""The report of one map as plain data. The values are described in `cjm.views.parts`."""

import datetime
from collections.abc import Mapping

from cjm.atlas import Atlas
from cjm.model import Journey
from cjm.views.parts import MapView

__all__ = ["MapView", "view"]


def view(
    journey: Journey, file: str, atlas: Atlas, today: datetime.date, images: Mapping[str, str] | None = None
) -> MapView:
    """Everything that the report of `journey` says; `images` holds `data:` addresses by file."""
    raise NotImplementedError
