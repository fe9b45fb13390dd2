#include "core/cohort/cohort_tables.h"

#include <algorithm>
#include <set>

#include "core/csv.h"
#include "core/text/number.h"

namespace snitt {
namespace {

std::string numberOrEmpty(const std::optional<double>& value) { return value ? shortest(*value) : std::string(); }

std::string scoreOf(const std::vector<ResolutionScore>& resolutions, const std::string& name) {
  for (const ResolutionScore& one : resolutions)
    if (one.name == name) return shortest(one.score);
  return {};
}

std::string withNotice(const std::string& reason, const std::string& notice) {
  if (notice.empty()) return reason;
  return reason.empty() ? notice : reason + "; " + notice;
}

void addScoreColumns(CsvRow& header, const std::vector<std::string>& resolutions) {
  for (const std::string& name : resolutions) header.push_back("score_" + name);
  header.emplace_back("score_combined");
}

// Names that carry a slide's file are not carried through: a list may have its columns twice over.
CsvRow slideRow(const ListedSlide& slide, const CohortSlideResult* result, const std::vector<std::string>& resolutions,
                const std::string& notice) {
  CsvRow row{std::to_string(slide.row), slide.patient};
  const CohortSlideResult none;
  const CohortSlideResult& one = result != nullptr ? *result : none;
  row.push_back(one.sha256);
  row.emplace_back(result != nullptr ? toText(one.status) : "waiting");
  row.push_back(withNotice(one.reason, result != nullptr && one.combined ? notice : ""));
  for (const std::string& name : resolutions) row.push_back(scoreOf(one.resolutions, name));
  row.push_back(numberOrEmpty(one.combined));
  row.emplace_back(one.prognosis ? toText(*one.prognosis) : "");
  row.push_back(numberOrEmpty(one.tumourMm2));
  row.push_back(one.unreadable ? std::to_string(*one.unreadable) : "");
  row.push_back(one.device);
  row.push_back(one.precision);
  return row;
}

// What the list's known columns said, without path, accession and patient, which stand elsewhere.
const std::vector<std::string>& carriedColumns() {
  static const std::vector<std::string> names{"mpp",         "split", "age",     "sex", "site", "organ", "specimenType",
                                              "neoadjuvant", "stain", "scanner", "pT",  "pN",   "nodes", "label"};
  return names;
}

std::string carried(const ListedSlide& slide, const std::string& column) {
  if (column == "mpp") return numberOrEmpty(slide.mpp);
  if (column == "split") return slide.split ? std::string(toText(*slide.split)) : "";
  if (column == "age") return numberOrEmpty(slide.ageYears);
  if (column == "sex") return slide.sex;
  if (column == "site") return slide.site;
  if (column == "label") return slide.label;
  return std::string(slide.fact(column));
}

}  // namespace

std::vector<const ListedSlide*> allRows(const SlideList& list) {
  std::vector<const ListedSlide*> rows;
  for (const ListedSlide& slide : list.slides) rows.push_back(&slide);
  for (const ListedSlide& slide : list.unused) rows.push_back(&slide);
  std::ranges::sort(rows, {}, [](const ListedSlide* slide) { return slide->row; });
  return rows;
}

std::string mixedNotice(const ResultsByRow& results) {
  std::set<std::string> paths;
  for (const auto& [row, result] : results)
    if (!result.device.empty()) paths.insert(result.device + " " + result.precision);
  if (paths.size() < 2) return {};
  std::string text;
  for (const std::string& path : paths) text += (text.empty() ? "mixed numeric paths: " : " and ") + path;
  return text;
}

std::string resultsCsv(const std::vector<CohortPatient>& patients, const std::vector<std::string>& resolutions,
                       const std::string& notice) {
  CsvRow header{"patient", "slides"};
  addScoreColumns(header, resolutions);
  for (const char* name : {"class", "risk", "status", "reason"}) header.emplace_back(name);
  std::string csv = csvRow(header);
  for (const CohortPatient& one : patients) {
    CsvRow row{one.patient, std::to_string(one.counted)};
    for (const std::string& name : resolutions)
      row.push_back(one.decision ? scoreOf(one.decision->resolutions, name) : "");
    row.push_back(one.decision ? shortest(one.decision->combined) : "");
    row.emplace_back(one.decision ? toText(one.decision->prognosis) : "");
    row.push_back(one.risk.group);
    row.emplace_back(toText(one.status));
    row.push_back(withNotice(one.reason, one.decision ? notice : ""));
    csv += csvRow(row);
  }
  return csv;
}

std::string slidesCsv(const SlideList& list, const ResultsByRow& results, const std::vector<std::string>& resolutions,
                      const std::string& notice) {
  CsvRow header{"slide", "patient", "sha256", "status", "reason"};
  addScoreColumns(header, resolutions);
  for (const char* name : {"class", "tumourMm2", "unreadable", "device", "precision"}) header.emplace_back(name);
  std::vector<std::string> known;
  for (const std::string& name : carriedColumns())
    if (list.has(name)) known.push_back(name);
  header.insert(header.end(), known.begin(), known.end());
  for (const std::string& name : list.otherColumns) {
    // A column of the list that is called as one of ours keeps its values under another name.
    const bool taken = std::ranges::find(header, name) != header.end();
    header.push_back(taken ? "list_" + name : name);
  }
  std::string csv = csvRow(header);
  for (const ListedSlide* slide : allRows(list)) {
    const auto found = results.find(slide->row);
    CsvRow row = slideRow(*slide, found != results.end() ? &found->second : nullptr, resolutions, notice);
    for (const std::string& name : known) row.push_back(carried(*slide, name));
    row.insert(row.end(), slide->others.begin(), slide->others.end());
    csv += csvRow(row);
  }
  return csv;
}

std::string pathsCsv(const SlideList& list) {
  std::string csv = csvRow({"slide", "path", "accession"});
  for (const ListedSlide* slide : allRows(list))
    csv += csvRow({std::to_string(slide->row), slide->path.string(), slide->accession});
  return csv;
}

}  // namespace snitt
