"""Package reading."""
