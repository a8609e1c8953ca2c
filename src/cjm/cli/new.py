"""`cjm new`."""


def new() -> int:
    """Start a map or a persona from a preset."""
    return 0
