"""The papers that people sign."""
