"""What the tests of the command line share: a map, the same with a mistake, and what a call leaves behind."""

from collections.abc import Callable
from dataclasses import dataclass

GOOD = """\
cjm: 1
title: I buy shoes
stages:
  - name: Pay
    steps:
      - name: I pay by card
        emotion: calm
"""
BAD = GOOD.replace("emotion: calm", "pain_points: [{text: The card is refused, severity: hihg}]")


@dataclass(frozen=True)
class Result:
    """What a call left behind."""

    code: int
    out: str
    err: str


Call = Callable[..., Result]
