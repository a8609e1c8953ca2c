"""What the page of the rule says of its options."""

from cjm.api import rule


def test_the_page_names_minimums_as_they_are_written_in_settings() -> None:
    minimums = {option.name: option.written for option in rule("sample-size").options}
    assert minimums["min.usability-test"] == "5"
    assert minimums["min.survey"] == "30"
