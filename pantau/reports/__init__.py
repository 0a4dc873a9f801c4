"""The papers that people sign: what stands in them, and the writers that give them a form."""
