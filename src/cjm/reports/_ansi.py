"""The colours of reports for people."""

from collections.abc import Callable

from cjm.reports import Style

_CODES = {
    "error": "1;31",
    "warning": "1;33",
    "info": "1;36",
    "strong": "1",
    "frame": "34",
    "related": "36",
}


def painter(style: Style) -> Callable[[str, str], str]:
    """A function that colours a text in the role of `error`, `frame` …, or leaves it as it is."""
    if not style.colour:
        return lambda text, _role: text
    return lambda text, role: f"\x1b[{_CODES[role]}m{text}\x1b[0m" if text else text
