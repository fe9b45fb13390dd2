#include <algorithm>
#include <iterator>
#include <map>

#include "core/store/audit_chain_p.h"
#include "core/store/cases/case_check_p.h"
#include "core/store/integrity_p.h"
#include "core/store/store_data_p.h"

namespace snitt {

namespace {

using Objects = std::map<std::string, std::string>;  // "table score" → its SQL

Objects objectsOf(const StoreDatabase& database) {
  Objects objects;
  Statement row = statementOf(
      database, "SELECT type || ' ' || name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\'");
  while (row.executeStep()) objects[row.getColumn(0).getString()] = row.getColumn(1).getString();
  return objects;
}

std::vector<std::string> schemaFaults(const Connection& connection) {
  const auto& all = builtInMigrations();
  // What a newer program added is known to it alone.
  if (connection.schema > static_cast<int>(all.size())) return {};
  StoreDatabase fresh(":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
  if (auto made = applyMigrations(fresh, {all.begin(), all.begin() + connection.schema}, ""); !made)
    return {made.error().message};
  const Objects expected = objectsOf(fresh);
  const Objects found = objectsOf(connection.database);
  std::vector<std::string> faults;
  for (const auto& [name, sql] : expected) {
    const auto there = found.find(name);
    if (there == found.end()) faults.push_back("the " + name + " is missing");
    if (there != found.end() && there->second != sql) faults.push_back("the " + name + " is not as Snitt made it");
  }
  for (const auto& [name, sql] : found)
    if (!expected.contains(name)) faults.push_back("the " + name + " is not of Snitt's making");
  return faults;
}

std::vector<ScoreId> allScores(const StoreDatabase& database) {
  std::vector<ScoreId> ids;
  Statement row = statementOf(database, "SELECT id FROM score ORDER BY id");
  while (row.executeStep()) ids.push_back({row.getColumn(0).getInt64()});
  return ids;
}

// Whether the columns that lists show are those of the score itself.
bool columnsAgree(const StoreDatabase& database, ScoreId id, const ScoreRecord& record) {
  Statement row =
      statementOf(database,
                  "SELECT slide.sha256, bundle.sha256, run.uuid, score.class, score.combined, score.not_assessable,"
                  " (SELECT count(*) FROM member_score WHERE score_id = score.id)"
                  " FROM score JOIN slide ON slide.id = score.slide_id JOIN bundle ON bundle.id = score.bundle_id"
                  " JOIN run ON run.id = score.run_id WHERE score.id = ?",
                  id.value);
  if (!row.executeStep()) return false;
  const Score& score = record.score;
  const SQLite::Column combined = row.getColumn(4);
  std::int64_t members = 0;
  for (const ScoredResolution& one : score.resolutions) members += static_cast<std::int64_t>(one.members.size());
  return row.getColumn(0).getString() == score.slide.sha256 && row.getColumn(1).getString() == score.bundleSha256 &&
         row.getColumn(2).getString() == score.run.id &&
         row.getColumn(3).getString() == (score.prognosis ? toText(*score.prognosis) : "") &&
         combined.isNull() != score.combined.has_value() && combined.getDouble() == score.combined.value_or(0) &&
         row.getColumn(5).getString() == score.notAssessable && row.getColumn(6).getInt64() == members;
}

// Whether the grids are those of the score's resolutions, tile for tile.
bool gridsAgree(const ScoreRecord& record) {
  return std::ranges::all_of(record.grids, [&](const TileGrid& grid) {
    return std::ranges::any_of(record.score.resolutions, [&](const ScoredResolution& one) {
      return one.name == grid.resolution && static_cast<std::size_t>(one.tiles) == grid.tiles.size();
    });
  });
}

}  // namespace

std::vector<std::string> integrityFaults(const StoreDatabase& database) {
  std::vector<std::string> faults;
  Statement integrity = statementOf(database, "PRAGMA integrity_check(20)");
  while (integrity.executeStep())
    if (std::string text = integrity.getColumn(0).getString(); text != "ok") faults.push_back(std::move(text));
  Statement keys = statementOf(database, "PRAGMA foreign_key_check");
  while (keys.executeStep())
    faults.push_back("a row of " + keys.getColumn(0).getString() + " points to a row of " +
                     keys.getColumn(2).getString() + " that is not there");
  return faults;
}

Result<StoreCheck> Store::check() const {
  return inDatabase(file(), [&]() -> Result<StoreCheck> {
    const Connection& connection = m_data->connection;
    StoreCheck result;
    result.schema = connection.schema;
    result.faults = integrityFaults(connection.database);
    // What SQLite itself finds damaged tells nothing more when it is read as scores.
    if (!result.faults.empty()) return result;
    result.faults = schemaFaults(connection);
    const std::vector<ScoreId> scores = allScores(connection.database);
    result.scores = static_cast<std::int64_t>(scores.size());
    result.slides = numberOf(connection.database, "SELECT count(*) FROM slide").value_or(0);
    // The rows of an older schema are read once it has been brought up to date.
    if (connection.schema < static_cast<int>(builtInMigrations().size())) return result;
    if (!m_data->secrets)
      result.remarks.emplace_back("the database's key is not there: that what is sealed opens could not be checked");
    const AuditVerdict log = verdictOn(connection.database, {});
    result.auditRows = log.rows;
    if (log.fault) result.faults.push_back(*log.fault);
    std::ranges::move(caseFaults(connection.database), std::back_inserter(result.faults));
    for (const ScoreId id : scores) {
      const auto record = read(id);
      const std::string name = "score " + std::to_string(id.value);
      if (!record)
        result.faults.push_back(record.error().message);
      else if (!columnsAgree(connection.database, id, *record))
        result.faults.push_back(name + " does not agree with its own columns");
      else if (!gridsAgree(*record))
        result.faults.push_back(name + " has tiles that are not those it was made of");
    }
    return result;
  });
}

}  // namespace snitt
