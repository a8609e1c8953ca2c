"""A YAML text: its data, its comments, and where each key and value stands."""

from cjm.source.reading import Fault, Source, read
from cjm.source.text import decode, lines

__all__ = ["Fault", "Source", "decode", "lines", "read"]
