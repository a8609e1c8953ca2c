"""Who somebody is among those that map a journey, by everyday words."""

import pytest

from cjm.vocabulary.roles import ROLES, known, meant
from cjm.vocabulary.wording import wording


@pytest.mark.parametrize(
    ("role", "language", "roles"),
    [
        ("Process owner", "en", {"process owner"}),
        ("owner of the process", "en", {"process owner"}),
        ("CTO", "en", {"technology owner"}),
        ("Head of sales", "en", {"management"}),
        ("UX/UI, customer", "en", {"ux", "end user"}),
        ("End-users", "en", {"end user"}),
        ("Three patients", "en", {"end user"}),
        ("2 clients", "en", {"end user"}),
        ("customer care", "en", set()),
        ("user stories", "en", set()),
        ("product", "en", set()),
        ("", "en", set()),
        ("Geschäftsführung", "de", {"management"}),
        ("Zwei Kundinnen", "de-CH", {"end user"}),
        ("CTO", "de", {"technology owner"}),
        ("responsable du processus", "fr", {"process owner"}),
        ("Diseñadora", "es", {"ux"}),
        ("systemägare", "sv", {"technology owner"}),
    ],
)
def test_a_role_is_understood(role: str, language: str, roles: set[str]) -> None:
    assert meant(role, language) == roles


def test_each_language_has_words_for_each_role() -> None:
    for language in ("en", "de", "fr", "es", "sv"):
        assert known(language)
        table = wording("roles", language)
        assert set(table) == {*ROLES, "customers"}
        assert all(table.values())
    assert not known("nl")
