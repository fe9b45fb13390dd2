-- usable-from: 1
-- Slides, bundles, and what scoring them left behind. Coordinates are level-0 pixels, times ISO 8601 in UTC.

-- Every program, however old, reads this table to learn whether it may use the file: it never changes.
CREATE TABLE schema_migration (
  version INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  usable_from INTEGER NOT NULL,  -- the oldest schema whose programs can use the file after this migration
  applied TEXT NOT NULL,
  software TEXT NOT NULL
) STRICT;

CREATE TABLE slide (
  id INTEGER PRIMARY KEY,
  sha256 TEXT NOT NULL UNIQUE CHECK (sha256 <> ''),
  fingerprint TEXT NOT NULL,
  vendor TEXT NOT NULL,
  width_px INTEGER NOT NULL,
  height_px INTEGER NOT NULL,
  added TEXT NOT NULL
) STRICT;
CREATE INDEX slide_by_fingerprint ON slide (fingerprint);

-- The hash of a slide's files is taken once and holds as long as path, size, times and fingerprint do.
CREATE TABLE slide_file (
  path TEXT PRIMARY KEY,
  size_bytes INTEGER NOT NULL,
  modified TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  sha256 TEXT NOT NULL
) STRICT;

CREATE TABLE bundle (
  id INTEGER PRIMARY KEY,
  sha256 TEXT NOT NULL UNIQUE CHECK (sha256 <> ''),
  bundle_id TEXT NOT NULL,
  name TEXT NOT NULL,
  version TEXT NOT NULL,
  status TEXT NOT NULL
) STRICT;

CREATE TABLE run (
  id INTEGER PRIMARY KEY,
  uuid TEXT NOT NULL UNIQUE CHECK (uuid <> ''),
  started TEXT NOT NULL,
  seconds REAL NOT NULL,
  device TEXT NOT NULL,
  precision TEXT NOT NULL,
  threads INTEGER NOT NULL,
  software TEXT NOT NULL,
  typed_by TEXT NOT NULL
) STRICT;

-- `json` is score.json as it was first told and the truth of the row; the other columns are what lists sort by.
CREATE TABLE score (
  id INTEGER PRIMARY KEY,
  slide_id INTEGER NOT NULL REFERENCES slide (id),
  bundle_id INTEGER NOT NULL REFERENCES bundle (id),
  run_id INTEGER NOT NULL UNIQUE REFERENCES run (id),
  parameters TEXT NOT NULL,
  parameters_sha256 TEXT NOT NULL,
  class TEXT CHECK (class IN ('good', 'uncertain', 'poor')),
  combined REAL,
  not_assessable TEXT,
  risk_group TEXT,
  tumour_mm2 REAL NOT NULL,
  json TEXT NOT NULL,
  stored TEXT NOT NULL
) STRICT;
CREATE INDEX score_by_what_it_rests_on ON score (slide_id, bundle_id, parameters_sha256);
CREATE INDEX score_by_bundle ON score (bundle_id);

CREATE TABLE member_score (
  score_id INTEGER NOT NULL REFERENCES score (id),
  resolution TEXT NOT NULL,
  member TEXT NOT NULL,
  score REAL NOT NULL,
  PRIMARY KEY (score_id, resolution, member)
) STRICT, WITHOUT ROWID;

CREATE TABLE tile_grid (
  id INTEGER PRIMARY KEY,
  score_id INTEGER NOT NULL REFERENCES score (id),
  place INTEGER NOT NULL,  -- of the resolution in the bundle's order, from 0
  resolution TEXT NOT NULL,
  tiles INTEGER NOT NULL,
  grid BLOB NOT NULL,
  UNIQUE (score_id, place)
) STRICT;

-- `score_id` is the score that rests on this outline; null where none does.
CREATE TABLE annotation (
  id INTEGER PRIMARY KEY,
  uuid TEXT NOT NULL UNIQUE,
  slide_id INTEGER NOT NULL REFERENCES slide (id),
  score_id INTEGER REFERENCES score (id),
  origin TEXT NOT NULL CHECK (origin IN ('ai', 'human', 'ai-verified')),
  author TEXT NOT NULL,
  created TEXT NOT NULL,
  class TEXT NOT NULL,
  geometry TEXT NOT NULL  -- GeoJSON Polygon or MultiPolygon
) STRICT;
CREATE INDEX annotation_by_slide ON annotation (slide_id);
CREATE INDEX annotation_by_score ON annotation (score_id);
