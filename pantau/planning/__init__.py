"""What a regency plans with: lines that ought to be better, their use, who pays, what was agreed.

Pure. It takes what was measured as plain numbers, decides, and shows its arithmetic. Rules only:
what is read from the store and from the inventory is gathered in pantau.actions.plan.
"""
