"""What plans are made of: gathered from the store and the inventory, decided in pantau.planning."""
