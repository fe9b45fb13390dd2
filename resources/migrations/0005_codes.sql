-- usable-from: 5
-- Codes on slides are no longer in the clear: a code that no pattern understands may be a patient's number. What a slide
-- of the queue waits for, files that were looked at, and when lists last said something. The program, which alone has
-- the key, carries the rows over.

-- A word that was deleted from an index stands in it until its parts are merged: it is made anew.
DROP TABLE case_search;
CREATE VIRTUAL TABLE case_search USING fts5 (
  accession, specimens, slides,
  tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3 4 6'
);

DROP INDEX glass_by_barcode;
ALTER TABLE glass ADD COLUMN code BLOB;       -- sealed barcode, in the place of `barcode`, which is empty from now on
ALTER TABLE glass ADD COLUMN code_mark BLOB;  -- by which it is found
CREATE INDEX glass_by_code ON glass (code_mark) WHERE code_mark IS NOT NULL;

-- What would give a slide of the queue to a case: marks of accessions that were read, of codes, of texts that a list may
-- name (as listed_slide.mark).
CREATE TABLE unmatched_mark (
  mark BLOB NOT NULL,
  unmatched_id INTEGER NOT NULL REFERENCES unmatched (id),
  PRIMARY KEY (mark, unmatched_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX unmatched_mark_by_slide ON unmatched_mark (unmatched_id);

ALTER TABLE listed_slide ADD COLUMN changed TEXT;
CREATE INDEX listed_slide_by_change ON listed_slide (changed);
CREATE INDEX lab_case_by_change ON lab_case (changed);

-- Mark of what an event says, without its time: the same list of another day.
ALTER TABLE lab_event ADD COLUMN content BLOB;
CREATE INDEX lab_event_by_content ON lab_event (content) WHERE content IS NOT NULL;

-- Files that a watcher has looked at, as they were then.
CREATE TABLE found_file (
  path_mark BLOB PRIMARY KEY,
  size_bytes INTEGER NOT NULL,
  modified TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  rules TEXT NOT NULL       -- SHA-256 of the site file by which it was understood
) STRICT, WITHOUT ROWID;
