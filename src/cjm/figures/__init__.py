"""What can be computed from a map: the course of the mood, friction, evidence, priorities, how far the map has come.

Pure functions. Steps are known by their position in file order (from 0); a score is -2 to 2, or `None` where nobody can
tell. Scores and channels need the project's vocabulary, so what they say is handed in.
"""

from cjm.figures.gaps import Completeness, Filled, Item, Part, completeness
from cjm.figures.grounds import (
    CLAIM_KINDS,
    DAYS_OF_A_MONTH,
    Claim,
    ClaimKind,
    Coverage,
    age,
    claims,
    coverage,
    newest,
    strong,
    typical_age,
)
from cjm.figures.levels import LEVELS, Condition, Level, Maturity, maturity
from cjm.figures.moods import Fall, Mood, Scores, days, main_path, mean, mood
from cjm.figures.pains import (
    FREQUENCY_WEIGHT,
    SEVERITY_WEIGHT,
    Answered,
    StageFriction,
    friction,
    severe_answered,
    stage_friction,
    unrated,
)
from cjm.figures.priorities import QUADRANTS, Quadrant, priority, quadrant, rank, reach, rice, third

__all__ = [
    "CLAIM_KINDS",
    "DAYS_OF_A_MONTH",
    "FREQUENCY_WEIGHT",
    "LEVELS",
    "QUADRANTS",
    "SEVERITY_WEIGHT",
    "Answered",
    "Claim",
    "ClaimKind",
    "Completeness",
    "Condition",
    "Coverage",
    "Fall",
    "Filled",
    "Item",
    "Level",
    "Maturity",
    "Mood",
    "Part",
    "Quadrant",
    "Scores",
    "StageFriction",
    "age",
    "claims",
    "completeness",
    "coverage",
    "days",
    "friction",
    "main_path",
    "maturity",
    "mean",
    "mood",
    "newest",
    "priority",
    "quadrant",
    "rank",
    "reach",
    "rice",
    "severe_answered",
    "stage_friction",
    "strong",
    "third",
    "typical_age",
    "unrated",
]
