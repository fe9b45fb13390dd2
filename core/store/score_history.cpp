#include "core/store/score_history.h"

#include <nlohmann/json.hpp>

#include "core/cases/flags.h"
#include "core/store/cases/case_access_p.h"
#include "core/store/store_data_p.h"

namespace snitt {
namespace {

constexpr std::size_t kTogether = 256;

// Of one scan with its place in a case; the first four columns are the caller's.
constexpr std::string_view kOrigin =
    " coalesce(scan.scanner, ''), coalesce(patient.merged_into, patient.id, 0), coalesce(lab_case.id, 0),"
    " coalesce(lab_case.flags, 0), coalesce(specimen.label, ''), coalesce(block.label, ''), coalesce(glass.number, '')";
constexpr std::string_view kJoins =
    " LEFT JOIN glass ON glass.id = scan.glass_id LEFT JOIN block ON block.id = glass.block_id"
    " LEFT JOIN specimen ON specimen.id = block.specimen_id LEFT JOIN lab_case ON lab_case.id = specimen.case_id"
    " LEFT JOIN patient ON patient.id = lab_case.patient_id";
constexpr int kOwnColumns = 4;

struct OriginRow {
  PastOrigin origin;
  bool forbidden = false;
};

OriginRow originOf(const Statement& row) {
  OriginRow out;
  out.origin.scanner = textOf(row, kOwnColumns);
  out.origin.patient = row.getColumn(kOwnColumns + 1).getInt64();
  out.origin.labCase = {row.getColumn(kOwnColumns + 2).getInt64()};
  const auto flags = static_cast<Flags>(row.getColumn(kOwnColumns + 3).getInt64());
  out.forbidden = forbids(flags, Use::careScoring).has_value();
  for (int column = kOwnColumns + 4; column < kOwnColumns + 7; ++column)
    if (const std::string label = textOf(row, column); !label.empty())
      out.origin.glass.append(out.origin.glass.empty() ? "" : " ").append(label);
  return out;
}

// What a person said with --fact wins over what the file said when it was linked.
std::string scannerIn(const std::string& parameters) {
  constexpr std::string_view kFact = "scanner=";
  const auto json = nlohmann::json::parse(parameters, nullptr, false);
  if (!json.is_object() || !json.contains("facts") || !json["facts"].is_array()) return {};
  for (const auto& fact : json["facts"])
    if (fact.is_string() && fact.get_ref<const std::string&>().starts_with(kFact))
      return fact.get<std::string>().substr(kFact.size());
  return {};
}

struct Page {
  std::vector<PastScore> scores;
  std::int64_t last = 0;
  std::size_t rows = 0;
};

Result<Page> pageOf(const std::filesystem::path& file, const StoreDatabase& database, const std::string& bundle,
                    std::int64_t after) {
  static const std::string sql =
      std::string("SELECT score.id, score.json, score.parameters, slide.fingerprint,")
          .append(kOrigin)
          .append(
              " FROM score JOIN bundle ON bundle.id = score.bundle_id JOIN slide ON slide.id = score.slide_id"
              " LEFT JOIN scan ON scan.fingerprint = slide.fingerprint")
          .append(kJoins)
          .append(" WHERE bundle.sha256 = ?1 AND score.id > ?2 ORDER BY score.id LIMIT ")
          .append(std::to_string(kTogether));
  Page page;
  Statement row = statementOf(database, sql, bundle, after);
  while (row.executeStep()) {
    page.last = row.getColumn(0).getInt64();
    ++page.rows;
    OriginRow origin = originOf(row);
    if (origin.forbidden) continue;
    auto score = parseScore(textOf(row, 1));
    if (!score)
      return fail(ErrorKind::database, std::string("the database ").append(file.string()) + ": score " +
                                           std::to_string(page.last) + " is damaged: " + score.error().message);
    if (std::string said = scannerIn(textOf(row, 2)); !said.empty()) origin.origin.scanner = std::move(said);
    page.scores.push_back({std::move(*score), std::move(origin.origin)});
  }
  return page;
}

}  // namespace

Result<void> ScoreHistory::scores(const std::string& bundleSha256, const std::function<bool(PastScore&&)>& take) const {
  Store::Data& data = *m_store.m_data;
  if (auto may = data.require(Permission::look, ""); !may) return fail(may.error());
  for (std::int64_t after = 0;;) {
    auto page = inDatabase(data.connection.file,
                           [&] { return pageOf(data.connection.file, data.connection.database, bundleSha256, after); });
    if (!page) return fail(page.error());
    for (PastScore& one : page->scores)
      if (!take(std::move(one))) return {};
    if (page->rows < kTogether) return {};
    after = page->last;
  }
}

Result<void> ScoreHistory::chosenUnscored(const std::string& bundleSha256, const std::string& before,
                                          const std::function<void(ChosenUnscored&&)>& take) const {
  Store::Data& data = *m_store.m_data;
  if (auto may = data.require(Permission::look, ""); !may) return fail(may.error());
  static const std::string sql =
      std::string("SELECT glass.confirmed_at, '', '', '',")
          .append(kOrigin)
          .append(" FROM scan")
          .append(kJoins)
          .append(
              " WHERE scan.state = 'current' AND scan.missing = 0 AND glass.confirmed = 1 AND glass.confirmed_at < ?2"
              " AND lab_case.state <> 'cancelled' AND NOT EXISTS (SELECT 1 FROM slide"
              "   JOIN score ON score.slide_id = slide.id JOIN bundle ON bundle.id = score.bundle_id"
              "   WHERE slide.fingerprint = scan.fingerprint AND bundle.sha256 = ?1)"
              " ORDER BY glass.confirmed_at, scan.id");
  return inDatabase(data.connection.file, [&]() -> Result<void> {
    Statement row = statementOf(data.connection.database, sql, bundleSha256, before);
    while (row.executeStep())
      if (OriginRow origin = originOf(row); !origin.forbidden) take({textOf(row, 0), std::move(origin.origin)});
    return {};
  });
}

}  // namespace snitt
