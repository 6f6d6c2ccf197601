"""Choose the weights of ranking and evidence by questions whose answers are known; nothing here runs in an answer."""
