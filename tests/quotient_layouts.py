"""Small reports in many layouts: what quotients they hold, and reports that hold none."""

from __future__ import annotations

# What is found; the last two are the right and a wrong reading of one figure that the relation must contradict.
LAYOUTS: dict[str, tuple[str, str, tuple[str, str]]] = {
    "share of a total below": (
        "Region,Persons,Per cent of total\nNorth,4120,34.2\nSouth,3980,33.0\nEast,2310,19.2\n"
        "West,1640,13.6\nTotal,12050,100.0\n",
        "share C4 = B4, B6",
        ("19.2", "12.9"),
    ),
    "share of a total above that states no share": (
        "地区,人数（人）,占比（%）\n合计,12050,\n甲县,4120,34.19\n乙县,3980,33.03\n丙县,2310,19.17\n丁县,1640,13.61\n",
        "share C4 = B4, B2",
        ("33.03", "30.33"),
    ),
    "share of a subtotal": (
        "指标,金额（万元）,占比（%）\n一、工业合计,9300,100.0\n　轻工业,5210,56.0\n　重工业,4090,44.0\n"
        "二、商业合计,7420,100.0\n　批发,2930,39.5\n　零售,3170,42.7\n　餐饮,1320,17.8\n",
        "share C8 = B8, B5",
        ("17.8", "71.8"),
    ),
    "number and per cent for two years": (
        ",2008,,2009,\nOccupation,Number,%,Number,%\nAll,12050,100.0,13110,100.0\nClerks,4120,34.2,4415,33.7\n"
        "Nurses,3980,33.0,4120,31.4\nDrivers,2310,19.2,2675,20.4\nCooks,1640,13.6,1900,14.5\n",
        "share E6 = D6, D3",
        ("20.4", "24.0"),
    ),
    "a share of the total column": (
        "School,Total,Boys,Girls,% boys\nA,640,301,339,47.0\nB,410,212,198,51.7\nC,215,98,117,45.6\n"
        "D,377,180,197,47.7\n",
        "share E3 = C3, B3",
        ("51.7", "57.1"),
    ),
    "shares in a row under the counts": (
        ",North,South,East,West,Total\nPersons,4120,3980,2310,1640,12050\nPer cent,34.2,33.0,19.2,13.6,100.0\n",
        "share D3 = D2, F2",
        ("19.2", "91.2"),
    ),
    "a section of percentages with the same labels": (
        ",2004,2005,2006\nPupils,,,\nTotal,12176,12984,13602\nNorth,3163,3324,3465\n"
        "South,2497,2805,3227\nEast,6516,6855,6910\n"
        "Percentage distribution,,,\nNorth,26.0,25.6,25.5\nSouth,20.5,21.6,23.7\nEast,53.5,52.8,50.8\n",
        "share D9 = D5, D3",
        ("23.7", "27.3"),
    ),
    "fractions of one": (
        "Office,Applications,Granted,Share granted\nA,812,640,0.788\nB,433,377,0.871\nC,951,702,0.738\n"
        "D,377,151,0.401\n",
        "share D4 = C4, B4",
        ("0.738", "0.783"),
    ),
    "a rate of three columns": (
        "年份,学龄儿童数（万人）,已入学数（万人）,净入学率（%）\n2004,10548.1,10437.1,98.9\n2005,10207.0,10120.3,99.2\n"
        "2006,10075.5,10001.5,99.3\n2007,9947.9,9796.8,98.5\n",
        "rate D5 = C5, B5",
        ("98.5", "95.8"),
    ),
    "per 100,000 of a population in thousands": (
        "State,Population (thousands),Deaths,Deaths per 100000 population\nA,4120,9310,226.0\n"
        "B,980,1893,193.2\nC,2310,6021,260.6\n"
        "D,640,1777,277.7\n",
        "per_head D4 = C4, B4",
        ("260.6", "206.6"),
    ),
    "one to n": (
        "学校,专任教师,在校学生,师生比\n一中,58,1080,1:18.62\n二中,44,778,1:17.68\n三中,31,445,1:14.35\n"
        "四中,112,1440,1:12.86\n",
        "rate D4 = C4, B4",
        ("1:14.35", "1:15.34"),
    ),
    "scores, full where the rate exceeds 100": (
        "指标,指标值,完成值,分值,完成率（%）,得分\n面积,12600,12480,20,99.0,19.81\n"
        "座数,180,150,10,83.3,8.33\n人数,9800,10236,15,104.4,15\n"
        "按期,1000,944,10,94.4,9.44\n验收,400,372,25,93.0,23.25\n",
        "rate E3 = F3, D3",
        ("8.33", "3.83"),
    ),
    "per head, thousands told by no word": (
        "Country,GDP,Inhabitants,GDP per head\nA,81200,4120,19709\nB,30340,980,30959\n"
        "C,51100,2310,22121\nD,8800,640,13750\n",
        "per_head D4 = B4, C4",
        ("22121", "21221"),
    ),
    "a yield, units converted": (
        "地区,播种面积（万亩）,总产量（吨）,每亩产量（公斤）\n甲,26.25,712418,2714.0\n"
        "乙,4.80,101513,2114.9\n丙,73.35,1746106,2380.5\n",
        "per_head D4 = C4, B4",
        ("2380.5", "2830.5"),
    ),
    "growth between two years": (
        "Product,2008,2009,% change\nWheat,1560944,1181534,-24.3\nOats,194970,123498,-36.7\n"
        "Rye,11300,7904,-30.1\nFlax,73912,85550,15.7\n",
        "growth D4 = B4, C4",
        ("-30.1", "-31.0"),
    ),
    "growth, this year first": (
        "指标,本年,上年,增长（%）\n工业,1930176,1827088,5.6\n零售,538718,505375,6.6\n财政,102665,101404,1.2\n",
        "growth D3 = C3, B3",
        ("6.6", "9.6"),
    ),
    "growth along years, upwards": (
        "Year,Visitors,Annual change (%)\n2005,66949,0.9\n2004,66384,0.9\n2003,65789,-0.6\n"
        "2002,66161,0.2\n2001,66043,\n",
        "growth C4 = B5, B4",
        ("-0.6", "-6.0"),
    ),
    "growth row over year columns": (
        "项目,2016年,2017年,2018年,2019年,2020年\n总产量,66043.5,66160.7,65789.2,66384.3,66949.2\n"
        "其中：稻谷,21109.4,21267.6,21212.9,20961.4,21186.0\n"
        "总产量比上年增长（%）,,0.2,-0.6,0.9,0.9\n",
        "growth D4 = C2, D2",
        ("-0.6", "-6.0"),
    ),
    "change over a year ago, by quarters": (
        "Quarter,Sales,% change on a year earlier\nQ1 2008,812,\nQ2 2008,845,\nQ3 2008,790,\n"
        "Q4 2008,903,\nQ1 2009,851,4.8\n"
        "Q2 2009,833,-1.4\nQ3 2009,842,6.6\nQ4 2009,921,2.0\n",
        "growth C8 = B4, B8",
        ("6.6", "9.6"),
    ),
    "an index of the year before": (
        "年份,收入（万元）,指数（上年=100）\n2006,2194628,121.7\n2007,2858600,130.3\n2008,3610616,126.3\n"
        "2009,3887848,107.7\n2010,5005759,128.8\n",
        "ratio C5 = B5, B4",
        ("107.7", "170.7"),
    ),
    "an index of a base year": (
        "Year,Output,Index (2000=100)\n2000,8120,100.0\n2001,8455,104.1\n2002,7903,97.3\n"
        "2003,9030,111.2\n2004,9514,117.2\n",
        "ratio C4 = B4, B2",
        ("97.3", "93.7"),
    ),
    "percentage points": (
        "地区,2021年入学率（%）,2022年入学率（%）,提高（百分点）\n甲,95.2,96.1,0.9\n乙,93.8,93.1,-0.7\n"
        "丙,97.0,98.4,1.4\n丁,91.3,92.6,1.3\n",
        "difference D4 = C4, B4",
        ("1.4", "4.1"),
    ),
    "a change and its percentage imply the earlier figure": (
        "指标,上年,本年,增减额,增减（%）\n甲,57324,61823,4499,7.8\n乙,48656,43431,-5225,-10.7\n丙,8478,9328,850,10.0\n",
        "common_base B3 = D3, E3",
        ("-10.7", "-17.0"),
    ),
    "shares of one whole, side by side": (
        "Year,Composition (%),,\n,Rail,Road,Water\n2001,24.2,53.7,22.1\n2002,23.9,54.6,21.5\n"
        "2003,22.8,55.0,22.2\n2004,22.3,56.3,21.4\n",
        "shares 100 = B5, C5, D5",
        ("55.0", "50.5"),
    ),
    "counts and shares without their total": (
        "职称,人数,占比（%）\n副高,158,2.61\n中级,1044,17.24\n助理,2690,44.43\n员级,1965,32.46\n未定,197,3.25\n",
        "common_base None = B2, C2, B3, C3, B4, C4, B5, C5, B6, C6",
        ("17.24", "12.74"),
    ),
    "two rates of one population": (
        "年份,出生人数（万人）,出生率（‰）,死亡人数（万人）,死亡率（‰）\n2014,75.13,9.45,55.81,7.02\n"
        "2015,72.11,9.05,56.02,7.03\n"
        "2016,77.96,9.76,56.15,7.03\n2017,77.82,9.71,56.34,7.03\n",
        "common_base None = B4, C4, D4, E4",
        ("9.76", "7.96"),
    ),
    "the average of the quarters": (
        "Industry,Q1,Q2,Q3,Q4,Average\nFood,98.7,103.7,104.2,93.4,100.0\n"
        "Wood,97.0,105.7,106.2,91.1,100.0\nOil,102.0,112.4,105.4,90.2,102.5\n",
        "average F4 = B4, C4, D4, E4",
        ("102.5", "105.2"),
    ),
    "an average weighted by what the totals add up": (
        "sector,staff,women,average wage\nFood,120,71,3100\nWood,80,19,2900\nIndustry total,200,90,3020\n"
        "Health,300,233,4000\nSchools,100,64,3600\nServices total,400,297,3900\n"
        "Trade,150,92,2700\nTransport,250,58,3000\nOther total,400,150,2888\n",
        "average D4 = D2, D3",
        ("3020", "3200"),
    ),
    "quarters under their years, two changes": (
        "Period,Sales,Change from previous quarter (%),Change from same quarter of previous year (%)\n"
        "2008,,,\nQ1,1208,,\nQ2,1227,1.6,\n"
        "Q3,1312,6.9,\nQ4,1321,0.7,\n2009,,,\nQ1,1454,10.1,20.4\nQ2,1590,9.4,29.6\nQ3,1656,4.2,26.2\nQ4,1667,0.7,26.2\n",
        "growth D10 = B5, B10",
        ("26.2", "22.6"),
    ),
    "men per hundred women": (
        "地区,合计,男,女,性别比（女=100）\n甲,4120,2145,1975,108.61\n乙,3980,2010,1970,102.03\n丙,2310,1190,1120,106.25\n",
        "rate E4 = C4, D4",
        ("106.25", "102.65"),
    ),
    "an average whose heading names the years": (
        "指标,2018年,2019年,2020年,2018—2020年平均\n稻谷,21212.9,20961.4,21186.0,21120.1\n"
        "小麦,13144.0,13359.6,13425.4,13309.7\n",
        "average E3 = B3, C3, D3",
        ("13309.7", "13903.7"),
    ),
    "a gross margin": (
        "product,revenue,cost,gross margin (%),revenue on last year (%)\nPumps,6180.4,4127.9,33.21,4.1\n"
        "Valves,2937.6,1811.2,38.34,-7.7\nPipes,905.3,655.0,27.65,12.9\nOthers,148.2,119.7,19.23,0.4\n",
        "growth D3 = B3, C3",
        ("38.34", "83.34"),
    ),
    "毛利率": (
        "产品,营业收入（元）,营业成本（元）,毛利率（%）\n水泵,6180.4,4127.9,33.21\n阀门,2937.6,1811.2,38.34\n"
        "管件,905.3,655.0,27.65\n其他,148.2,119.7,19.23\n",
        "growth D3 = B3, C3",
        ("38.34", "83.34"),
    ),
    "mean wages under a common header": (
        "行业,人数（人）,,工资总额（千元）,,平均工资（元）,\n,在岗职工,劳务派遣,在岗职工,劳务派遣,在岗职工,劳务派遣\n"
        "采矿,301,68,3523,920,11704,13529\n电力,638,36,21390,433,33527,12028\n建筑,380,5,5562,84,14637,16800\n",
        "per_head F4 = D4, B4",
        ("33527", "35327"),
    ),
    "one line of a form that stands above once more": (
        "分产品,营业收入,营业成本,毛利率（%）\n水泵,6180.4,4127.9,33.21\n阀门,2937.6,1811.2,38.34\n"
        "管件,905.3,655.0,27.65\n\n分地区,营业收入,营业成本,毛利率（%）\n境内,10023.3,6594.1,34.21\n",
        "growth D7 = B7, C7",
        ("34.21", "43.21"),
    ),
    "growth on last year where a third year is stated": (
        "主要数据,2024年,2023年,本期比上年同期增减（%）,2022年\n营业收入,4118.26,4470.52,-7.88,4391.07\n"
        "总资产,8806.31,8714.95,1.05,8013.40\n",
        "growth D2 = C2, B2",
        ("-7.88", "-8.78"),
    ),
}

SILENT: dict[str, str] = {
    "percentages of what the table does not show": (
        "Region,Schools,Pupils,Completion rate (%),Share of the country (%)\nA,41,12000,88.1,3.2\n"
        "B,39,11500,91.4,7.1\nC,23,6400,79.3,1.6\n"
        "D,31,9100,84.9,5.5\n"
    ),
    "growth at constant prices": (
        "Year,GDP,Real growth (%)\n2001,100000,\n2002,105800,2.9\n2003,113100,4.1\n2004,117700,1.2\n2005,126400,4.8\n"
    ),
    "years that do not follow each other": (
        "年份,产量,比上年增长（%）\n1980,4030,6.1\n1990,6210,2.4\n2000,9100,5.2\n2010,15020,7.7\n"
    ),
    "two figures in proportion by coincidence": "firm,staff,sales,stores\nA,10,40,4\nB,12,90,7\nC,20,50,2\n",
    "shares of a whole that is not the total below": (
        "客户,销售额（万元）,占年度销售总额比例（%）\n甲,1083.52,6.73\n乙,994.16,6.18\n丙,925.97,5.75\n合计,3003.65,18.66\n"
    ),
    "a list of the largest": "Country,Exports,Share (%)\nA,812,6.1\nB,640,4.8\nC,433,3.3\n",
    "medians": (
        "Region,First quarter,Median,Third quarter,Mean\nA,14.2,25.1,33.0,26.0\nB,12.9,27.7,35.8,24.9\n"
        "C,11.1,22.2,31.9,25.3\n"
    ),
}
