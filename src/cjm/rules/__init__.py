"""What a good map holds: one module per rule; its name is the rule's id, its docstring is the rule's page."""
