"""The built-in rules, one family a module; modules on texts begin with `passage_`."""
