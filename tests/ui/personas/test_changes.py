"""What each cause does to the share covered: taken is below 0, given above."""

from lcity.ui.personas.words import changes


def test_what_a_cause_takes_is_below_zero():
    assert changes({"everyone": 0.8, "pace": 0.6, "hours": 0.65}) == ["\N{MINUS SIGN}20.0", "+5.0"]
