"""Relations that somebody wrote down: the formula language, what its names mean, and how a formula is judged."""
