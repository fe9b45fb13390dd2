-- usable-from: 1
-- What people draw on slides, by the slide's fingerprint: a slide is found again by it wherever it lies, and may be
-- drawn on before anything else is known of it. Coordinates are level-0 pixels, times ISO 8601 in UTC.
CREATE TABLE drawn (
  id INTEGER PRIMARY KEY,
  fingerprint TEXT NOT NULL CHECK (fingerprint <> ''),
  uuid TEXT NOT NULL CHECK (uuid <> ''),
  place INTEGER NOT NULL CHECK (place >= 0),  -- later ones lie on top
  parent TEXT NOT NULL,                       -- uuid of what it belongs to; empty: nothing
  kind TEXT NOT NULL CHECK (kind IN ('annotation', 'detection', 'cell', 'tile')),
  shape TEXT NOT NULL,
  geometry BLOB NOT NULL,  -- OGC 06-103r4 well-known binary
  class TEXT NOT NULL,
  class_colour TEXT,  -- RRGGBB, that its file gave the class
  colour TEXT,        -- RRGGBB, its own
  name TEXT NOT NULL,
  note TEXT NOT NULL,
  locked INTEGER NOT NULL CHECK (locked IN (0, 1)),
  origin TEXT NOT NULL CHECK (origin IN ('ai', 'human', 'ai-verified')),
  author TEXT NOT NULL,
  created TEXT NOT NULL,
  changed TEXT NOT NULL,
  measurements TEXT NOT NULL,  -- JSON list of [name, value]; "NaN", "Infinity", "-Infinity" as texts; empty: none
  other TEXT NOT NULL,         -- JSON object of what else a file said; empty: nothing
  UNIQUE (fingerprint, uuid)
) STRICT;

-- What was drawn and removed again, so that whoever rests on it learns that it is gone and was not unknown.
CREATE TABLE drawn_removed (
  fingerprint TEXT NOT NULL,
  uuid TEXT NOT NULL,
  removed TEXT NOT NULL,
  PRIMARY KEY (fingerprint, uuid)
) STRICT, WITHOUT ROWID;
