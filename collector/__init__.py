"""Asks the network and writes down what it answered."""
