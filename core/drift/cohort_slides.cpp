#include "core/drift/cohort_slides.h"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "core/atomic_file.h"
#include "core/cohort/cohort_table_files.h"
#include "core/csv.h"
#include "core/text/nearest.h"
#include "core/text/number.h"
#include "core/text/trimmed.h"

namespace snitt::drift {
namespace {

class Reader {
 public:
  Reader(const std::filesystem::path& folder, PatientNumbers& patients)
      : m_file(folder / "slides.csv"), m_patients(patients) {}

  Result<CohortSlides> read(const CohortColumns& columns, const std::stop_token& stop) {
    const auto files = CohortTableFiles::read(m_file.parent_path());
    if (!files) return fail(files.error());
    m_reading = &files->reading();
    if (auto found = openTable(columns); !found) return fail(found.error());
    CohortSlides slides;
    slides.bundleSha256 = m_reading->facts.bundleSha256;
    slides.bundleName = m_reading->facts.bundleName + " " + m_reading->facts.bundleVersion;
    for (std::size_t row = 0; row < m_table.rows.size(); ++row) {
      if (stop.stop_requested()) return fail(ErrorKind::cancelled, "reading the cohort was stopped");
      if (auto added = add(row, slides); !added) return fail(added.error());
    }
    return slides;
  }

 private:
  Result<void> openTable(const CohortColumns& columns) {
    const auto text = readFile(m_file);
    if (!text) return fail(text.error());
    auto table = parseCsv(*text);
    if (!table) return failIn(m_file.string(), table.error());
    m_table = std::move(*table);
    for (const auto& [wanted, usual, place] : {std::tuple{&columns.week, "", &m_week},
                                               {&columns.scanner, "scanner", &m_scanner},
                                               {&columns.control, "control", &m_control}}) {
      *place = m_table.column(wanted->empty() ? usual : *wanted);
      const bool mayLack = wanted == &columns.week && columns.weekMayLack;
      if (!*place && !wanted->empty() && !mayLack)
        return fail(ErrorKind::usage, fmt::format("{} has no column \"{}\"{}", m_file.string(), *wanted,
                                                  nearestHint(*wanted, m_table.header)));
    }
    return {};
  }

  [[nodiscard]] std::string cell(std::size_t row, std::optional<std::size_t> column) const {
    if (!column || isMissing(m_table.rows[row][*column])) return {};
    return std::string(trimmed(m_table.rows[row][*column]));
  }

  Result<void> add(std::size_t row, CohortSlides& slides) {
    const auto number = parseNumber(cell(row, m_table.column("slide")));
    const auto at = number && *number >= 0 ? slideAt(*m_reading, static_cast<std::size_t>(*number)) : std::nullopt;
    if (!at)
      return fail(ErrorKind::corrupt,
                  fmt::format("{}: row {} has changed while it was read", m_file.string(), row + 2));
    const SlideReading& slide = m_reading->slides[*at];
    if (!slide.result) {
      ++slides.waiting;
      return {};
    }
    const CohortSlideResult& result = *slide.result;
    if (result.status == SlideStatus::excluded || result.status == SlideStatus::flagged) {
      ++slides.leftOut;
      return {};
    }
    std::string started = m_reading->started;
    Observation one = observed(result, started, slides);
    one.slide = result.sha256;
    if (const std::string scanner = cell(row, m_scanner); !scanner.empty()) one.scanner = scanner;
    one.control = cell(row, m_control);
    one.patient = numberOf(cell(row, m_table.column("patient")));
    const std::string when = m_week ? cell(row, m_week) : started;
    if (when.empty()) {
      ++slides.withoutDay;
      return {};
    }
    const auto day = dayIn(when);
    if (!day) return failIn(fmt::format("{}: row {}", m_file.string(), row + 2), day.error());
    one.day = *day;
    slides.observations.push_back(std::move(one));
    return {};
  }

  // What the slide's own file says; where it cannot be read, what the table says.
  [[nodiscard]] Observation observed(const CohortSlideResult& result, std::string& started,
                                     CohortSlides& slides) const {
    const bool hasScore = result.status == SlideStatus::scored || result.status == SlideStatus::notAssessable;
    if (hasScore) {
      const auto text = readFile(m_reading->slideFolder(result.row) / "score.json");
      const auto score = text ? parseScore(*text) : fail(text.error());
      if (score) {
        started = score->run.started;
        return observationOf(*score);
      }
      ++slides.unread;
    }
    Observation one;
    if (hasScore) one.outcome = result.combined ? Outcome::scored : Outcome::notAssessable;
    if (result.status == SlideStatus::refused) {
      one.outcome = Outcome::refused;
      one.outsideScope = result.reason.find("outside the bundle's scope") != std::string::npos;
    }
    if (!result.combined) return one;
    one.values.emplace("combined", *result.combined);
    for (const ResolutionScore& resolution : result.resolutions)
      one.values.emplace(std::string("score_").append(resolution.name), resolution.score);
    return one;
  }

  std::size_t numberOf(const std::string& patient) {
    if (patient.empty()) return 0;
    return m_patients.try_emplace(patient, m_patients.size() + 1).first->second;
  }

  std::filesystem::path m_file;
  PatientNumbers& m_patients;
  const CohortReading* m_reading = nullptr;
  CsvTable m_table;
  std::optional<std::size_t> m_week, m_scanner, m_control;
};

}  // namespace

Result<CohortSlides> readCohortSlides(const std::filesystem::path& folder, const CohortColumns& columns,
                                      PatientNumbers& patients, const std::stop_token& stop) {
  std::error_code error;
  if (!std::filesystem::is_directory(folder, error))
    return fail(ErrorKind::notFound, fmt::format("there is no folder {}", folder.string()));
  return Reader(folder, patients).read(columns, stop);
}

}  // namespace snitt::drift
