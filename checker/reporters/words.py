"""The fixed words of the reports for people, in English and Chinese."""

from __future__ import annotations

from checker.languages import Sentence

COLORS = {"error": "1;31", "query": "1;33", "note": "1;36", "held": "32", "broken": "31", "quiet": "2", "mark": "1"}

LEVELS = {
    "error": Sentence("error", "错误"),
    "query": Sentence("query", "疑问"),
    "note": Sentence("note", "提示"),
}
VERDICTS = {
    "held": Sentence("held", "成立"),
    "broken": Sentence("broken", "不成立"),
    "undecided": Sentence("undecided", "未决"),
}
KINDS = {
    "sum": Sentence("sum", "合计"),
    "difference": Sentence("difference", "差"),
    "share": Sentence("share", "比重"),
    "shares": Sentence("shares", "比重和"),
    "rate": Sentence("rate", "比率"),
    "per_head": Sentence("per head", "平均每"),
    "ratio": Sentence("ratio", "比"),
    "growth": Sentence("growth", "增减"),
    "average": Sentence("average", "平均"),
    "bound": Sentence("bound", "界限"),
    "repeat": Sentence("repeat", "重复"),
    "common_base": Sentence("base", "基数"),
    "possible": Sentence("possible", "可能值"),
    "unit": Sentence("unit", "单位"),
    "list": Sentence("list", "列举"),
    "formula": Sentence("formula", "公式"),
}
ROLES = {
    "title": "标题",
    "unit": "单位",
    "header": "表头",
    "data": "数据",
    "subtotal": "小计",
    "total": "合计",
    "group": "分组",
    "note": "注",
}
REASONS = {
    "a figure is missing": "缺少数据",
    "the base may be zero": "基数可能为零",
    "units differ": "单位不同",
    "nothing to compare": "无可比较",
    "the base is not a whole number": "基数不是整数",
    "the formula cannot be evaluated": "公式无法计算",
    "the figures may not belong together": "各数未必应当相符",
    "this kind of relation is not judged": "此类关系不作判断",
    "rounding leaves the condition open": "因舍入不能断定条件是否成立",
    "nothing earlier is given": "没有给出上期",
    "no table has": "没有哪张表有",
    "the table does not have": "表中没有",
    "not among the inputs": "不在所给文件中",
    "no row is called": "没有这样的行",
    "out of its period": "不在有效期内",
}
HINTS = {
    "would hold if truncated": "若为截尾则成立",
    "would hold if rounded up": "若为进位则成立",
    "would hold within one unit of the last place": "若允许末位相差一个单位则成立",
    "would hold if figures were moved so that the table adds up": "若经舍位平衡则成立",
    "would hold if rounded twice": "若经两次舍入则成立",
    "percentage points and percent are taken for each other": "可能混淆百分点与百分比",
    "only two rules for halves allow both": "同一精度而数字不同，需两种进位规则",
    "several pairs of figures, wrong together, would explain this": "有几组两数同时有误均可解释此项",
    "would hold if two lines were exchanged": "若两行互换则成立",
    "breaks on most lines: the formula or its units may be wrong": "多数行不成立，公式或单位可能有误",
    "breaks on most lines: the figures may be of another whole": "多数行不成立，所占的总数可能是另一个",
    "each of these relations holds, but not all of them together": "各项关系分别成立，但不能同时成立",
}
NAMING_HINTS = {  # hints that name figures: how they begin and end, and the same in Chinese
    ("a factor of ", " would settle this"): "改为{}倍即可成立",
    ("would hold if ", " changed places"): "若{}互换位置则成立",
    ("the gap is ", ", which may be counted twice or not belong"): "差额恰为{}，可能重复计入或不应计入",
    ("the gap is ", ", which may be left out"): "差额恰为{}，可能漏计",
}


def hint_word(hint: str, lang: str) -> str:
    """What would explain a finding, in a language."""
    if lang != "zh":
        return hint
    known = next((english for english in HINTS if hint.endswith(english)), "")
    return HINTS.get(known) or _naming(hint)


def _naming(hint: str) -> str:
    for (begins, ends), chinese in NAMING_HINTS.items():
        if hint.startswith(begins) and hint.endswith(ends):
            return chinese.format(hint[len(begins) : -len(ends)].replace(" and ", "与"))
    return hint


def painted(text: str, color: str, wanted: bool) -> str:
    """A text in a terminal colour, if colours are wanted."""
    return f"\x1b[{COLORS[color]}m{text}\x1b[0m" if wanted and color in COLORS else text


def reason_word(reason: str, lang: str) -> str:
    """Why a relation is undecided, in a language; what follows a colon names things and stays as it is."""
    if lang != "zh":
        return reason
    known, _, names = reason.partition(": ")
    if reason in REASONS or known not in REASONS:
        return REASONS.get(reason, reason)
    return f"{REASONS[known]}：{names}"
