#include "core/cohort/cohort_table_files.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <map>

#include "core/atomic_file.h"
#include "core/csv.h"
#include "core/json_reader_p.h"
#include "core/score.h"
#include "core/text/number.h"

namespace snitt {
namespace {

constexpr std::string_view kFormat = "snitt-cohort-run/1";
constexpr std::string_view kScore = "score_";
constexpr std::string_view kCombined = "score_combined";
constexpr auto kAtOnce = std::chrono::milliseconds(500);

constexpr std::array kBundleStatuses{BundleStatus::untrained, BundleStatus::demonstrator, BundleStatus::research,
                                     BundleStatus::clinicalResearch};
constexpr std::array kSlideStatuses{SlideStatus::scored, SlideStatus::notAssessable, SlideStatus::refused,
                                    SlideStatus::failed, SlideStatus::excluded,      SlideStatus::flagged};
constexpr std::array kPatientStatuses{PatientStatus::scored,  PatientStatus::incomplete, PatientStatus::notAssessable,
                                      PatientStatus::refused, PatientStatus::failed,     PatientStatus::excluded,
                                      PatientStatus::waiting};
constexpr std::array kPrognoses{Prognosis::good, Prognosis::uncertain, Prognosis::poor};

template <class Words>
auto wordOf(const Words& words, std::string_view text) -> std::optional<typename Words::value_type> {
  for (const auto one : words)
    if (toText(one) == text) return one;
  return std::nullopt;
}

// A table whose cells are asked for by name. The first fault is kept, with its row.
class Table {
 public:
  static Result<Table> read(const std::filesystem::path& file) {
    const auto text = readFile(file);
    if (!text) return fail(text.error());
    auto table = parseCsv(*text);
    if (!table) return failIn(file.string(), table.error());
    return Table(file, std::move(*table));
  }

  [[nodiscard]] std::size_t rows() const { return m_table.rows.size(); }
  [[nodiscard]] const CsvRow& header() const { return m_table.header; }
  [[nodiscard]] const std::string& text(std::size_t row, std::string_view name) {
    static const std::string none;
    const auto at = m_columns.find(name);
    if (at != m_columns.end()) return m_table.rows[row][at->second];
    fault("has no column \"" + std::string(name) + "\"");
    return none;
  }
  [[nodiscard]] std::optional<double> number(std::size_t row, std::string_view name) {
    const std::string& cell = text(row, name);
    if (cell.empty()) return std::nullopt;
    const auto value = parseNumber(cell);
    if (!value) fault("row " + std::to_string(row + 2) + ": \"" + cell + "\" is no number");
    return value;
  }
  [[nodiscard]] std::size_t count(std::size_t row, std::string_view name) {
    const auto value = number(row, name);
    return value && *value >= 0 ? static_cast<std::size_t>(*value) : 0;
  }
  void fault(std::string what) {
    if (!m_fault) m_fault = Error{ErrorKind::corrupt, m_file.string() + ": " + std::move(what)};
  }
  [[nodiscard]] const std::optional<Error>& fault() const { return m_fault; }

 private:
  Table(std::filesystem::path file, CsvTable table) : m_file(std::move(file)), m_table(std::move(table)) {
    for (std::size_t i = 0; i < m_table.header.size(); ++i) m_columns.emplace(m_table.header[i], i);
  }

  std::filesystem::path m_file;
  CsvTable m_table;
  std::map<std::string, std::size_t, std::less<>> m_columns;
  std::optional<Error> m_fault;
};

void readRun(const nlohmann::json& json, CohortReading& out, std::optional<Error>& error) {
  JsonReader in(error, &json, "");
  if (const std::string format = in.text("format"); !error && format != kFormat) {
    const bool newer = format.starts_with("snitt-cohort-run/");
    error = Error{newer ? ErrorKind::unsupported : ErrorKind::corrupt,
                  newer ? "it was written by a newer version of Snitt" : "it is not what a cohort's run writes"};
    return;
  }
  JsonReader bundle = in.object("bundle");
  out.facts.bundleName = bundle.text("name");
  out.facts.bundleVersion = bundle.text("version");
  out.facts.bundleSha256 = bundle.text("sha256");
  out.facts.bundleStatus = wordOf(kBundleStatuses, bundle.text("status")).value_or(BundleStatus::untrained);
  out.facts.device = in.text("device");
  out.facts.precision = in.text("precision");
  out.facts.software = in.text("software");
  out.facts.outsideScope = in.textOrNull("outsideScope");
  out.mixed = in.textOrNull("mixed");
  JsonReader last = in.object("lastRun");
  out.started = last.text("started");
  if (in.has("list")) out.title = in.text("list");
  if (!in.has("resolutions")) return;
  for (JsonReader& one : in.objects("resolutions"))
    out.resolutions.push_back({one.text("name"), one.number("threshold")});
}

// Runs of earlier programs did not write the resolutions down; the table has their columns.
void addResolutions(const CsvRow& header, CohortReading& out) {
  for (const std::string& name : header) {
    if (!name.starts_with(kScore) || name == kCombined) continue;
    const std::string resolution = name.substr(kScore.size());
    if (std::ranges::find(out.resolutions, resolution, &CohortResolution::name) == out.resolutions.end())
      out.resolutions.push_back({resolution, std::nullopt});
  }
}

std::vector<ResolutionScore> scoresIn(Table& table, std::size_t row, const std::vector<CohortResolution>& resolutions) {
  std::vector<ResolutionScore> scores;
  for (const CohortResolution& one : resolutions) {
    const auto score = table.number(row, std::string(kScore).append(one.name));
    if (!score) continue;
    ResolutionScore& added = scores.emplace_back();
    added.name = one.name;
    added.score = *score;
    added.threshold = one.threshold.value_or(0);
    if (one.threshold) added.prognosis = prognosisAt(*score, *one.threshold);
  }
  return scores;
}

void readPatients(Table& table, CohortReading& out) {
  for (std::size_t row = 0; row < table.rows(); ++row) {
    CohortPatient one;
    one.patient = table.text(row, "patient");
    one.counted = table.count(row, "slides");
    const auto status = wordOf(kPatientStatuses, table.text(row, "status"));
    if (!status) table.fault("row " + std::to_string(row + 2) + ": the status is not known");
    one.status = status.value_or(PatientStatus::waiting);
    one.reason = table.text(row, "reason");
    one.risk.group = table.text(row, "risk");
    const auto prognosis = wordOf(kPrognoses, table.text(row, "class"));
    const auto combined = table.number(row, kCombined);
    if (prognosis && combined)
      one.decision = Decision{scoresIn(table, row, out.resolutions), *combined, *prognosis, {}};
    out.patients.push_back(std::move(one));
  }
}

std::optional<CohortSlideResult> resultIn(Table& table, std::size_t row, const CohortReading& reading) {
  const std::string& word = table.text(row, "status");
  if (word == "waiting") return std::nullopt;
  CohortSlideResult one;
  one.row = table.count(row, "slide");
  const auto status = wordOf(kSlideStatuses, word);
  if (!status) table.fault("row " + std::to_string(row + 2) + ": the status is not known");
  one.status = status.value_or(SlideStatus::failed);
  one.sha256 = table.text(row, "sha256");
  one.reason = table.text(row, "reason");
  one.resolutions = scoresIn(table, row, reading.resolutions);
  one.combined = table.number(row, kCombined);
  one.prognosis = wordOf(kPrognoses, table.text(row, "class"));
  one.tumourMm2 = table.number(row, "tumourMm2");
  if (const auto unreadable = table.number(row, "unreadable")) one.unreadable = static_cast<std::int64_t>(*unreadable);
  one.device = table.text(row, "device");
  one.precision = table.text(row, "precision");
  return one;
}

void readSlides(Table& table, CohortReading& out) {
  std::map<std::string, std::size_t> places;
  for (std::size_t i = 0; i < out.patients.size(); ++i) places.emplace(out.patients[i].patient, i);
  for (std::size_t row = 0; row < table.rows(); ++row) {
    SlideReading one;
    one.row = table.count(row, "slide");
    one.result = resultIn(table, row, out);
    const std::string& named = table.text(row, "patient");
    const auto found = places.find(named.empty() ? "slide-" + std::to_string(one.row) : named);
    if (found == places.end()) {
      table.fault("row " + std::to_string(row + 2) + ": results.csv has no such patient");
      return;
    }
    one.patient = found->second;
    out.patients[one.patient].rows.push_back(one.row);
    out.settled += one.result ? 1 : 0;
    if (one.result && one.result->status == SlideStatus::scored) out.membersKnown = false;
    out.slides.push_back(std::move(one));
  }
  std::ranges::sort(out.slides, {}, &SlideReading::row);
}

// A courtesy: without it the tables are as good.
void readPaths(CohortReading& out) {
  auto table = Table::read(out.folder / "paths.csv");
  if (!table) {
    out.paths = table.error().kind == ErrorKind::notFound ? PathsKnown::missing : PathsKnown::unreadable;
    return;
  }
  for (std::size_t row = 0; row < table->rows(); ++row) {
    const auto at = slideAt(out, table->count(row, "slide"));
    if (!at) continue;
    out.slides[*at].path = table->text(row, "path");
    out.slides[*at].accession = table->text(row, "accession");
  }
  if (table->fault()) out.paths = PathsKnown::unreadable;
}

}  // namespace

std::string CohortTableFiles::stampOf(const std::filesystem::path& folder) {
  std::string stamp;
  for (const char* name : {"run.json", "results.csv", "slides.csv", "paths.csv"}) {
    std::error_code error;
    const auto time = std::filesystem::last_write_time(folder / name, error);
    stamp += error ? "none" : std::to_string(time.time_since_epoch().count());
    stamp += ' ';
  }
  return stamp;
}

Result<CohortTableFiles> CohortTableFiles::read(const std::filesystem::path& folder) {
  CohortTableFiles files;
  files.m_stamp = stampOf(folder);
  CohortReading& out = files.m_reading;
  out.folder = folder;
  const auto text = readFile(folder / "run.json");
  if (!text) return fail(text.error());
  const auto json = parseJson(*text);
  if (!json) return failIn((folder / "run.json").string(), json.error());
  std::optional<Error> error;
  readRun(*json, out, error);
  if (error) return failIn((folder / "run.json").string(), *error);
  auto patients = Table::read(folder / "results.csv");
  if (!patients) return fail(patients.error());
  addResolutions(patients->header(), out);
  readPatients(*patients, out);
  if (patients->fault()) return fail(*patients->fault());
  auto slides = Table::read(folder / "slides.csv");
  if (!slides) return fail(slides.error());
  readSlides(*slides, out);
  if (slides->fault()) return fail(*slides->fault());
  readPaths(out);
  out.before = out.settled;
  out.state = out.settled == out.slides.size() ? CohortState::finished : CohortState::stopped;
  return files;
}

bool CohortTableFiles::readMembers(const std::stop_token& stop) {
  const auto until = std::chrono::steady_clock::now() + kAtOnce;
  bool any = false;
  while (m_next < m_reading.slides.size() && !stop.stop_requested() && std::chrono::steady_clock::now() < until) {
    SlideReading& slide = m_reading.slides[m_next++];
    if (!slide.result || slide.result->status != SlideStatus::scored) continue;
    any = true;
    const auto text = readFile(m_reading.slideFolder(slide.row) / "score.json");
    const auto score = text ? parseScore(*text) : fail(text.error());
    if (!score) continue;
    for (const ScoredResolution& one : score->resolutions)
      for (ResolutionScore& mine : slide.result->resolutions)
        if (mine.name == one.name) mine.members = one.members;
  }
  if (m_next >= m_reading.slides.size()) any = m_reading.membersKnown = true;
  return any;
}

}  // namespace snitt
