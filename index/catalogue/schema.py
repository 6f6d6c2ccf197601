"""Tables of the catalogue. A change here is a new FORMAT_VERSION in `index.manifest`."""

# Rowids tie the tables together; `articles.id` and `chunks.id` are what the outside sees.
# The full-text table is contentless: it holds stems only, the text lives once, in `articles`.
SCHEMA = """
CREATE TABLE articles (
    rowid INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, source TEXT NOT NULL UNIQUE, sha256 TEXT NOT NULL,
    profession TEXT NOT NULL, city TEXT NOT NULL, headline TEXT NOT NULL, text TEXT NOT NULL, warnings TEXT NOT NULL
);
CREATE INDEX articles_by_city ON articles (city, profession);
CREATE INDEX articles_by_profession ON articles (profession, city);
CREATE TABLE paragraphs (
    article INTEGER NOT NULL, number INTEGER NOT NULL, line INTEGER NOT NULL, start INTEGER NOT NULL,
    end INTEGER NOT NULL, heading TEXT NOT NULL, PRIMARY KEY (article, number)
) WITHOUT ROWID;
CREATE TABLE chunks (
    rowid INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, article INTEGER NOT NULL, paragraph INTEGER NOT NULL,
    line INTEGER NOT NULL, start INTEGER NOT NULL, end INTEGER NOT NULL, heading TEXT NOT NULL,
    grams INTEGER NOT NULL, topics BLOB NOT NULL, subjects BLOB NOT NULL, vector BLOB NOT NULL
);
CREATE INDEX chunks_by_article ON chunks (article);
CREATE TABLE salaries (
    rowid INTEGER PRIMARY KEY, article INTEGER NOT NULL, paragraph INTEGER NOT NULL, line INTEGER NOT NULL,
    start INTEGER NOT NULL, end INTEGER NOT NULL, level TEXT NOT NULL, min INTEGER, max INTEGER,
    open_top INTEGER NOT NULL, period TEXT NOT NULL, currency TEXT NOT NULL, qualifier TEXT NOT NULL
);
CREATE INDEX salaries_by_article ON salaries (article);
CREATE TABLE names (
    key TEXT NOT NULL, kind TEXT NOT NULL, name TEXT NOT NULL, PRIMARY KEY (key, kind, name)
) WITHOUT ROWID;
CREATE TABLE grams (gram TEXT PRIMARY KEY, df INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE terms (term TEXT PRIMARY KEY, df INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE reversed_terms (reversed TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE statistics (key TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
CREATE VIRTUAL TABLE chunk_stems USING fts5 (title, heading, body, content='', tokenize='unicode61');
CREATE VIRTUAL TABLE chunk_vocabulary USING fts5vocab (chunk_stems, row);
"""
