import pytest

from lcity.build.china15 import facts
from lcity.build.china15.names import english, short_zh


@pytest.mark.parametrize(
    ("name_zh", "expected"),
    [
        ("朝阳区", "Chaoyang"),
        ("浦东新区", "Pudong New Area"),
        ("滨海新区", "Binhai New Area"),
        ("沈北新区", "Shenbei New Area"),
        ("新北区", "Xinbei"),
        ("新城区", "Xincheng"),
        ("闵行区", "Minhang"),
        ("长宁区", "Changning"),
        ("长安区", "Chang'an"),
        ("静安区", "Jing'an"),
        ("番禺区", "Panyu"),
        ("花都区", "Huadu"),
        ("六合区", "Luhe"),
        ("溧水区", "Lishui"),
        ("鄠邑区", "Huyi"),
        ("郫都区", "Pidu"),
        ("新都区", "Xindu"),
        ("都江堰市", "Dujiangyan"),
        ("邛崃市", "Qionglai"),
        ("硚口区", "Qiaokou"),
        ("宝坻区", "Baodi"),
        ("万柏林区", "Wanbailin"),
        ("淳安县", "Chun'an"),
        ("上城区、萧山区、钱塘区", "Shangcheng–Xiaoshan–Qiantang"),
        ("余杭区、临平区", "Yuhang–Linping"),
    ],
)
def test_names_read_as_the_people_who_live_there_say_them(name_zh, expected):
    assert english(name_zh) == expected


def test_no_two_districts_of_a_city_share_a_name():
    units = facts.census_2020()
    names = units["name_zh"].map(english)
    assert not names.groupby(units["city"]).apply(lambda own: own.duplicated().any()).any()
    assert names.str.fullmatch(r"[A-Z][a-z']+( New Area)?(–[A-Z][a-z']+)*").all()


def test_a_chinese_name_without_its_class():
    assert short_zh("长宁区") == "长宁"
    assert short_zh("浦东新区") == "浦东"
    assert short_zh("余杭区、临平区") == "余杭、临平"
