"""Keys under which names of professions and towns are found, whatever their spelling."""
