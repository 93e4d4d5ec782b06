"""Tests of the compact page and of the widget, without a browser."""
