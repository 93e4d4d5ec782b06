"""The compact page, and the widget that shows it on other sites."""
