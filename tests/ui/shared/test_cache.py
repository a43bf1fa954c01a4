"""What is computed once is found again by what tells it from others, and by no more."""

from threading import Lock

from lcity.text import Language
from lcity.ui.shared import cache


def test_a_language_is_told_from_others_by_its_code_and_units_not_by_all_its_words():
    given = []

    @cache.shared(4)
    def answer(lang: Language) -> str:
        given.append(lang)
        return f"{lang.code} {lang.units}"

    # Streamlit's cache can make no key of a lock: it would say so if it went through the words.
    words = {"area.name": Lock()}
    for lang in (Language("en", words), Language("en", words, (("city", "town"),)), Language("zh", words)):
        assert answer(lang) == f"{lang.code} {lang.units}"
        assert answer(Language(lang.code, {"area.name": "other"}, lang.units)) == answer(lang)
    assert len(given) == 3
