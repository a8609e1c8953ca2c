"""The fingerprints by which GitHub knows a line again after others were put in above it."""

import re
from collections import Counter
from struct import unpack

_LENGTH = 100
"""Characters that count, from the beginning of a line on; white space apart."""
_BASE = 37
_MASK = 2**64 - 1
_LEAVING = pow(_BASE, _LENGTH, _MASK + 1)
"""What the character that leaves the window weighs."""
_END = 0xFFFF


def line_hashes(text: str) -> list[str]:
    """The `primaryLocationLineHash` of each line, as GitHub's own action for uploading computes it.

    A polynomial over the 100 UTF-16 units from a line's beginning, also beyond its end, without spaces and tabs; the
    end of the text is a unit of its own, and zeros follow it. A number behind the hash tells lines apart that begin
    alike. (github/codeql-action, `src/fingerprints.ts`; it also counts a byte order mark, which texts here have lost,
    so that the first line of such a file gets another hash from it.)
    """
    bare = re.sub("[ \t]", "", re.sub("\r\n?", "\n", text))
    data = bare.encode("utf-16-le", "surrogatepass")
    units = (*unpack(f"<{len(data) // 2}H", data), _END)
    begins = [0, *(position + 1 for position, unit in enumerate(units) if unit == ord("\n"))]
    ends = {begin + _LENGTH - 1 for begin in begins}
    padding = (0,) * _LENGTH
    seen: Counter[str] = Counter()
    hashes = []
    value = 0
    for position, (coming, leaving) in enumerate(zip((*units, *padding), (*padding, *units), strict=True)):
        value = (_BASE * value + coming - _LEAVING * leaving) & _MASK
        if position in ends:
            name = f"{value:x}"
            seen[name] += 1
            hashes.append(f"{name}:{seen[name]}")
    return hashes
