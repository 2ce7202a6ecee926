"""The words that surround figures in English sentences, as data."""

from __future__ import annotations

SCALES = {
    "hundred": 2, "thousand": 3, "k": 3, "lakh": 5, "lakhs": 5, "million": 6, "millions": 6, "mn": 6, "m": 6,
    "crore": 7, "crores": 7, "billion": 9, "bn": 9, "b": 9, "trillion": 12, "tn": 12, "trn": 12,
}  # fmt: skip
WORDS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
    "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60,
    "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December"
    "|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec"
)
PERIODS = {"year": "year", "annum": "year", "annually": "year", "yearly": "year", "month": "month", "monthly": "month",
           "quarter": "quarter", "quarterly": "quarter", "week": "week", "weekly": "week", "day": "day", "daily": "day"}  # fmt: skip
MEASURES = (
    "km2|km²|sq km|square kilometres|square kilometers|square metres|square meters|sq m|m2|m²|hectares?|ha|acres?|km|kilometres?"
    "|kilometers?|miles?|metres?|meters?|kg|kilograms?|tonnes?|tons?|grams?|litres?|liters?|kWh|MWh|GWh|MW|GW|kW"
)
CURRENCIES = "US$|A$|C$|HK$|NZ$|S$|£|$|€|¥|₹|USD|GBP|EUR|RMB|Rs"
MOVES = "increase|rise|gain|growth|jump|decrease|decline|drop|fall|reduction|cut|more|fewer|less|higher|lower|up|down"
REFERENCE = "table|figure|fig|chart|section|chapter|note|grade|phase|no|number|article|page|annex|appendix|schedule|item|form|class|year|box|act|part|clause|room|version|step|paragraph|route|volume|week|quarter|ward|level|tier|stage|round"
