"""Discovery: which figures of a table must agree, from words, layout and the lines that do.

Sums (`view`, `candidates`, `runs`, `balances`, `spelled`, `evidence`, `sums`, `words`, `patterns`, `cumulative`)
come first. Quotients stand on them: what a heading `announcing` says and which `sections` and `periods` it belongs
to; `claims` over cells and their `weighing`; the search `within` a line (with its `shapes`) and `across` lines (with
their `wholes`); what headings say for a claim (`wording`, `labels`); `quotients` chooses, `extending` carries over to
parallel blocks. From these follow shares of one whole (`hundreds`), implied `bases`, `averages` and `weights`;
`telling` makes the relations.
"""
