"""The letters beyond ASCII that languages write, and how names of places end: what a reading must fit."""

import re
import unicodedata
from collections.abc import Sequence
from itertools import pairwise

CENTRAL = (
    "ąćęłńóśźż",  # Polish
    "áčďéěíňóřšťúůýž",  # Czech
    "áäčďéíĺľňóôŕšťúýž",  # Slovak
    "áéíóöőúüű",  # Hungarian
    "ăâîşţșț",  # Romanian
    "čćđšž",  # Croatian, Slovenian
    "äöüß",  # German
)
WESTERN = (
    "àâæçéèêëîïôœùûüÿ",  # French
    "áéíñóúü",  # Spanish
    "ãáâàçéêíóôõúü",  # Portuguese
    "àèéìîòù",  # Italian
    "àçéèíïóòúü·",  # Catalan
    "äöüß",  # German
    "åäöé",  # Swedish, Finnish
    "æøåé",  # Danish, Norwegian
    "áéíóúýþðæö",  # Icelandic
    "éèëïöüóá",  # Dutch
)
CYRILLIC = (
    "абвгдежзийклмнопрстуфхцчшщъыьэюяё",  # Russian, Bulgarian
    "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",  # Ukrainian
    "абвгдеёжзійклмнопрстуўфхцчшыьэюя",  # Belarusian
    "абвгдђежзијклљмнњопрстћуфхцчџшѓќѕ",  # Serbian, Macedonian
)
TURKISH = ("çğıöşüâîûi̇",)
BALTIC = ("ąčęėįšųūž", "āčēģīķļņšūž", "äöõüšž")
ALPHABETS = {
    "cp1250": CENTRAL,
    "iso8859-2": CENTRAL,
    "cp852": CENTRAL,
    "cp1252": WESTERN,
    "mac-roman": WESTERN,
    "cp850": WESTERN,
    "cp437": WESTERN,
    "cp1254": TURKISH,
    "cp1257": BALTIC,
    "cp1251": CYRILLIC,
    "koi8-r": CYRILLIC[:1],
    "cp866": CYRILLIC[:1],
    "cp1253": ("αβγδεζηθικλμνξοπρσςτυφχψωάέήίόύώϊϋΐΰ",),
    "cp1255": ("אבגדהוזחטיךכלםמןנסעףפץצקרשת",),
    "cp1256": ("ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهويىپچژگ",),
    "cp874": ("".join(chr(code) for code in range(0x0E01, 0x0E5C)),),
}
"""Encoding → the letters of the languages written in it, in small letters."""

ENDINGS = {
    "gb18030": "市区县旗州省盟镇乡村街道馆院园校",
    "big5hkscs": "市區縣鄉鎮里村館院園校",
    "cp949": "시군구도동읍면리로관",
    "euc_jis_2004": "市区町村県都府郡館園校",
    "cp932": "市区町村県都府郡館園校",
}
"""Encoding → what names of places and of places to learn end in."""

LATIN = ("cp1250", "iso8859-2", "cp852", "cp1252", "mac-roman", "cp850", "cp437", "cp1254", "cp1257")
MOSTLY = 0.8
OTHER = r"[^\W\d_\x00-\u02ff]"
MIXED = re.compile(f"[a-z]{OTHER}|{OTHER}[a-z]")
ENCLOSED = re.compile(f"[a-z]{OTHER}{{1,2}}[a-z]")
"""Small Latin letters beside one of another script; around one or two, as not even Chinese prose has them."""


def fits(words: Sequence[str], encoding: str) -> bool:
    """Say whether words fit one language that is written in an encoding.

    Every letter beyond ASCII is one of the language's; of Chinese, Japanese and Korean, half of the words
    or more end as names of places do.

    Parameters
    ----------
    words
        As the encoding reads them.
    encoding
        One of `ALPHABETS` or `ENDINGS`.
    """
    if encoding in ENDINGS:
        return 2 * sum(word.endswith(tuple(ENDINGS[encoding])) for word in words) >= len(words)
    letters = {letter for letter in "".join(words).lower() if letter.isalpha() and not letter.isascii()}
    return any(letters <= set(alphabet) for alphabet in ALPHABETS.get(encoding, ()))


def likely(text: str, encoding: str) -> bool:
    """Say whether a text may have been written so: of one script, its letters in words and in their case.

    Parameters
    ----------
    text
        As the encoding reads it.
    encoding
        One of `ALPHABETS` or `ENDINGS`.
    """
    beyond = "".join(character for character in text if not character.isascii())
    kinds = [unicodedata.category(character) for character in beyond]
    if any(kind in ("Cc", "Cn", "Co", "Cs") for kind in kinds):
        return False
    if encoding in ENDINGS:
        return _of_script(beyond, encoding) and _unmixed(text, ENCLOSED)
    if sum(kind[0] in "LM" for kind in kinds) < MOSTLY * len(beyond):
        return False
    if encoding in LATIN:
        return not any(
            left.islower() and right.isupper() and not right.isascii() for left, right in pairwise(text)
        )
    return _unmixed(text, MIXED)


def _unmixed(text: str, mixed: re.Pattern) -> bool:
    """Say whether few words hold Latin letters among those of another script."""
    words = text.split("\n")
    return sum(bool(mixed.search(word)) for word in words) <= (1 - MOSTLY) * len(words)


def _of_script(beyond: str, encoding: str) -> bool:
    """Say whether most characters are common ones of what a multibyte encoding is written for."""
    if encoding == "cp949":
        return sum("\uac00" <= letter <= "\ud7a3" for letter in beyond) >= MOSTLY * len(beyond)
    if encoding in ("euc_jis_2004", "cp932"):
        halfwidth = any("\uff61" <= letter <= "\uff9f" for letter in beyond)
        return _share_in(beyond, "shift_jis") >= MOSTLY and not halfwidth
    return _share_in(beyond, "gb2312" if encoding == "gb18030" else "big5") >= 0.5


def _share_in(text: str, codec: str) -> float:
    """Return which share of characters a codec of two bytes a character knows."""
    return len(text.encode(codec, "ignore")) / 2 / len(text) if text else 0.0
