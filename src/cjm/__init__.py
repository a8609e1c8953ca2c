"""Customer journey maps as code: validate, lint and render maps kept as plain text."""

__version__ = "0.1.0"
