CREATE TABLE monitor (
  id                  INTEGER PRIMARY KEY AUTOINCREMENT,
  name                TEXT    NOT NULL UNIQUE COLLATE BINARY,
  description         TEXT    NOT NULL,
  reference_id        INTEGER REFERENCES reference (id),
  burn_in_windows     INTEGER NOT NULL,
  settings            TEXT    NOT NULL,
  seed                INTEGER NOT NULL,
  state               TEXT    NOT NULL CHECK (state IN ('burning_in', 'watching')),
  failure             TEXT    NOT NULL,
  create_time_ms      INTEGER NOT NULL,
  update_time_ms      INTEGER NOT NULL,
  reset_time_ms       INTEGER,
  resets              INTEGER NOT NULL,
  create_request_id   TEXT    NOT NULL,
  create_hash         TEXT    NOT NULL,
  reset_request_id    TEXT    NOT NULL,
  samples             INTEGER NOT NULL,
  last_sample_time_ms INTEGER,
  last_window         INTEGER NOT NULL,
  judged_window       INTEGER NOT NULL,
  judged_time_ms      INTEGER,
  verdict             TEXT    NOT NULL,
  verdict_counts      TEXT    NOT NULL,
  evidence            BLOB,
  revision            INTEGER NOT NULL,
  lease_owner         TEXT    NOT NULL,
  lease_until_ms      INTEGER NOT NULL
) STRICT;

CREATE INDEX monitor_reference ON monitor (reference_id);
CREATE INDEX monitor_create_request ON monitor (create_request_id) WHERE create_request_id <> '';

-- Windows that are open, that wait to be judged, and that were.
CREATE TABLE monitor_window (
  monitor_id     INTEGER NOT NULL REFERENCES monitor (id) ON DELETE CASCADE,
  number         INTEGER NOT NULL,
  state          TEXT    NOT NULL CHECK (state IN ('open', 'closed', 'judged')),
  resets         INTEGER NOT NULL,
  generation     TEXT    NOT NULL,
  open_time_ms   INTEGER NOT NULL,
  size           INTEGER NOT NULL,
  min_duration_ms INTEGER NOT NULL,
  close_due_ms   INTEGER,
  close_time_ms  INTEGER,
  close_reason   TEXT    NOT NULL,
  seen           INTEGER NOT NULL,
  kept           INTEGER NOT NULL,
  report_time_ms INTEGER,
  report         BLOB,
  PRIMARY KEY (monitor_id, number)
) STRICT;

CREATE INDEX monitor_window_state ON monitor_window (state, monitor_id, number) WHERE state <> 'judged';

-- The samples of a window: pieces of one or more in their order of arrival. Pieces of one have a priority where not all are kept.
CREATE TABLE window_piece (
  monitor_id INTEGER NOT NULL,
  number     INTEGER NOT NULL,
  ordinal    INTEGER NOT NULL,
  priority   INTEGER NOT NULL,
  samples    BLOB    NOT NULL,
  PRIMARY KEY (monitor_id, number, ordinal),
  FOREIGN KEY (monitor_id, number) REFERENCES monitor_window (monitor_id, number) ON DELETE CASCADE
) STRICT;

-- What was acknowledged, so that its repetition is recognised.
CREATE TABLE observe_request (
  monitor_id   INTEGER NOT NULL REFERENCES monitor (id) ON DELETE CASCADE,
  request_id   TEXT    NOT NULL,
  content_hash TEXT    NOT NULL,
  number       INTEGER NOT NULL,
  time_ms      INTEGER NOT NULL,
  PRIMARY KEY (monitor_id, request_id)
) STRICT;

CREATE INDEX observe_request_time ON observe_request (time_ms);

CREATE TABLE observe_stream (
  monitor_id INTEGER NOT NULL REFERENCES monitor (id) ON DELETE CASCADE,
  stream_id  TEXT    NOT NULL,
  sequence   INTEGER NOT NULL,
  number     INTEGER NOT NULL,
  time_ms    INTEGER NOT NULL,
  PRIMARY KEY (monitor_id, stream_id)
) STRICT;

CREATE INDEX observe_stream_time ON observe_stream (time_ms);
