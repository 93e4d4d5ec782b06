"""The parts of the web page: records of what is shown, and the HTML of each."""
