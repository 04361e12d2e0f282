CREATE TABLE reference (
  id                  INTEGER PRIMARY KEY AUTOINCREMENT,
  name                TEXT    NOT NULL UNIQUE COLLATE BINARY,
  description         TEXT    NOT NULL,
  create_time_ms      INTEGER NOT NULL,
  sample_count        INTEGER NOT NULL,
  fit_count           INTEGER NOT NULL,
  null_count          INTEGER NOT NULL,
  seed                INTEGER NOT NULL,
  encoder_name        TEXT    NOT NULL,
  encoder_fingerprint TEXT    NOT NULL,
  dimension           INTEGER NOT NULL,
  max_tokens          INTEGER NOT NULL,
  keeps_texts         INTEGER NOT NULL,
  subsets             TEXT    NOT NULL,
  null_sizes          TEXT    NOT NULL,
  null_draws          INTEGER NOT NULL,
  cell_count          INTEGER NOT NULL,
  prompt_group_count  INTEGER NOT NULL,
  stored_bytes        INTEGER NOT NULL,
  content_hash        TEXT    NOT NULL
) STRICT;

CREATE TABLE reference_chunk (
  reference_id INTEGER NOT NULL REFERENCES reference (id) ON DELETE CASCADE,
  ordinal      INTEGER NOT NULL,
  bytes        BLOB    NOT NULL,
  PRIMARY KEY (reference_id, ordinal)
) STRICT;

CREATE TABLE request (
  request_id   TEXT    PRIMARY KEY NOT NULL,
  content_hash TEXT    NOT NULL,
  reference_id INTEGER NOT NULL REFERENCES reference (id) ON DELETE CASCADE
) STRICT;

CREATE INDEX request_reference ON request (reference_id);
