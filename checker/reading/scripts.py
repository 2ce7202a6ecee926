"""The characters that texts in the East Asian encodings are mostly made of."""

from __future__ import annotations

from typing import NamedTuple

# The commonest characters of Chinese prose and of statistical tables, alike in both scripts ...
BOTH = (
    "一不在有人我他大上和地到出就分生用方下年能公社同工作主可多定前部度行小起成市三二四五六七八九十百千元日月合其"
    "女性男子口城村居民族文教育水平高初等各科目期末立私所全收支入加以之中也自者理法得而事本正心物由平如此因外新去"
    "好只天重者使手化意想表但力果已己情最看明又相被它利比或向很及先再回代制世取系委死安指次信件通始管量品消治常北"
    "南院直求基便路政引海山更果清常林西東道石河湖江廣州福建浙安蘇徽京津冀晋上海重交通物流食住宿房地金融租商文化"
    "衣食住行土木石金火水田野草花果菜茶油肉牛羊猪魚木竹本季度累上半年下半年人均每占位名次序号注表均值率份"
)
# ... in simplified, and in traditional characters.
SIMPLIFIED = (
    "的是了这来国时个们为说对发过动经种义产电机关于总计数据统单别类县镇乡农业额务费财资项东西华师历离职医药卫际运"
    "输邮储备广减长当后学实现进样开头无应间给从现点还问两么话没与组网设断较济质车门际连线图钱劳员项岁专办权报确认"
    "标准价处级决万亿区划划属层岛湾龙凤陈杨张刘赵马吴鲤泽丰苏宁贵庆陕肃疆黑吉辽众构执选举导监测环评优术创业"
)
TRADITIONAL = (
    "的是了這來國時個們為說對發過動經種義產電機關於總計數據統單別類縣鎮鄉農業額務費財資項東西華師歷離職醫藥衛際運"
    "輸郵儲備廣減長當後學實現進樣開頭無應間給從現點還問兩麼話沒與組網設斷較濟質車門際連線圖錢勞員項歲專辦權報確認"
    "標準價處級決萬億區劃劃屬層島灣龍鳳陳楊張劉趙馬吳澤豐蘇寧貴慶陝肅疆黑吉遼眾構執選舉導監測環評優術創業臺北"
)
JAPANESE = "県町村区部男女計総数人口世帯産業工商農林水漁建設製造小売卸運輸情報通信金融保険教育医療福祉円"
KOREAN = (
    "이가의는을를에서도로한고하지다인사시구군동면합계전국서울부산대광주울세종경기강원충청남북라제명수년월일위단천율비총"
    "여자성분항목평균금액학교생업장건물토용공무원중등초유치보육정과목별현황연령출사망혼인외"
)


PUNCTUATION = frozenset("　、。，：；（）《》“”％—…·〇①②③④⑤⑥￥℃㎡－＋０１２３４５６７８９．／ⅠⅡⅢ")
KANA = frozenset(map(chr, range(0x3041, 0x30FD)))


class Script(NamedTuple):
    """A multibyte encoding: the first and second bytes of its ordinary characters, and the common ones.

    `threshold` is the plausibility asked of a text, from 0 to 2: ordinary characters alone give 1, which
    proves little where a second byte may be an ASCII letter.
    """

    encoding: str
    leads: range
    trails: range
    common: frozenset[str]
    threshold: float

    def is_ordinary(self, letter: str) -> bool:
        """Whether a character is in the part of the encoding laid out for frequent use, or punctuation."""
        code = letter.encode(self.encoding, "replace")
        return letter in PUNCTUATION or (len(code) == 2 and code[0] in self.leads and code[1] in self.trails)


HIGH, ANY = range(0xA1, 0xFF), range(0x40, 0xFF)
SCRIPTS = (
    Script("gb18030", range(0xB0, 0xD8), HIGH, frozenset(BOTH + SIMPLIFIED), 0.9),  # GB 2312 level 1
    Script("big5", range(0xA4, 0xC7), ANY, frozenset(BOTH + TRADITIONAL), 1.1),  # level 1
    Script("cp932", range(0x82, 0x98), ANY, KANA | frozenset(BOTH + JAPANESE), 1.1),  # kana, JIS level 1
    Script("cp949", range(0xB0, 0xC9), HIGH, frozenset(KOREAN), 0.9),  # the Hangul of KS X 1001
)
