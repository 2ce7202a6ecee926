"""Package discovery."""
