"""Small values with a text form, slugs, and the ids that things get."""

import re
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjm.model import Amount, Duration, Journey, PartialDate, Scale, Share, addressable, slug
from cjm.model.values import OutOfRange, number
from cjm.vocabulary import units

UNITS = tuple(units())
decimals = st.integers(0, 99_999).map(lambda n: n / 10)
durations = st.one_of(
    st.lists(st.tuples(decimals, st.sampled_from(UNITS)), min_size=1, max_size=3).map(tuple).map(Duration),
    st.builds(
        lambda low, more, unit: Duration(((low, unit),), low + more),
        decimals,
        st.integers(1, 50),
        st.sampled_from(UNITS),
    ),
)
shares = st.integers(0, 1000).map(lambda n: Share(n / 1000))
dates = st.dates().flatmap(
    lambda day: st.sampled_from(
        [PartialDate(day.year), PartialDate(day.year, day.month), PartialDate(day.year, day.month, day.day)]
    )
)
scales = st.one_of(
    st.just(Scale.parse("%")),
    st.builds(lambda low, more: Scale(low, low + more), st.integers(0, 50), st.integers(1, 50)),
)
amounts = st.one_of(
    st.integers(-10_000, 10_000).map(lambda n: Amount(number=n / 10)),
    shares.map(lambda share: Amount(share=share)),
    durations.map(lambda duration: Amount(duration=duration)),
)


@given(durations)
def test_a_duration_is_read_as_it_is_written(value: Duration) -> None:
    assert Duration.parse(str(value)) == value
    assert Duration.parse(f" {value} ") == value


@given(shares)
def test_a_share_is_read_as_it_is_written(value: Share) -> None:
    again = Share.parse(str(value))
    assert again.percent == value.percent
    assert str(again) == str(value)


@given(dates)
def test_a_date_is_read_as_it_is_written(value: PartialDate) -> None:
    assert PartialDate.parse(str(value)) == value
    assert value.first <= value.last


@given(scales)
def test_a_scale_is_read_as_it_is_written(value: Scale) -> None:
    assert Scale.parse(str(value)) == value


@given(amounts)
def test_an_amount_is_read_as_it_is_written(value: Amount) -> None:
    again = Amount.parse(str(value))
    assert str(again) == str(value)
    assert again.size == pytest.approx(value.size)


@given(st.text(alphabet=st.sampled_from("0123456789.,-– :%PTDHMSWYeE+ hmindweksyoa日週"), max_size=12))
def test_any_other_text_is_refused_in_one_sentence(text: str) -> None:
    for kind in (Duration, Share, PartialDate, Scale, Amount):
        refusal = ""
        try:
            value = kind.parse(text)
        except ValueError as problem:
            refusal = str(problem)
        else:
            assert str(kind.parse(str(value))) == str(value)
            continue
        assert re.fullmatch(r".{10,}", refusal)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("20 min", 20 / 1440),
        ("2h 30m", 2.5 / 24),
        ("3 days", 3),
        ("2-4 weeks", 21),
        ("P3D", 3),
        ("1 mo", 30.4375),
        ("PT90M", 1 / 16),
        ("2 Wochen", 14),
        ("1,5 h", 1.5 / 24),
        ("1 year", 365.25),
        ("90s", 90 / 86400),
        ("2 – 3 d", 2.5),
        ("P1Y2M3W4DT5H", 451.333333),
    ],
)
def test_durations_in_days(text: str, days: float) -> None:
    assert Duration.parse(text).days == pytest.approx(days)


@pytest.mark.parametrize(
    ("text", "fraction"),
    [
        ("34%", 0.34),
        ("0.34", 0.34),
        ("34 %", 0.34),
        ("0,5", 0.5),
        ("100%", 1),
        ("0", 0),
    ],
)
def test_shares(text: str, fraction: float) -> None:
    assert Share.parse(text).fraction == pytest.approx(fraction)


@pytest.mark.parametrize("text", ["101%", "34", "-1%", "1.01"])
def test_impossible_shares(text: str) -> None:
    with pytest.raises(OutOfRange):
        Share.parse(text)


@pytest.mark.parametrize(("value", "text"), [(3.0, "3"), (0.25, "0.25"), (-1.0, "-1"), (1 / 3, "0.3333333333")])
def test_numbers_without_needless_digits(value: float, text: str) -> None:
    assert number(value) == text


# slugs ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I compare plans", "i-compare-plans"),
        ("  Café -- crème!  ", "cafe-creme"),
        ("Größe ÆØÅ Łódź", "grosse-aeoa-lodz"),
        ("İstanbul ısı", "istanbul-isi"),
        ("我比较套餐", "我比较套餐"),
        ("私は 比べる", "私は-比べる"),
        ("أقارن الخطط", "أقارن-الخطط"),
        ("Я сравниваю", "я-сравниваю"),
        ("Ёлка й", "ёлка-й"),
        ("หน้าแรก", "หน้าแรก"),
        ("under_score.dot", "under-score-dot"),
        ("100 % sure?", "100-sure"),
        ("🙂", ""),
        ("", ""),
    ],
)
def test_slugs(text: str, expected: str) -> None:
    assert slug(text) == expected


def test_a_slug_has_at_most_sixty_characters_and_does_not_end_in_a_hyphen() -> None:
    assert slug("a" * 70) == "a" * 60
    assert slug("a" * 59 + " bc") == "a" * 59


@given(st.text())
def test_a_slug_is_its_own_slug(text: str) -> None:
    made = slug(text)
    assert len(made) <= 60
    assert not made.startswith("-")
    assert not made.endswith("-")
    assert "--" not in made
    assert slug(made) == made
    assert not set(made) & set(string.punctuation.replace("-", "") + string.whitespace + string.ascii_uppercase)


# ids -----------------------------------------------------------------------------------------------


def ids(*steps: dict[str, object], **more: object) -> list[str]:
    """The ids of a map with one stage, in file order; the stage's is `stage`."""
    stages = [{"name": "Stage", "steps": list(steps)}]
    journey = Journey.model_validate({"cjm": 1, "title": "T", "stages": stages, **more})
    assert journey.stages[0].id == "stage"
    return [thing.id for _, thing in addressable(journey)][1:]


def test_an_id_is_made_of_the_name() -> None:
    assert ids({"name": "I compare plans"}) == ["i-compare-plans"]


def test_the_second_and_third_of_a_name_are_numbered_in_file_order() -> None:
    assert ids({"name": "Pay"}, {"name": "Pay!"}, {"name": "pay"}) == ["pay", "pay-2", "pay-3"]


def test_all_kinds_of_things_share_one_namespace() -> None:
    pain = {"text": "Pay", "opportunities": ["Pay"]}
    assert ids({"name": "Pay", "pain_points": [pain], "opportunities": ["Pay"]}, opportunities=["Pay"]) == [
        "pay",
        "pay-2",
        "pay-3",
        "pay-4",
        "pay-5",
    ]
    assert ids({"name": "Stage"}) == ["stage-2"]


def test_written_ids_are_taken_first() -> None:
    assert ids({"name": "Pay"}, {"name": "Card", "id": "pay"}) == ["pay-2", "pay"]
    assert ids({"name": "Pay"}, {"name": "Pay"}, {"name": "X", "id": "pay-2"}) == ["pay", "pay-3", "pay-2"]


def test_a_written_id_counts_as_written() -> None:
    assert ids({"name": "Pay", "id": "My.Step_1"}) == ["My.Step_1"]


def test_texts_give_their_first_eight_words() -> None:
    text = "one two three four five six seven eight nine"
    assert ids({"name": "Pay", "pain_points": [text]}) == ["pay", "one-two-three-four-five-six-seven-eight"]


def test_names_without_a_letter_get_the_name_of_their_kind() -> None:
    steps: list[dict[str, object]] = [{"name": "🙂", "pain_points": ["!", "?"]}, {"name": "…"}]
    assert ids(*steps) == ["step", "pain-point", "pain-point-2", "step-2"]


names = st.sampled_from(["Pay", "Pay 2", "Pay-2", "pay", "", "鞋"])


@given(st.lists(st.tuples(names, st.sampled_from(["", "pay", "pay-2", "x"])), max_size=8))
def test_ids_are_unique_where_written_ones_are(things: list[tuple[str, str]]) -> None:
    seen: set[str] = set()
    steps: list[dict[str, object]] = []
    for name, written in things:
        steps.append({"name": name or "!", **({"id": written} if written and written not in seen else {})})
        seen.add(written)
    made = ids(*steps)
    assert len(set(made)) == len(made) == len(things)
    assert all(made)
