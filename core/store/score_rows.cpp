// Scores into the database and back.
#include <algorithm>
#include <utility>

#include "core/geojson.h"
#include "core/store/audit_p.h"
#include "core/store/cases/case_counts_p.h"
#include "core/store/grid_blob.h"
#include "core/store/score_path_p.h"
#include "core/store/score_rows_p.h"
#include "core/store/store_data_p.h"
#include "core/text/identity.h"

namespace snitt {

namespace {

tl::unexpected<Error> notStorable(const std::string& what) {
  return fail(ErrorKind::corrupt, "the score cannot be stored: " + what);
}

// Everything that takes time or can be refused is done before the lock is taken.
Result<PreparedScore> prepare(const ScoreRecord& record, const ScoreParameters& parameters, const Secrets& secrets) {
  PreparedScore out;
  out.json = formatScore(record.score);
  const auto again = parseScore(out.json);
  if (!again) return notStorable(again.error().message);
  if (formatScore(*again) != out.json) return notStorable("it does not read back as it was written");
  if (record.score.slide.sha256.empty() || record.score.bundleSha256.empty() || record.score.run.id.empty())
    return notStorable("the hash of its slide or bundle or the id of its run is missing");
  Score pathless = record.score;
  const std::string path = std::exchange(pathless.slide.path, {});
  if (!path.empty()) {
    out.sealedPath = secrets.seal(path, scorePathPlace(record.score.run.id));
    out.json = formatScore(pathless);
  }
  if (!record.tumour.empty()) {
    out.geometry = formatGeometry(record.tumour);
    out.outlineId = randomUuid();
    const auto outline = parseOutlines(out.geometry);
    if (!outline || outline->size() != 1 || outline->front().polygons != record.tumour)
      return notStorable("its outline does not read back as it was written");
  }
  for (const TileGrid& grid : record.grids) {
    const auto fits = [&](const std::vector<double>& scores) { return scores.size() == grid.tiles.size(); };
    if (grid.scores.size() != grid.members.size() || !std::ranges::all_of(grid.scores, fits))
      return notStorable("a tile grid lacks scores");
    out.grids.push_back({grid.resolution, static_cast<std::int64_t>(grid.tiles.size()), packGrid(grid)});
  }
  out.parameters = formatParameters(parameters);
  out.parametersSha256 = parametersSha256(parameters);
  out.stored = utcNow();
  return out;
}

std::optional<std::string> textOrNull(const std::string& text) {
  return text.empty() ? std::nullopt : std::optional(text);
}

std::int64_t lastRow(const StoreDatabase& database) { return database.getLastInsertRowid(); }

std::int64_t slideRow(const StoreDatabase& database, const ScoredSlide& slide) {
  // The same bytes may come with another fingerprint once a reader tells other levels; the present one finds it again.
  execute(database,
          "INSERT INTO slide (sha256, fingerprint, vendor, width_px, height_px, added) VALUES (?, ?, ?, ?, ?, ?)"
          " ON CONFLICT (sha256) DO UPDATE SET fingerprint = excluded.fingerprint",
          slide.sha256, slide.fingerprint, slide.vendor, slide.widthPx, slide.heightPx, utcNow());
  return numberOf(database, "SELECT id FROM slide WHERE sha256 = ?", slide.sha256).value_or(0);
}

std::int64_t bundleRow(const StoreDatabase& database, const Score& score) {
  execute(database,
          "INSERT INTO bundle (sha256, bundle_id, name, version, status) VALUES (?, ?, ?, ?, ?)"
          " ON CONFLICT (sha256) DO NOTHING",
          score.bundleSha256, score.bundleId, score.bundleName, score.bundleVersion,
          std::string(toText(score.bundleStatus)));
  return numberOf(database, "SELECT id FROM bundle WHERE sha256 = ?", score.bundleSha256).value_or(0);
}

std::int64_t runRow(const StoreDatabase& database, const ScoreRun& run) {
  execute(database,
          "INSERT INTO run (uuid, started, seconds, device, precision, threads, software, typed_by)"
          " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
          run.id, run.started, run.seconds, run.device, run.precision, run.threads, run.software, run.typedBy);
  return lastRow(database);
}

std::int64_t scoreRow(const StoreDatabase& database, const ScorePlace& place, const Score& score,
                      const PreparedScore& prepared) {
  const std::int64_t run = runRow(database, score.run);
  const auto prognosis =
      score.prognosis ? std::optional(std::string(toText(*score.prognosis))) : std::optional<std::string>();
  execute(database,
          "INSERT INTO score (slide_id, bundle_id, run_id, parameters, parameters_sha256, class, combined,"
          " not_assessable, risk_group, tumour_mm2, json, path, stored) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
          "nullif(?, x''), ?)",
          place.slide, place.bundle, run, prepared.parameters, prepared.parametersSha256, prognosis, score.combined,
          textOrNull(score.notAssessable), textOrNull(score.risk.group), score.tumourAreaMm2, prepared.json,
          Blob{prepared.sealedPath}, prepared.stored);
  return lastRow(database);
}

void memberRows(const StoreDatabase& database, std::int64_t score, const Score& of) {
  for (const ScoredResolution& resolution : of.resolutions)
    for (const MemberScore& member : resolution.members)
      execute(database, "INSERT INTO member_score (score_id, resolution, member, score) VALUES (?, ?, ?, ?)", score,
              resolution.name, member.id, member.score);
}

void gridRows(const StoreDatabase& database, std::int64_t score, const std::vector<PackedGrid>& grids) {
  for (std::size_t i = 0; i < grids.size(); ++i)
    execute(database, "INSERT INTO tile_grid (score_id, place, resolution, tiles, grid) VALUES (?, ?, ?, ?, ?)", score,
            static_cast<std::int64_t>(i), grids[i].resolution, grids[i].tiles, Blob{grids[i].blob});
}

void annotationRow(const StoreDatabase& database, std::int64_t slide, std::int64_t score, const Score& of,
                   const PreparedScore& prepared) {
  const bool drawn = of.tumourSource != "network" && of.tumourSource != "tissue";
  std::string author = of.run.typedBy;
  if (!drawn) author = std::string(of.run.software).append(", ").append(of.bundleName + " " + of.bundleVersion);
  execute(database,
          "INSERT INTO annotation (uuid, slide_id, score_id, origin, author, created, class, geometry)"
          " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
          prepared.outlineId, slide, score, drawn ? "human" : "ai", author, of.run.started,
          of.tumourSource == "tissue" ? "Tissue" : "Tumor", prepared.geometry);
}

// The rules of a bundle, and what they make of the cases that have scores of it. False: they are as they were.
Result<bool> putRules(const CaseAccess& access, const std::string& bundleSha256, const BundleRules& rules) {
  const std::string text = formatRules(rules);
  execute(*access.database, "UPDATE bundle SET rules = ?1 WHERE sha256 = ?2 AND rules IS NOT ?1", text, bundleSha256);
  if (access.database->getChanges() == 0) return false;
  std::vector<CaseId> cases;
  Statement row = statementOf(*access.database,
                              "SELECT DISTINCT specimen.case_id FROM bundle"
                              " JOIN score ON score.bundle_id = bundle.id JOIN slide ON slide.id = slide_id"
                              " JOIN scan ON scan.fingerprint = slide.fingerprint"
                              " JOIN glass ON glass.id = scan.glass_id JOIN block ON block.id = glass.block_id"
                              " JOIN specimen ON specimen.id = block.specimen_id WHERE bundle.sha256 = ?",
                              bundleSha256);
  while (row.executeStep()) cases.push_back({row.getColumn(0).getInt64()});
  for (const CaseId one : cases)
    if (auto done = refreshCase(access, one); !done) return fail(done.error());
  return true;
}

AuditEntry storedEntry(const Score& score, const std::string& subject) {
  AuditEntry entry{"score.stored", subject, {{"run", score.run.id}, {"bundle", score.bundleSha256}}};
  if (score.prognosis) entry.details["class"] = toText(*score.prognosis);
  if (!score.prognosis) entry.details["notAssessable"] = score.notAssessable;
  return entry;
}

tl::unexpected<Error> damagedScore(const std::filesystem::path& file, ScoreId id, const std::string& why) {
  return fail(ErrorKind::database, std::string("the database ").append(file.string()) + ": score " +
                                       std::to_string(id.value) + " is damaged: " + why);
}

}  // namespace

ScorePlace placeOfScore(const StoreDatabase& database, const Score& score) {
  return {slideRow(database, score.slide), bundleRow(database, score)};
}

std::int64_t addScoreRows(const StoreDatabase& database, const ScorePlace& place, const Score& score,
                          const PreparedScore& prepared) {
  const std::int64_t row = scoreRow(database, place, score, prepared);
  memberRows(database, row, score);
  gridRows(database, row, prepared.grids);
  if (!prepared.geometry.empty()) annotationRow(database, place.slide, row, score, prepared);
  return row;
}

Result<SavedScore> Store::save(const ScoreRecord& record, const ScoreParameters& parameters, IfStored ifStored,
                               const std::optional<BundleRules>& rules) {
  return inDatabase(file(), [&]() -> Result<SavedScore> {
    const std::string subject = "slide:" + record.score.slide.fingerprint;
    if (!m_data->hasPeople())
      return fail(ErrorKind::database,
                  "the database " + file().string() + " is of an older version and takes no scores");
    if (auto may = m_data->require(Permission::score, subject); !may) return fail(may.error());
    const auto prepared = prepare(record, parameters, m_data->secrets.value());
    if (!prepared) return fail(prepared.error());
    StoreDatabase& database = m_data->connection.database;
    const CaseAccess cases{&m_data->connection, &m_data->connection.file, &database, &*m_data->secrets, &m_data->actor};
    std::optional<SQLite::Transaction> transaction(std::in_place, database, SQLite::TransactionBehavior::IMMEDIATE);
    // Set while the slide was being scored, perhaps.
    if (const auto flag = flagAgainst(cases, record.score.slide.fingerprint, Use::careScoring)) {
      transaction.reset();  // rolled back: the refusal has one of its own
      return fail(refuse(m_data->connection, actor(),
                         {"refused", subject, {{"reason", "flag"}, {"flag", std::string(toText(flag->flag))}}},
                         flaggedText(flag->name, flag->flag)));
    }
    const ScorePlace place = placeOfScore(database, record.score);
    if (rules)
      if (auto kept = putRules(cases, record.score.bundleSha256, *rules); !kept) return fail(kept.error());
    if (ifStored == IfStored::keepThat) {
      const auto there =
          numberOf(database, "SELECT max(id) FROM score WHERE slide_id = ? AND bundle_id = ? AND parameters_sha256 = ?",
                   place.slide, place.bundle, prepared->parametersSha256);
      if (there.value_or(0) != 0) {
        transaction->commit();
        return SavedScore{{*there}, false};
      }
    }
    const std::int64_t score = addScoreRows(database, place, record.score, *prepared);
    appendAudit(database, actor(), storedEntry(record.score, subject));
    if (auto counted = refreshCaseOfSlide(cases, record.score.slide.fingerprint); !counted)
      return fail(counted.error());
    transaction->commit();
    return SavedScore{{score}, true};
  });
}

Result<void> Store::keepRules(const std::string& bundleSha256, const BundleRules& rules) {
  return inDatabase(file(), [&]() -> Result<void> {
    StoreDatabase& database = m_data->connection.database;
    if (!m_data->hasPeople() || !m_data->secrets ||
        !numberOf(database, "SELECT 1 FROM bundle WHERE sha256 = ? AND rules IS NOT ?", bundleSha256,
                  formatRules(rules)))
      return {};
    if (auto may = m_data->require(Permission::score, ""); !may) return may;
    const CaseAccess cases{&m_data->connection, &m_data->connection.file, &database, &*m_data->secrets, &m_data->actor};
    SQLite::Transaction transaction(database, SQLite::TransactionBehavior::IMMEDIATE);
    const auto changed = putRules(cases, bundleSha256, rules);
    if (!changed) return fail(changed.error());
    if (*changed) appendAudit(database, actor(), {"bundle.rules", "", {{"bundle", bundleSha256}}});
    transaction.commit();
    return {};
  });
}

Result<std::vector<StoredScore>> Store::find(const ScoreKey& key) const {
  if (auto may = m_data->require(Permission::look, "slide:" + key.fingerprint); !may) return fail(may.error());
  return inDatabase(file(), [&]() -> Result<std::vector<StoredScore>> {
    Statement row = statementOf(
        m_data->connection.database,
        "SELECT score.id, slide.sha256, run.started, run.typed_by, run.software FROM score"
        " JOIN slide ON slide.id = score.slide_id JOIN bundle ON bundle.id = score.bundle_id"
        " JOIN run ON run.id = score.run_id"
        " WHERE slide.fingerprint = ? AND bundle.sha256 = ? AND score.parameters_sha256 = ? ORDER BY score.id DESC",
        key.fingerprint, key.bundleSha256, key.parametersSha256);
    std::vector<StoredScore> found;
    while (row.executeStep())
      found.push_back({{row.getColumn(0).getInt64()},
                       row.getColumn(1).getString(),
                       row.getColumn(2).getString(),
                       row.getColumn(3).getString(),
                       row.getColumn(4).getString()});
    return found;
  });
}

Result<ScoreRecord> Store::load(ScoreId id) const {
  if (auto may = m_data->require(Permission::look, ""); !may) return fail(may.error());
  return read(id);
}

Result<ScoreRecord> Store::read(ScoreId id) const {
  return inDatabase(file(), [&]() -> Result<ScoreRecord> {
    const StoreDatabase& database = m_data->connection.database;
    Statement row = statementOf(database,
                                "SELECT score.json, score.path, run.uuid FROM score"
                                " JOIN run ON run.id = score.run_id WHERE score.id = ?",
                                id.value);
    if (!row.executeStep())
      return fail(ErrorKind::notFound,
                  "the database " + file().string() + " holds no score " + std::to_string(id.value));
    auto score = parseScore(row.getColumn(0).getString());
    if (!score) return damagedScore(file(), id, score.error().message);
    ScoreRecord record{std::move(*score), {}, {}};
    if (const SQLite::Column path = row.getColumn(1); !path.isNull() && m_data->secrets) {
      auto opened = m_data->secrets->open({static_cast<const char*>(path.getBlob()), std::size_t(path.getBytes())},
                                          scorePathPlace(row.getColumn(2).getString()));
      if (!opened) return damagedScore(file(), id, "its slide's path: " + opened.error().message);
      record.score.slide.path = std::move(*opened);
    }
    Statement outline = statementOf(database, "SELECT geometry FROM annotation WHERE score_id = ?", id.value);
    if (outline.executeStep()) {
      auto features = parseOutlines(outline.getColumn(0).getString());
      if (!features) return damagedScore(file(), id, features.error().message);
      if (features->size() != 1) return damagedScore(file(), id, "its outline is no single geometry");
      record.tumour = std::move(features->front().polygons);
    }
    Statement grids = statementOf(database, "SELECT grid FROM tile_grid WHERE score_id = ? ORDER BY place", id.value);
    while (grids.executeStep()) {
      const SQLite::Column column = grids.getColumn(0);
      const auto size = static_cast<std::size_t>(column.getBytes());
      auto grid = unpackGrid({static_cast<const char*>(column.getBlob()), size});
      if (!grid) return damagedScore(file(), id, grid.error().message);
      record.grids.push_back(std::move(*grid));
    }
    return record;
  });
}

}  // namespace snitt
