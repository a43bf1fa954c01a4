"""Names of real places, as tables of learning cities hold them, and what such tables are encoded in."""

NAMES = {
    "zh-Hans": (
        "武汉市 江岸区 江汉区 硚口区 汉阳区 武昌区 青山区 洪山区 东西湖区 汉南区 蔡甸区 江夏区 "
        "黄陂区 新洲区 杭州市 上城区 拱墅区 西湖区 滨江区 萧山区 余杭区 临平区 钱塘区 富阳区 "
        "临安区 桐庐县 淳安县 建德市 太原市 小店区 迎泽区 杏花岭区 尖草坪区 万柏林区 晋源区 "
        "清徐县 阳曲县 娄烦县 古交市 常州市 天宁区 钟楼区 新北区 武进区 金坛区 溧阳市 益阳市 "
        "资阳区 赫山区 南县 桃江县 安化县 沅江市 成都市 锦江区 青羊区 金牛区 武侯区 成华区 "
        "龙泉驿区 新都区 温江区 双流区 郫都区 新津区 都江堰市 彭州市 邛崃市 崇州市"
    ),
    "zh-Hant": (
        "臺北市 中正區 大同區 中山區 松山區 大安區 萬華區 信義區 士林區 北投區 內湖區 南港區 "
        "文山區 新北市 板橋區 三重區 中和區 永和區 新莊區 新店區 樹林區 鶯歌區 三峽區 淡水區 "
        "汐止區 瑞芳區 土城區 蘆洲區 五股區 泰山區 林口區 桃園市 中壢區 平鎮區 八德區 楊梅區 "
        "大溪區 蘆竹區 龜山區 臺中市 豐原區 潭子區 高雄市 鳳山區 岡山區 旗山區 左營區 三民區 "
        "苓雅區 屏東縣 宜蘭縣 花蓮縣 臺東縣 澎湖縣 金門縣 香港 九龍城區 油尖旺區 深水埗區 "
        "黃大仙區 觀塘區 荃灣區 屯門區 元朗區 西貢區 沙田區 葵青區 離島區"
    ),
    "ko": (
        "서울특별시 종로구 중구 용산구 성동구 광진구 동대문구 중랑구 성북구 강북구 도봉구 노원구 "
        "은평구 서대문구 마포구 양천구 강서구 구로구 금천구 영등포구 동작구 관악구 서초구 강남구 "
        "송파구 강동구 부산광역시 영도구 부산진구 동래구 남구 북구 해운대구 사하구 금정구 연제구 "
        "수영구 사상구 기장군 대구광역시 달서구 달성군 인천광역시 미추홀구 연수구 남동구 부평구 "
        "계양구 광주광역시 대전광역시 유성구 대덕구 울산광역시 울주군 수원시 성남시 의정부시 "
        "안양시 부천시 평택시 오산시 시흥시 군포시 하남시 용인시 파주시 이천시 김포시"
    ),
    "ja": (
        "札幌市 中央区 北区 東区 白石区 豊平区 南区 西区 仙台市 青葉区 宮城野区 若林区 太白区 "
        "さいたま市 大宮区 浦和区 千葉市 花見川区 稲毛区 美浜区 千代田区 新宿区 文京区 台東区 "
        "墨田区 江東区 品川区 目黒区 大田区 世田谷区 渋谷区 中野区 杉並区 豊島区 荒川区 板橋区 "
        "練馬区 足立区 葛飾区 江戸川区 横浜市 鶴見区 神奈川区 保土ケ谷区 磯子区 港南区 川崎市 "
        "相模原市 名古屋市 京都市 左京区 大阪市 堺市 神戸市 岡山市 広島市 つくば市 いわき市 "
        "ひたちなか市 うるま市 みなかみ町 えびの市 むつ市 せたな町 ニセコ町 南アルプス市"
    ),
    "pl": (
        "Kraków Łódź Wrocław Poznań Gdańsk Szczecin Bydgoszcz Białystok Częstochowa Radom Toruń "
        "Sosnowiec Rzeszów Gorzów Zielona_Góra Płock Elbląg Wałbrzych Włocławek Tarnów Chorzów "
        "Koszalin Kalisz Legnica Grudziądz Jaworzno Słupsk Jastrzębie-Zdrój Nowy_Sącz "
        "Jelenia_Góra Siedlce Mysłowice Konin Piła Piotrków Inowrocław Lubin Ostrów Suwałki "
        "Stargard Gniezno Ostrowiec Siemianowice Głogów Pabianice Leszno Żory Zamość Pruszków "
        "Łomża Ełk Tarnowskie_Góry Tomaszów Chełm Mielec Kędzierzyn-Koźle Przemyśl Stalowa_Wola "
        "Tczew Biała_Podlaska"
    ),
    "ru": (
        "Москва Санкт-Петербург Новосибирск Екатеринбург Казань Нижний_Новгород Челябинск Самара "
        "Омск Ростов Уфа Красноярск Воронеж Пермь Волгоград Краснодар Саратов Тюмень Тольятти "
        "Ижевск Барнаул Ульяновск Иркутск Хабаровск Ярославль Владивосток Махачкала Томск "
        "Оренбург Кемерово Новокузнецк Рязань Астрахань Пенза Липецк Тула Киров Чебоксары "
        "Калининград Брянск Курск Иваново Магнитогорск Тверь Ставрополь Белгород Сочи "
        "Нижний_Тагил Архангельск Владимир Чита Калуга Смоленск Волжский Якутск Саранск Череповец "
        "Курган Вологда"
    ),
    "fr": (
        "Paris Évry Besançon Orléans Nîmes Saint-Étienne Béziers Mâcon Châteauroux Angoulême "
        "Périgueux Montélimar Épinal Saint-Denis Créteil Nogent-sur-Oise Compiègne Sète Alès Agen "
        "Béthune Liévin Thionville Sélestat Chambéry Annecy Vénissieux Décines Saint-Priest "
        "Roanne Le_Creusot Nevers Mâcon Dole Gérardmer Châlons Reims Troyes Sedan Laon "
        "Château-Thierry Orsay Étampes Melun Fécamp Évreux Vélizy Sèvres Neuilly Asnières "
        "Bagnolet Le_Pré Nîmes Arles Fréjus Hyères Orange Uzès Lodève Saint-Malo Fougères Vitré "
        "Guérande Préfailles"
    ),
    "de": (
        "München Köln Düsseldorf Würzburg Nürnberg Fürth Göttingen Lübeck Osnabrück Münster "
        "Tübingen Saarbrücken Mönchengladbach Gießen Gütersloh Lüneburg Görlitz Jüterbog Löbau "
        "Plön Rüsselsheim Völklingen Böblingen Lörrach Überlingen Öhringen Neumünster Berlin "
        "Hamburg Bremen Bonn Jena Gera Ulm Augsburg Großenhain Altötting"
    ),
    "cs": (
        "Praha Brno Plzeň České_Budějovice Ústí_nad_Labem Hradec_Králové Zlín Jihlava Liberec "
        "Olomouc Děčín Karviná Třinec Příbram Kroměříž Žďár Přerov Havířov Šumperk Třebíč Znojmo "
        "Břeclav Písek Tábor Kolín Jablonec Uherské_Hradiště Nový_Jičín Valašské_Meziříčí "
        "Frýdek-Místek Opava Mělník Kladno Náchod Čáslav Řevnice"
    ),
    "es": (
        "León Cádiz Málaga Córdoba Jaén Almería Ávila Cáceres Mérida Logroño La_Coruña Gijón "
        "Avilés Sagunto Alcalá Móstoles Leganés Alcorcón Getafe Torrejón Sabadell Badalona Lérida "
        "Castellón Elda Orihuela Ibañeta Zamora"
    ),
}
ENCODINGS = {
    "zh-Hans": ("gb18030", "gbk"),
    "zh-Hant": ("big5", "cp950"),
    "ko": ("euc_kr", "cp949"),
    "ja": ("euc_jp", "shift_jis", "cp932"),
    "pl": ("cp1250", "iso8859_2"),
    "ru": ("cp1251", "koi8_r"),
    "fr": ("cp1252", "latin_1"),
    "de": ("cp1252", "latin_1"),
    "cs": ("cp1250", "iso8859_2"),
    "es": ("cp1252", "latin_1"),
}
UNICODE = ("utf-8", "utf-8-sig", "utf-16")


def names(language: str) -> list[str]:
    """Return the names of a language's places."""
    return [name.replace("_", " ") for name in NAMES[language].split()]
