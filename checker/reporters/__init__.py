"""Package reporters."""
