"""Words in figures."""

from lcity.charts.labels import per_cent, shown


def test_markup_in_a_name_is_shown():
    assert shown("<b>Ash</b> & 'Birch'") == "&lt;b&gt;Ash&lt;/b&gt; &amp; 'Birch'"


def test_the_axis_writes_per_cent_as_the_language_does(english, chinese):
    assert per_cent(english) == english.percent(0.07)[1:]
    assert per_cent(chinese) == chinese.percent(0.07)[1:]
