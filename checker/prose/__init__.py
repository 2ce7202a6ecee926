"""Figures in sentences: finding them, giving them roles, and framing what the words claim about them."""
