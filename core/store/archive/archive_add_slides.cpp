// Scores and drawings of an archive. What is there already stays as it is.
#include <fmt/format.h>
#include <algorithm>

#include "core/sha256.h"
#include "core/store/archive/archive_rows_p.h"
#include "core/store/grid_blob.h"
#include "core/store/score_path_p.h"
#include "core/store/score_rows_p.h"

namespace snitt {

namespace {

tl::unexpected<Error> taken(const std::string& what) {
  return fail(ErrorKind::refused, "nothing was imported: " + what);
}

Result<PreparedScore> prepared(const CaseAccess& access, const ArchivedScore& archived, const Score& score) {
  PreparedScore out;
  out.json = archived.json;
  if (!archived.path.empty()) out.sealedPath = access.secrets->seal(archived.path, scorePathPlace(score.run.id));
  out.geometry = archived.outline;
  out.outlineId = archived.outlineId;
  for (const std::string& blob : archived.grids) {
    const auto grid = unpackGrid(blob);
    if (!grid) return fail(grid.error());
    out.grids.push_back({grid->resolution, static_cast<std::int64_t>(grid->tiles.size()), blob});
  }
  out.parameters = archived.parameters;
  out.parametersSha256 = sha256Of(archived.parameters);
  out.stored = archived.stored;
  return out;
}

// A rule that is known here may have been read from the bundle itself: it stays.
void keepRules(const CaseAccess& access, std::int64_t bundle, const std::string& rules, AddedCase& added) {
  if (rules.empty()) return;
  Statement row = statementOf(*access.database, "SELECT coalesce(rules, '') FROM bundle WHERE id = ?", bundle);
  const std::string known = row.executeStep() ? textOf(row, 0) : std::string();
  row.reset();
  if (known.empty()) execute(*access.database, "UPDATE bundle SET rules = ? WHERE id = ?", rules, bundle);
  const std::string finding = "a bundle's rule for several slides is another one here: that was kept";
  if (!known.empty() && known != rules && std::ranges::find(added.findings, finding) == added.findings.end())
    added.findings.push_back(finding);
}

Result<void> addScore(const CaseAccess& access, const ArchivedScore& archived, AddedCase& added) {
  const auto score = parseScore(archived.json);
  if (!score) return fail(score.error());
  Statement there = statementOf(
      *access.database, "SELECT json FROM score JOIN run ON run.id = score.run_id WHERE run.uuid = ?", score->run.id);
  if (there.executeStep()) {
    if (textOf(there, 0) == archived.json) return {};
    return taken("a run of one of its scores is another score's here");
  }
  there.reset();
  if (numberOf(*access.database, "SELECT 1 FROM slide WHERE sha256 = ? AND fingerprint <> ?", score->slide.sha256,
               score->slide.fingerprint))
    return taken("the bytes of a slide of it are known here as another slide's");
  if (!archived.outlineId.empty() &&
      numberOf(*access.database, "SELECT 1 FROM annotation WHERE uuid = ?", archived.outlineId))
    return taken("the outline of a score of it is another score's here");
  const auto rows = prepared(access, archived, *score);
  if (!rows) return fail(rows.error());
  const ScorePlace place = placeOfScore(*access.database, *score);
  keepRules(access, place.bundle, archived.rules, added);
  (void)addScoreRows(*access.database, place, *score, *rows);
  ++added.scores;
  return {};
}

void addDrawing(const CaseAccess& access, const std::string& fingerprint, const ArchivedDrawing& one) {
  execute(*access.database,
          "INSERT INTO drawn (fingerprint, uuid, place, parent, kind, shape, geometry, class, class_colour, colour,"
          " name, note, locked, origin, author, created, changed, measurements, other)"
          " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
          fingerprint, one.uuid, one.place, one.parent, one.kind, one.shape, Blob{one.geometry}, one.className,
          one.classColour, one.colour, one.name, one.note, one.locked ? 1 : 0, one.origin, one.author, one.created,
          one.changed, one.measurements, one.other);
}

// What people drew or removed here is theirs: an archive adds what is unknown, and changes nothing.
void addDrawings(const CaseAccess& access, const ArchivedDrawings& archived, AddedCase& added) {
  const ArchivedDrawings here = archivedDrawings(access, archived.fingerprint, false);
  int kept = 0;
  for (const ArchivedDrawing& one : archived.drawn) {
    const auto there = std::ranges::find(here.drawn, one.uuid, &ArchivedDrawing::uuid);
    const bool gone = std::ranges::find(here.removed, one.uuid, &RemovedDrawing::uuid) != here.removed.end();
    if (there != here.drawn.end() || gone) {
      if (gone || *there != one) ++kept;
      continue;
    }
    addDrawing(access, archived.fingerprint, one);
    ++added.drawings;
  }
  for (const RemovedDrawing& one : archived.removed) {
    if (std::ranges::find(here.drawn, one.uuid, &ArchivedDrawing::uuid) != here.drawn.end())
      ++kept;
    else
      execute(*access.database, "INSERT OR IGNORE INTO drawn_removed (fingerprint, uuid, removed) VALUES (?, ?, ?)",
              archived.fingerprint, one.uuid, one.removed);
  }
  if (kept > 0)
    added.findings.push_back(
        fmt::format("slide {}: {} of its drawings differ here, and were left as they are", archived.fingerprint, kept));
}

}  // namespace

Result<void> addArchivedScores(const CaseAccess& access, const ArchivedCase& archived, AddedCase& added) {
  for (const ArchivedScore& one : archived.scores)
    if (auto done = addScore(access, one, added); !done) return done;
  return {};
}

void addArchivedDrawings(const CaseAccess& access, const ArchivedCase& archived, AddedCase& added) {
  for (const ArchivedDrawings& one : archived.drawings) addDrawings(access, one, added);
}

}  // namespace snitt
