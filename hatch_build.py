"""Makes the catalogues of the report's words that programs read from those that people write, when cjm is built."""

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Catalogues(BuildHookInterface):
    """Puts a `cjm.mo` beside each `cjm.po`, for wheels and for installing a checkout."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        """Make them anew each time: it takes a fraction of a second."""
        found = sorted(Path(self.root, "src/cjm/vocabulary/locale").glob("*/LC_MESSAGES/cjm.po"))
        if not found:
            raise FileNotFoundError("there are no catalogues to build: src/cjm/vocabulary/locale is empty")
        for file in found:
            with file.open("rb") as opened:
                catalogue = read_po(opened, locale=file.parts[-3], domain="cjm", abort_invalid=True)
            made = file.with_suffix(".mo")
            with made.open("wb") as opened:
                write_mo(opened, catalogue)
            build_data["artifacts"].append(f"/{made.relative_to(self.root).as_posix()}")
