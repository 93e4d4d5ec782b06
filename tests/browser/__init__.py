"""Tests that drive Debian's Chromium against the real server."""
