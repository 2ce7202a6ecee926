"""The built-in rules, one family a module."""
