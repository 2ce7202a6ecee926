"""A total that nothing but its name supports: one line of figures under a row or beside a column called total."""

from __future__ import annotations

from checker.discovery.evidence import Evidence, State, Sum, repairable, slack_on
from checker.discovery.view import View
from checker.lexicon.tables import bare_label, says_total

FEWEST, FEWEST_CONFIRMED = 3, 2  # parts; of a total that is exact on another line
LONGEST_LABEL = 12
CLOSE = 20  # a twentieth of the whole


def stands_alone(view: View, claim: Sum, evidence: Evidence) -> bool:
    """Whether a broken sum is worth telling though no other line says so, or too few to tell it from chance.

    The result is called a total and nothing more, the parts are all that stands beside it, none of them
    negative, and one keystroke explains the difference or it is small. A list that is not complete differs from
    its total by more, and by no such number.
    """
    broken = [line for line, state in enumerate(evidence.states) if state in (State.NEAR, State.BROKEN)]
    lines = [line for line in broken if not view.rate_lines[line]]
    fewest = FEWEST_CONFIRMED if State.EXACT in evidence.states else FEWEST
    if len(lines) != 1 or len(claim.operands) < fewest or not _is_everything(view, claim):
        return False
    line = lines[0]
    values = [view.values[operand][line] for operand in claim.operands]
    stated, residual = view.values[claim.result][line] or 0, evidence.residuals[line]
    parts = [value for value in values if value is not None]
    if len(parts) < len(values) or min(parts) < 0:
        return False
    close = stated > max(parts) and abs(residual) * CLOSE <= stated
    return close or repairable(view, claim, line, residual, slack_on(view, claim, line, evidence.floor))


def _is_everything(view: View, claim: Sum) -> bool:
    """Whether a plain total stands first or last and its parts are all other items, on one level."""
    label = bare_label(view.item_headings[claim.result].label)
    if not says_total(label) or len(label) > LONGEST_LABEL or len(label.split()) > 2 or min(claim.signs) < 0:
        return False
    if claim.result not in (0, len(view.items) - 1):
        return False
    headings = [view.item_headings[operand] for operand in claim.operands]
    alike = len({heading.depth for heading in headings}) == 1 and not any(h.total or h.of_which for h in headings)
    return (
        alike
        and len(claim.operands) == len(view.items) - 1
        and not any(map(view.rate_items.__getitem__, claim.members))
    )
