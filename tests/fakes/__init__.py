"""Small inventories, as people would write them. What stands in for our ports is in pantau.lab."""
