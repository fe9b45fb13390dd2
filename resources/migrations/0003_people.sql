-- usable-from: 3
-- Who uses the database, and the record of what they did. What names a patient is sealed from here on: paths of slides
-- too, since laboratories write names into file names.

CREATE TABLE setting (
  name TEXT PRIMARY KEY,  -- 'uuid' of the database, 'key' (id of its key), 'seals' (file), 'backups' (folder)
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE person (
  id INTEGER PRIMARY KEY,
  uuid TEXT NOT NULL UNIQUE CHECK (uuid <> ''),
  name TEXT NOT NULL UNIQUE CHECK (name <> ''),
  roles TEXT NOT NULL,  -- 'administrator', 'pathologist', 'qa', 'researcher'; sorted, one blank between them
  unmask INTEGER CHECK (unmask IN (0, 1)),  -- whether patients' names are shown; null: as the roles say
  active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
  pin TEXT,  -- Argon2id, in the text form of the reference implementation
  pin_by_other INTEGER NOT NULL DEFAULT 0 CHECK (pin_by_other IN (0, 1)),  -- to be changed by its owner first
  failures INTEGER NOT NULL DEFAULT 0,
  locked_until TEXT
) STRICT;

-- Accounts of the operating system. A shared one says nothing of the person, who is asked for.
CREATE TABLE account (
  name TEXT PRIMARY KEY CHECK (name <> ''),
  person_id INTEGER REFERENCES person (id),
  shared INTEGER NOT NULL DEFAULT 0 CHECK (shared IN (0, 1)),
  CHECK ((person_id IS NULL) = (shared = 1))
) STRICT, WITHOUT ROWID;

-- `row` is canonical JSON (RFC 8785) and the truth; hash = SHA-256 over the hash before it and `row`. `subject` is the
-- row's own, for the index.
CREATE TABLE audit (
  seq INTEGER PRIMARY KEY CHECK (seq > 0),
  row TEXT NOT NULL,
  hash TEXT NOT NULL UNIQUE,
  subject TEXT NOT NULL
) STRICT;
CREATE INDEX audit_by_subject ON audit (subject, seq);
CREATE TRIGGER audit_is_never_changed BEFORE UPDATE ON audit
BEGIN SELECT RAISE(ABORT, 'the audit log is only added to'); END;
CREATE TRIGGER audit_is_never_shortened BEFORE DELETE ON audit
BEGIN SELECT RAISE(ABORT, 'the audit log is only added to'); END;
-- REPLACE deletes without asking the trigger above.
CREATE TRIGGER audit_is_only_continued BEFORE INSERT ON audit
WHEN NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM audit)
BEGIN SELECT RAISE(ABORT, 'the audit log is only added to'); END;

ALTER TABLE score ADD COLUMN path BLOB;  -- sealed; `json` holds none

DROP TABLE slide_file;  -- its rows are carried over by the program, which alone can mark paths
CREATE TABLE slide_file (
  path_mark BLOB PRIMARY KEY,  -- keyed hash
  size_bytes INTEGER NOT NULL,
  modified TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  sha256 TEXT NOT NULL
) STRICT, WITHOUT ROWID;
