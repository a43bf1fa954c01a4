"""Hours as people write them: read one way or not at all."""

import pytest

from lcity.hours import is_valid
from lcity.hours.written import read

READ = {
    "Mon-Fri: 9:00AM to 5:00PM": "Mo-Fr 09:00-17:00",
    "Mon-Fri 9am-5pm": "Mo-Fr 09:00-17:00",
    "Mo-Fr 09:00-17:00;": "Mo-Fr 09:00-17:00",
    "Mo-Fr 9-17": "Mo-Fr 09:00-17:00",
    "Mo-Fr 09:00–17:00": "Mo-Fr 09:00-17:00",
    "24 Hours": "24/7",
    "Mo-Fr 24 hours": "Mo-Fr 00:00-24:00",
    "Mon-Fri 9-5pm": "Mo-Fr 09:00-17:00",
    "Mon-Fri 1-5pm": "Mo-Fr 13:00-17:00",
    "Mon-Fri 9am-noon": "Mo-Fr 09:00-12:00",
    "12pm-8pm": "12:00-20:00",
    "Mon-Fri 10am-2am": "Mo-Fr 10:00-02:00",
    "Monday: 9:00 AM - 5:00 PM, Tuesday: Closed": "Mo 09:00-17:00; Tu off",
    "Mon - Thu: 8am - 8pm | Fri: 8am - 5pm | Sat-Sun: Closed": "Mo-Th 08:00-20:00; Fr 08:00-17:00; Sa,Su off",
    "Mon-Fri 9am-5pm Sat 10am-2pm": "Mo-Fr 09:00-17:00; Sa 10:00-14:00",
    "9am to 9pm daily": "Mo-Su 09:00-21:00",
    "Mon 9-12, Mon 14-17": "Mo 09:00-12:00,14:00-17:00",
    "Mon-Fri 9am-5pm or by appointment": 'Mo-Fr 09:00-17:00 || "by appointment"',
    "by appointment only": 'unknown "by appointment"',
    "Mo-Fr 0900-1700": "Mo-Fr 09:00-17:00",
    "Montag bis Freitag 9 bis 17 Uhr": "Mo-Fr 09:00-17:00",
    "Mo-Fr 9.30 - 17 Uhr, Sa 10 - 14 Uhr": "Mo-Fr 09:30-17:00; Sa 10:00-14:00",
    "Di-Fr 10-18 Uhr, Mo geschlossen": "Tu-Fr 10:00-18:00; Mo off",
    "Lu-Ve 9h-17h": "Mo-Fr 09:00-17:00",
    "du lundi au vendredi de 9h à 12h et de 14h à 18h30": "Mo-Fr 09:00-12:00,14:00-18:30",
    "Lunes a viernes de 9 a 14 h": "Mo-Fr 09:00-14:00",
    "seg-sex 9h-18h": "Mo-Fr 09:00-18:00",
    "周一至周五9:00-17:00": "Mo-Fr 09:00-17:00",
    "周二至周日9:00—17:00，周一闭馆": "Tu-Su 09:00-17:00; Mo off",
    "9:00-21:00（周一闭馆）": "09:00-21:00; Mo off",
    "周一至周五 上午9:00-11:30，下午14:00-17:30": "Mo-Fr 09:00-11:30,14:00-17:30",
    "周一至周五 上午9:00-下午5:00": "Mo-Fr 09:00-17:00",
    "每周二至周日9点-17点半": "Tu-Su 09:00-17:30",
    "周六日 9:00-17:00": "Sa,Su 09:00-17:00",
    "周一、三、五 9：00～17：00": "Mo,We,Fr 09:00-17:00",
    "每天9:00-21:00": "Mo-Su 09:00-21:00",
    "9：00—17：00": "9:00-17:00",
    "周日休息": "Su off",
    "休息": "off",
    "全天": "24/7",
    "24小时开放": "24/7",
    "法定节假日休息": "PH off",
    "需预约": 'unknown "by appointment"',
    "月～金 9:00～17:00": "Mo-Fr 09:00-17:00",
}
AMBIGUOUS = [
    "9-5",
    "Mo-Fr 9-5",
    "Mon-Fri 9:00-5:00",
    "Mon-Fri 1-5",
    "Di 9-12",  # Tuesday in German, Sunday in French
    "Do 9-17",  # Thursday in German, Sunday in Italian
    "Mon-Fri 9am-5pm, Wed 9am-8pm",  # instead of, or besides?
    "Mon-Fri",
    "每天",
]
UNREADABLE = [
    "",
    "n/a",
    "ask",
    "varies",
    "Summer Mo-Fr 9-17",
    "Mo-Fr 9-17 (July closed)",
    "Mon-Fri 9",
    "x" * 9_999,
]


@pytest.mark.parametrize(("text", "expression"), READ.items())
def test_what_can_be_read_one_way_is(text, expression):
    assert read(text) == expression
    assert is_valid(expression)


@pytest.mark.parametrize("text", AMBIGUOUS + UNREADABLE)
def test_what_may_be_meant_two_ways_or_none_is_not(text):
    assert read(text) is None
