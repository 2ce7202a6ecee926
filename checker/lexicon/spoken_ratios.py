"""The words of ratios told in one breath: which two sides they name, and what makes them ratios of other numbers."""

from __future__ import annotations

from checker.lexicon.words import Words

_IS = r"\s(?:(?:was|is|of|stood|at|stands|about|around|roughly|now)\s){0,3}$"
SIDES = Words(
    rf"\b(?P<left>[a-z]{{3,}})(?:-to-|[-/– ]|\sto\s)(?P<right>[a-z]{{3,}})\sratio{_IS}"
    rf"|\bratio\sof\s(?P<former>[a-z]{{3,}})\sto\s(?P<latter>[a-z]{{3,}}){_IS}",
    r"(?:(?P<one>[一-鿿]{2,6}?)(?:与|和|对|同)(?P<other>[一-鿿]{2,6}?)(?:人?数)?(?:的?比例|的?比率|之比|的?比值|的?比)"
    r"|(?P<first>[一-鿿])(?P<second>[一-鿿])(?:性?比例?|比率|之比))(?:约?为|是|达到?|约)?:?$",
)
TO_ONE = Words(r"\s(?:to\s1|to\sone|:\s?1)\b(?![.,]\d)")
PRINTED = Words(r"(?P<left>\d+(?:\.\d+)?)\s?(?::|to)\s?(?P<right>\d+(?:\.\d+)?|one\b)")
EN_NOUN = Words(r"[a-z][a-z'-]*")
OTHER_RATIO = Words(
    r"\b(?:full[- ]time|fte|equivalents?|national|target|required|statutory|average)\b",
    r"按|核定|全[国省市]|标准|国家|要求|规定|目标|控制|在编|折算|折合",
)
