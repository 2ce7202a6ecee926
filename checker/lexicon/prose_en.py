"""The words that surround figures in English sentences, as data."""

from __future__ import annotations

from checker.lexicon import numerals

# Multipliers after digits as texts write them besides the words of numerals.
SCALES = {"lakhs": "lakh", "millions": "million", "crores": "crore", "b": "billion", "trn": "trillion"}
WORDS = {word: value for word, value in numerals.WORDS.items() if value}
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
MOVES = "increase|rise|gain|growth|jump|decrease|decline|drop|fall|reduction|cut|more|fewer|less|higher|lower|up|down"
REFERENCE = "table|figure|fig|chart|section|chapter|note|grade|phase|no|number|article|page|annex|appendix|schedule|item|form|class|year|box|act|part|clause|room|version|step|paragraph|route|volume|week|quarter|ward|level|tier|stage|round"
