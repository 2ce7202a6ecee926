"""Waivers: findings that somebody has explained or accepted, in a file that people read and edit."""
