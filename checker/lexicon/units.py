"""The units of reports, as data: spellings, the kind of quantity, and how many base units one is.

A row is kind, base unit, number of base units, spellings (the first of its script is the symbol). Counting
units that measure the same things share a base: 人 and 名 add up, 人 and 所 do not. `item` is the
counting unit of things (个, 项) and adds up with all but people, households and visits; `number` with all.
"""

from __future__ import annotations

UNITS = """
count person 1 人 名 口 位 persons person people individuals inhabitants employees
count visit 1 人次 person-times visits
count household 1 户 households household families
count school 1 所 家 座 处 间 institutions establishments enterprises schools
count piece 1 台 套 台(套) 台套 台/套 部 架 sets
count vehicle 1 辆 艘 列 vehicles
count book 1 册 本 卷 volumes copies
count animal 1 头 只 匹 羽 头(只) 头/只 头只 head animals
count case 1 起 宗 例 cases
count time 1 次 期 场 批 批次 times
count item 1 个 项 件 条 份 张 枚 幢 栋 个/件 件(套)
count number 1 number no. nos. units unit items count counts numbers pieces
money CNY 1 元 圆 人民币 人民币元 RMB CNY yuan ¥ RMB_yuan
money CNY 1/10 角
money CNY 1/100 分
money USD 1 美元 $ US$ USD dollar dollars U.S._dollars US_dollars
money EUR 1 欧元 EUR € euro euros
money GBP 1 英镑 £ GBP pound_sterling pounds_sterling
money JPY 1 日元 JPY yen
money HKD 1 港元 港币 HK$ HKD
money TWD 1 新台币 新台币元 NT$ TWD NTD
money KRW 1 韩元 KRW won
money CAD 1 加元 C$ CAD CA$ Canadian_dollars
money AUD 1 澳元 A$ AUD AU$ Australian_dollars
money NZD 1 NZ$ NZD
money NOK 1 NOK
money SEK 1 SEK
money DKK 1 DKK
money ISK 1 ISK
money CHF 1 瑞士法郎 CHF
money INR 1 卢比 INR Rs Rs. ₹ rupees
money RUB 1 卢布 RUB roubles rubles
money PLN 1 PLN
money CZK 1 CZK
money HUF 1 HUF
money FIM 1 FIM
percent one 1/100 % 百分比 百分数 per_cent percent pct percentage percentages percents percent_(%)
permille one 1/1000 ‰ 千分比 per_mille permille per_thousand per_1000
per_ten_thousand one 1/10000 1/万 /万 ‱ 万分比 per_10000 per_ten_thousand
ratio one 1 倍
ratio one 1/100000 1/10万 /10万 1/十万 /十万 per_100000
points points 1 百分点 个百分点 percentage_points percentage_point pp p.p. pp. %_points %-points ppt ppts
physical square_metre 1 ㎡ 平方米 平米 m² m2 sq_m sq._m square_metres square_meters square_metre
physical square_metre 10000 公顷 ha hectares hectare
physical square_metre 2000/3 亩 mu
physical square_metre 1000000 平方公里 平方千米 ㎢ km² km2 sq_km sq._km square_kilometres square_kilometers
physical square_metre 316160658/78125 acres acre
physical square_metre 1/10000 平方厘米 cm² cm2
physical square_foot 1 sq_ft sq._ft square_feet ft²
physical kilogram 1 公斤 千克 kg kilograms kilogrammes
physical kilogram 1/1000 克 g grams
physical kilogram 1/1000000 毫克 mg
physical kilogram 1/2 斤
physical kilogram 1000 吨 t tonnes tonne metric_tons metric_tonnes mt
physical kilogram 45359237/100000000 lb lbs
physical ton 1 tons ton short_tons
physical deadweight_ton 1 载重吨 dwt deadweight_tons
physical coal_ton 1 吨标准煤 tce
physical co2_tonne 1 吨二氧化碳 t_CO2 t_CO2_eq. t_CO2_eq t_CO2e tonnes_CO2
physical metre 1 米 m metres meters metre
physical metre 1000 公里 千米 km kilometres kilometers kilometre
physical metre 500 里
physical metre 1/100 厘米 cm centimetres centimeters
physical metre 1/1000 毫米 mm millimetres millimeters
physical metre 201168/125 miles
physical cubic_metre 1 立方米 方 ㎥ m³ m3 cubic_metres cubic_meters
physical cubic_metre 1/1000 升 l litres liters litre
physical cubic_metre 1/1000000 毫升 ml
physical barrel 1 barrels bbl
physical kilowatt_hour 1 千瓦时 千瓦小时 kWh
physical kilowatt_hour 1000 兆瓦时 MWh
physical kilowatt_hour 1000000 GWh
physical kilowatt_hour 1000000000 TWh
physical kilowatt 1 千瓦 kW
physical kilowatt 1000 兆瓦 MW megawatts
physical kilowatt 1000000 GW gigawatts
physical joule 1000000000000 TJ terajoules
physical joule 1000000000000000 PJ petajoules
physical hour 1 小时 hours hrs
physical hour 24 天 days
physical hour 1/60 分钟 minutes mins
physical lesson 1 学时 课时
physical credit 1 学分 credits
physical year_of_age 1 岁 周岁 years_old
count bed 1 床 张床 beds
physical celsius 1 ℃ °C
index index 1 指数 index
"""

# Powers of ten written before a unit: 万元, thousand tonnes. Longer ones first.
POWERS_ZH = {
    "万亿": 10**12,
    "千亿": 10**11,
    "百亿": 10**10,
    "十亿": 10**9,
    "亿": 10**8,
    "千万": 10**7,
    "百万": 10**6,
    "十万": 10**5,
    "万": 10**4,
    "千": 10**3,
    "百": 10**2,
}

POWERS_EN = {
    "hundred": 10**2,
    "hundreds": 10**2,
    "100": 10**2,
    "thousand": 10**3,
    "thousands": 10**3,
    "thous": 10**3,
    "thou": 10**3,
    "'000": 10**3,
    "'000s": 10**3,
    "000": 10**3,
    "000s": 10**3,
    "000's": 10**3,
    "1,000": 10**3,
    "1000": 10**3,
    "k": 10**3,
    "lakh": 10**5,
    "lakhs": 10**5,
    "million": 10**6,
    "millions": 10**6,
    "mill": 10**6,
    "mill.": 10**6,
    "mio": 10**6,
    "mio.": 10**6,
    "mn": 10**6,
    "mln": 10**6,
    "m": 10**6,
    "'000,000": 10**6,
    "1,000,000": 10**6,
    "crore": 10**7,
    "crores": 10**7,
    "billion": 10**9,
    "billions": 10**9,
    "bn": 10**9,
    "bln": 10**9,
    "trillion": 10**12,
    "trillions": 10**12,
    "tn": 10**12,
}

# Names of powers of ten in canonical symbols.
POWER_NAMES = {10**3: "thousand", 10**6: "million", 10**9: "billion", 10**12: "trillion"}

# Words that may stand before a unit without changing it: (unadjusted $ thousands).
BEFORE = frozenset(
    (
        *("unadjusted", "adjusted", "seasonally", "current", "constant", "estimated", "total"),
        *("in", "chained", "value", "approx.", "about", "real", "nominal", "short"),
    )
)

# Who or what a per-head figure is divided by, beside the units themselves.
DIVISORS = {
    "生": "人",
    "学生": "人",
    "师": "人",
    "职工": "人",
    "capita": "人",
    "head": "人",
    "student": "人",
    "pupil": "人",
    "inhabitant": "人",
    "employee": "人",
    "校": "所",
    "班": "个",
    "日": "天",
    "day": "天",
    "hour": "小时",
}

# Base units that other base units make up, for pint; every other base is a dimension of its own.
DERIVED = {
    "square_metre": "metre ** 2",
    "cubic_metre": "metre ** 3",
    "square_foot": "metre ** 2 * 145161 / 1562500",
    "barrel": "metre ** 3 * 19873411866 / 125000000000",
    "kilowatt_hour": "kilowatt * hour",
    "joule": "kilowatt * hour / 3600000",
}
