"""A list of sites, as offices keep it in a spreadsheet, worked into inventory.yaml."""
