"""Everything that rules look at, with its path and its surroundings."""

import datetime
from collections.abc import Iterator
from dataclasses import replace

from cjm.atlas import Atlas, Look
from cjm.finding import Path, Remark
from cjm.loading import Document
from cjm.model import InlinePersona, Journey, Persona, Step


def visits(document: Document, atlas: Atlas, today: datetime.date) -> Iterator[tuple[Path, object, Look]]:
    """Everything that rules look at, with its path and its surroundings."""
    model = document.model
    if isinstance(model, Persona):
        yield (), model, Look(atlas, document.file, today)
        if isinstance(model.evidence, dict):
            for key, source in model.evidence.items():
                yield ("evidence", key), source, Look(atlas, document.file, today, key=key)
        return
    assert isinstance(model, Journey)
    top = Look(atlas, document.file, today, model)
    yield (), model, top
    for path, entry in (
        (("persona",), model.persona),
        *((("personas", i), one) for i, one in enumerate(model.personas)),
    ):
        if isinstance(entry, InlinePersona):
            yield path, entry, top
    for key, source in model.evidence.items():
        yield ("evidence", key), source, Look(atlas, document.file, today, model, key=key)
    for i, stage in enumerate(model.stages):
        at: Path = ("stages", i)
        yield at, stage, Look(atlas, document.file, today, model, stage)
        for j, step in enumerate(stage.steps):
            yield from _step((*at, "steps", j), step, Look(atlas, document.file, today, model, stage, step))
    for i, opportunity in enumerate(model.opportunities):
        yield ("opportunities", i), opportunity, top


def _step(at: Path, step: Step, look: Look) -> Iterator[tuple[Path, object, Look]]:
    yield at, step, look
    for i, touchpoint in enumerate(step.touchpoints):
        yield (*at, "touchpoints", i), touchpoint, look
    for i, pain in enumerate(step.pain_points):
        yield (*at, "pain_points", i), pain, look
        for j, opportunity in enumerate(pain.opportunities):
            yield (*at, "pain_points", i, "opportunities", j), opportunity, look
    for i, opportunity in enumerate(step.opportunities):
        yield (*at, "opportunities", i), opportunity, look


def below(path: Path, remark: Remark) -> Remark:
    """A remark on something, with paths from the top of the file."""
    if not path:
        return remark
    change = remark.change and replace(remark.change, path=(*path, *remark.change.path))
    return replace(remark, path=(*path, *remark.path), change=change)
