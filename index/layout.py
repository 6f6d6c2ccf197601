"""Names of the files of a build."""

CATALOGUE_FILE = "catalogue.sqlite"
CHROMA_FOLDER = "chroma"
