"""Where fewer units are counted than the dataset has, the page says why."""

import re

from tests import folders


def test_compare_says_who_is_not_ranked(open_page, words, tmp_path):
    tables = folders.valid()
    values = tables["values_district"]
    of_one = values["district"] == "010101"
    values.loc[of_one, ["schooling", "literacy"]] = ""
    dataset = folders.write(tmp_path, tables)
    link = {"dataset": dataset, "level": "district", "district": "030103"}
    text = words(open_page("compare", **link)).replace("\\", "")
    assert "ranks 1 of 8 districts (1 more is not ranked for lack of data) with " in text
    text = words(open_page("compare", **link, lang="zh"))
    assert "在8个区县中排第1位（另有1个区县因数据不足未排名）" in text
    cities = words(open_page("compare", **link | {"level": "city"}))
    assert "lack of data" not in cities


def test_inequality_says_who_is_not_tested(open_page, words):
    text = words(open_page("compare", see="inequality")).replace("\\", "")
    tested = int(re.search(r"of (\d+) districts tested", text).group(1))
    lacking = re.search(r"Not tested for lack of data: (.*)", text).group(1)
    alone = re.search(r"Not tested, as no district with data borders on it: (.*)", text).group(1)
    assert "Chongming (Shanghai)" in alone
    assert tested + lacking.count(" (") + alone.count(" (") == 183
    text = words(open_page("compare", see="inequality", lang="zh")).replace("\\", "")
    assert "因数据不足未检验：" in text
    assert "因没有邻区或邻区均无数据，未检验：上海崇明" in text
