"""What exists: names of towns, regions and professions, whether an article covers them or not."""

from index.gazetteer.lookup import City, Gazetteer, GazetteerDamaged, Profession

__all__ = ["City", "Gazetteer", "GazetteerDamaged", "Profession"]
