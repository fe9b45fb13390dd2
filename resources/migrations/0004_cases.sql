-- usable-from: 4
-- Patient, case, specimen, block, glass slide, scan. Names, birth dates, patient numbers, paths and what laboratories
-- write in free text are sealed (core/secrets); words of names and numbers are found by keyed hashes. Times ISO 8601 in
-- UTC, empty where unknown.

CREATE TABLE patient (
  id INTEGER PRIMARY KEY,
  uuid TEXT NOT NULL UNIQUE CHECK (uuid <> ''),
  site TEXT NOT NULL,
  identity BLOB,          -- sealed JSON: numbers, name, birth date, sex; null once erased
  stated TEXT NOT NULL,   -- the time of the newest message on the patient
  flags INTEGER NOT NULL DEFAULT 0,
  merged_into INTEGER REFERENCES patient (id),
  created TEXT NOT NULL,
  changed TEXT NOT NULL
) STRICT;

-- A number that the laboratory (or another authority) gave a patient: mark of site, authority and number.
CREATE TABLE patient_number (
  mark BLOB NOT NULL,
  patient_id INTEGER NOT NULL REFERENCES patient (id),
  PRIMARY KEY (mark, patient_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX patient_number_by_patient ON patient_number (patient_id);

-- Marks of the whole words of names, numbers and birth dates, for searching.
CREATE TABLE patient_word (
  mark BLOB NOT NULL,
  patient_id INTEGER NOT NULL REFERENCES patient (id),
  PRIMARY KEY (mark, patient_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX patient_word_by_patient ON patient_word (patient_id);

CREATE TABLE lab_case (
  id INTEGER PRIMARY KEY,
  uuid TEXT NOT NULL UNIQUE CHECK (uuid <> ''),
  site TEXT NOT NULL CHECK (site <> ''),
  accession TEXT NOT NULL CHECK (accession <> ''),
  pending INTEGER NOT NULL DEFAULT 0 CHECK (pending IN (0, 1)),  -- `accession` is an order number until it is known
  patient_id INTEGER REFERENCES patient (id),
  priority INTEGER NOT NULL DEFAULT 0,  -- 0 routine, 1 urgent
  state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'closed', 'cancelled')),
  received TEXT NOT NULL,
  stated TEXT NOT NULL,     -- the time of the newest message on the case
  comment BLOB,             -- sealed; of persons
  lab_note BLOB,            -- sealed; of the laboratory
  erased INTEGER NOT NULL DEFAULT 0 CHECK (erased IN (0, 1)),
  created TEXT NOT NULL,
  changed TEXT NOT NULL,
  -- What lists sort and filter by: follows from other tables, kept by whoever changes them.
  flags INTEGER NOT NULL DEFAULT 0,           -- the case's own and its patient's
  specimens INTEGER NOT NULL DEFAULT 0,
  slides INTEGER NOT NULL DEFAULT 0,          -- glass slides that are known of
  slides_found INTEGER NOT NULL DEFAULT 0,    -- of them: with a current scan
  slides_missing INTEGER NOT NULL DEFAULT 0,  -- of them: without one, or its file is gone
  slides_chosen INTEGER NOT NULL DEFAULT 0,   -- confirmed as primary tumour
  specimen_text TEXT NOT NULL DEFAULT '',     -- labels of the specimens, for lists
  ai_state INTEGER NOT NULL DEFAULT 0,        -- AiState
  ai_class TEXT NOT NULL DEFAULT '' CHECK (ai_class IN ('', 'good', 'uncertain', 'poor')),
  UNIQUE (site, accession)
) STRICT;
CREATE INDEX lab_case_by_patient ON lab_case (patient_id);
CREATE INDEX lab_case_by_accession ON lab_case (accession, id);
CREATE INDEX lab_case_by_received ON lab_case (received, id);
CREATE INDEX lab_case_by_priority ON lab_case (priority, received, id);
CREATE INDEX lab_case_by_missing ON lab_case (slides_missing, id);
CREATE INDEX lab_case_by_found ON lab_case (slides_found, id);
CREATE INDEX lab_case_by_ai ON lab_case (ai_state, ai_class, id);
CREATE INDEX lab_case_by_flags ON lab_case (flags, id);
CREATE INDEX lab_case_by_specimen ON lab_case (specimen_text, id);

-- Other numbers of a case: those it was ordered under, and accessions it had before.
CREATE TABLE case_number (
  case_id INTEGER NOT NULL REFERENCES lab_case (id),
  number TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('order', 'former')),
  PRIMARY KEY (case_id, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX case_number_by_number ON case_number (number);

CREATE TABLE specimen (
  id INTEGER PRIMARY KEY,
  uuid TEXT NOT NULL UNIQUE CHECK (uuid <> ''),
  case_id INTEGER NOT NULL REFERENCES lab_case (id),
  label TEXT NOT NULL,        -- 'A', '1'; empty where the laboratory names none
  kind TEXT NOT NULL,         -- what it is, in the laboratory's words: 'Tissue specimen'
  body_site TEXT NOT NULL,
  UNIQUE (case_id, label)
) STRICT;

CREATE TABLE block (
  id INTEGER PRIMARY KEY,
  uuid TEXT NOT NULL UNIQUE CHECK (uuid <> ''),
  specimen_id INTEGER NOT NULL REFERENCES specimen (id),
  label TEXT NOT NULL,
  tumour INTEGER CHECK (tumour IN (0, 1)),  -- whether the laboratory says it holds the primary tumour
  UNIQUE (specimen_id, label)
) STRICT;

-- A piece of glass. Its scans come and go.
CREATE TABLE glass (
  id INTEGER PRIMARY KEY,
  uuid TEXT NOT NULL UNIQUE CHECK (uuid <> ''),
  block_id INTEGER NOT NULL REFERENCES block (id),
  number TEXT NOT NULL,
  stain TEXT NOT NULL,
  barcode TEXT NOT NULL,  -- that stands on this slide alone; empty: none, or one that others of the case bear too
  confirmed INTEGER CHECK (confirmed IN (0, 1)),  -- primary tumour on H&E, says a person; null: nobody said
  confirmed_by TEXT NOT NULL DEFAULT '',          -- person
  confirmed_at TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX glass_by_block ON glass (block_id, number, stain);
CREATE INDEX glass_by_barcode ON glass (barcode) WHERE barcode <> '';

CREATE TABLE scan (
  id INTEGER PRIMARY KEY,
  uuid TEXT NOT NULL UNIQUE CHECK (uuid <> ''),
  glass_id INTEGER NOT NULL REFERENCES glass (id),
  fingerprint TEXT NOT NULL CHECK (fingerprint <> ''),
  path BLOB,                     -- sealed; null once erased
  path_mark BLOB,
  size_bytes INTEGER NOT NULL,
  modified TEXT NOT NULL,
  scanner TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('current', 'superseded')),
  missing INTEGER NOT NULL DEFAULT 0 CHECK (missing IN (0, 1)),  -- the file was not there when it was looked for
  linked_by TEXT NOT NULL,       -- 'person', or what told whose it is: 'barcode, file name'
  added TEXT NOT NULL,
  superseded_at TEXT NOT NULL DEFAULT '',
  UNIQUE (fingerprint)
) STRICT;
CREATE INDEX scan_by_glass ON scan (glass_id);
CREATE INDEX scan_by_path ON scan (path_mark);
CREATE UNIQUE INDEX scan_one_is_current ON scan (glass_id) WHERE state = 'current';

CREATE TABLE staging (
  case_id INTEGER NOT NULL REFERENCES lab_case (id),
  item TEXT NOT NULL CHECK (item IN ('pT', 'pN', 'nodes', 'positiveNodes', 'edition', 'yPrefix')),
  value TEXT NOT NULL,
  source TEXT NOT NULL,   -- 'HL7 OML^O21', 'list', 'entered by NAME'
  at TEXT NOT NULL,
  PRIMARY KEY (case_id, item)
) STRICT, WITHOUT ROWID;

-- What must not be done with a patient's or a case's slides. One row is one flag from when it was set until lifted.
CREATE TABLE flag (
  id INTEGER PRIMARY KEY,
  patient_id INTEGER REFERENCES patient (id),
  case_id INTEGER REFERENCES lab_case (id),
  kind INTEGER NOT NULL,   -- Flag
  since TEXT NOT NULL,     -- the day from which it holds
  source TEXT NOT NULL,
  set_at TEXT NOT NULL,
  lifted_at TEXT NOT NULL DEFAULT '',
  lifted_source TEXT NOT NULL DEFAULT '',
  CHECK ((patient_id IS NULL) <> (case_id IS NULL))
) STRICT;
CREATE INDEX flag_by_patient ON flag (patient_id);
CREATE INDEX flag_by_case ON flag (case_id);

-- Slides that cannot be given to a case without a person. `said` is sealed JSON: what each source said.
CREATE TABLE unmatched (
  id INTEGER PRIMARY KEY,
  uuid TEXT NOT NULL UNIQUE CHECK (uuid <> ''),
  fingerprint TEXT NOT NULL UNIQUE,
  path BLOB,
  path_mark BLOB,
  size_bytes INTEGER NOT NULL,
  modified TEXT NOT NULL,
  scanner TEXT NOT NULL,
  site TEXT NOT NULL,
  said BLOB,
  reason TEXT NOT NULL,
  known BLOB NOT NULL,         -- mark of all of the above: what is found again unchanged is not written again
  by_person INTEGER NOT NULL DEFAULT 0 CHECK (by_person IN (0, 1)),  -- taken away from a case: only a person links it
  added TEXT NOT NULL,
  state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'linked', 'dismissed'))
) STRICT;
CREATE INDEX unmatched_open ON unmatched (added) WHERE state = 'open';

-- What lists say of slides, by the mark of the site and of a barcode or the name of a file.
CREATE TABLE listed_slide (
  mark BLOB PRIMARY KEY,
  site TEXT NOT NULL,
  accession TEXT NOT NULL,
  specimen TEXT NOT NULL,
  block TEXT NOT NULL,
  number TEXT NOT NULL,
  stain TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX listed_slide_by_case ON listed_slide (site, accession);

-- What laboratories sent, by the hash of its bytes: the same thing twice changes nothing.
CREATE TABLE lab_event (
  id INTEGER PRIMARY KEY,
  digest TEXT NOT NULL UNIQUE CHECK (digest <> ''),
  site TEXT NOT NULL,
  kind TEXT NOT NULL,
  stated TEXT NOT NULL,
  taken TEXT NOT NULL,
  outcome TEXT NOT NULL CHECK (outcome IN ('applied', 'older', 'unchanged', 'held', 'accepted', 'declined')),
  changes TEXT NOT NULL,    -- JSON list of sentences that name no patient
  event BLOB                -- sealed JSON while it is held
) STRICT;
CREATE INDEX lab_event_held ON lab_event (id) WHERE outcome = 'held';
CREATE TABLE lab_event_case (
  event_id INTEGER NOT NULL REFERENCES lab_event (id),
  case_id INTEGER NOT NULL REFERENCES lab_case (id),
  PRIMARY KEY (event_id, case_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX lab_event_by_case ON lab_event_case (case_id);
CREATE TABLE lab_event_patient (
  event_id INTEGER NOT NULL REFERENCES lab_event (id),
  patient_id INTEGER NOT NULL REFERENCES patient (id),
  PRIMARY KEY (event_id, patient_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX lab_event_by_patient ON lab_event_patient (patient_id);

-- Who works on a case now. Rows of programs that ended without saying so are told by `seen`.
CREATE TABLE case_work (
  case_id INTEGER NOT NULL REFERENCES lab_case (id),
  token TEXT NOT NULL,       -- of the window
  person TEXT NOT NULL,
  since TEXT NOT NULL,
  seen TEXT NOT NULL,
  PRIMARY KEY (case_id, token)
) STRICT, WITHOUT ROWID;

-- How a bundle makes a patient's result of several slides, and its risk table; JSON.
ALTER TABLE bundle ADD COLUMN rules TEXT;
CREATE INDEX slide_scores ON score (slide_id, stored);

CREATE VIRTUAL TABLE case_search USING fts5 (
  accession, specimens, slides,
  tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3 4 6'
);

-- Views of the worklist that a person saved: sealed JSON, since what they search for may be a name.
CREATE TABLE saved_filter (
  person TEXT NOT NULL,
  mark BLOB NOT NULL,    -- of its name
  filter BLOB NOT NULL,
  PRIMARY KEY (person, mark)
) STRICT, WITHOUT ROWID;
