"""checker cross-checks the figures of a report before it is submitted."""

__version__ = "0.1.0"
