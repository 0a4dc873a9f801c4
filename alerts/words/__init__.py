"""From what is to be told to the words in which it is told, in the receiver's language."""
