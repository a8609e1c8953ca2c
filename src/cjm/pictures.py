"""Pictures that a page carries within itself: what they are by content, and their `data:` addresses."""

import base64
import re

LARGEST = 1024 * 1024
"""How many bytes a picture may have."""
LARGEST_DRAWING = 100 * 1024
"""How many bytes an SVG may have."""


def kind(data: bytes) -> str | None:
    """The media type of a PNG, JPEG or WebP, by its content."""
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if data.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image/webp"
    return None


def address(kind: str, data: bytes) -> str:
    """A picture as a `data:` address."""
    return f"data:{kind};base64,{base64.b64encode(data).decode()}"


def logo(data: bytes) -> str:
    """A logo as a `data:` address; `ValueError` says why it is none.

    A logo may be an SVG too, because browsers show one inside `<img>` without running or loading anything. It is taken
    as it is or not at all.
    """
    if len(data) > LARGEST:
        raise ValueError("is larger than 1 MB")
    if known := kind(data):
        return address(known, data)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = ""
    if not re.match(r"\s*(?:<\?xml\b[^>]*\?>\s*)?(?:<!--(?:(?!-->).)*-->\s*)*<(?:svg\b|!)", text, re.DOTALL):
        raise ValueError("is neither PNG nor JPEG nor WebP nor SVG")
    if len(data) > LARGEST_DRAWING:
        raise ValueError("is larger than 100 kB, which is too much for an SVG")
    if re.search(r"<!(?:DOCTYPE|ENTITY)", text, re.IGNORECASE):
        raise ValueError("has a DOCTYPE, with which a drawing may say more than it shows; save it without one")
    if not re.search(r"<svg\b", text):
        raise ValueError("is neither PNG nor JPEG nor WebP nor SVG")
    return address("image/svg+xml", data)
