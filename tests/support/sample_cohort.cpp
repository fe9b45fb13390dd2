#include "support/sample_cohort.h"

#include <algorithm>
#include <cmath>

#include <nlohmann/json.hpp>

#include "core/atomic_file.h"
#include "core/cohort/cohort_journal.h"
#include "core/cohort/cohort_parameters.h"
#include "core/csv.h"
#include "core/os/os.h"
#include "core/text/identity.h"
#include "support/sample_record.h"

namespace snitt::test {
namespace {

constexpr double kThreshold10 = 0.46;
constexpr double kThreshold40 = 0.52;

// The same numbers everywhere, in [0, 1).
double number(std::size_t seed) {
  std::uint64_t x = seed * 0x9E3779B97F4A7C15ULL + 0x1234567ULL;
  x ^= x >> 31;
  x *= 0xBF58476D1CE4E5B9ULL;
  x ^= x >> 29;
  return static_cast<double>(x >> 11) / static_cast<double>(1ULL << 53);
}

ResolutionScore resolution(const std::string& name, double mean, double spread, double threshold, std::size_t seed) {
  ResolutionScore one;
  one.name = name;
  one.threshold = threshold;
  for (std::size_t i = 0; i < 5; ++i)
    one.members.push_back({name + "-" + std::to_string(i + 1),
                           std::clamp(mean + spread * (number(seed * 31 + i) - 0.5) * 3, 0.001, 0.999)});
  for (const MemberScore& member : one.members) one.score += member.score / 5;
  one.prognosis = prognosisAt(one.score, threshold);
  return one;
}

void require(const Result<void>& done) {
  if (!done) throw std::runtime_error(done.error().message);
}

}  // namespace

SampleCohort::SampleCohort(std::filesystem::path folder, const SampleCohortShape& shape)
    : m_folder(std::move(folder)), m_shape(shape) {
  m_csv = csvRow({"path", "patient", "accession", "exclude", "site"});
  std::size_t file = 0;
  for (std::size_t i = 0; i < shape.patients; ++i) {
    const std::string patient = "P" + std::string(i < 9 ? "00" : i < 99 ? "0" : "") + std::to_string(i + 1);
    for (std::size_t slide = 0; slide < (i % 5 == 2 ? 2U : 1U); ++slide)
      m_csv += csvRow({(shape.slides / ("anna-" + std::to_string(file++) + ".svs")).string(), patient,
                       "26-H-" + std::to_string(10000 + i), shape.faults && i % 19 == 4 ? "1" : "",
                       i % 2 == 0 ? "Oslo" : "Bergen"});
  }
  m_list = parseSlideList(m_csv, "/").value();
  for (const ListedSlide* slide : allRows(m_list)) {
    CohortSlideResult result = resultOf(slide->row);
    const bool byTheCheck = result.status == SlideStatus::excluded || result.status == SlideStatus::refused;
    if (byTheCheck)
      m_settled.push_back(result);
    else
      m_scored.push_back(slide->row);
    m_results[slide->row] = std::move(result);
  }
}

CohortSlideResult SampleCohort::resultOf(std::size_t row) const {
  CohortSlideResult one;
  one.row = row;
  if (std::ranges::find(m_list.excluded, row) != m_list.excluded.end()) {
    one.status = SlideStatus::excluded;
    one.reason = "excluded by the list";
    return one;
  }
  if (m_shape.faults && row % 17 == 3) {
    one.status = SlideStatus::refused;
    one.reason = "the slide's scanner is not one that the bundle was made for";
    return one;
  }
  if (m_shape.faults && row % 11 == 7) {
    one.status = SlideStatus::failed;
    one.reason = row % 2 == 0 ? "hung: the worker told nothing new for 600 s, also when the slide was tried alone"
                              : "the slide could not be read: it ends after " + std::to_string(4000 + row) + " bytes";
    return one;
  }
  one.inputKey = "i" + std::to_string(row);
  one.decisionKey = "d" + std::to_string(row);
  one.fingerprint = "f" + std::to_string(row);
  one.sha256 = std::string(64, static_cast<char>('0' + row % 10));
  one.device = m_shape.mixed && row % 3 == 0 ? "cuda:0" : "cpu";
  one.precision = m_shape.mixed && row % 3 == 0 ? "bf16" : "fp32";
  one.unreadable = static_cast<std::int64_t>(row % 4);
  one.tumourMm2 = 4 + 60 * number(row * 7);
  one.seconds = 40;
  if (m_shape.faults && row % 13 == 5) {
    one.status = SlideStatus::notAssessable;
    one.reason = "the tumour measures 0." + std::to_string(row % 9 + 1) + " mm², the bundle asks for 1 mm²";
    one.tumourMm2 = 0.1 * static_cast<double>(row % 9 + 1);
    return one;
  }
  one.status = SlideStatus::scored;
  const double risk = std::pow(number(row), 1.3);
  const double spread = 0.03 + 0.22 * risk * (1 - risk);
  one.resolutions = {resolution("10x", risk, spread, kThreshold10, row),
                     resolution("40x", std::clamp(risk + 0.3 * (number(row * 3) - 0.5), 0.01, 0.99), spread * 1.3,
                                kThreshold40, row * 5)};
  one.combined = (one.resolutions[0].score + one.resolutions[1].score) / 2;
  const bool agree = one.resolutions[0].prognosis == one.resolutions[1].prognosis;
  one.prognosis = agree ? one.resolutions[0].prognosis : Prognosis::uncertain;
  return one;
}

void SampleCohort::begin(std::size_t done) const {
  require(os::makePrivateFolder(state()));
  CohortParameters parameters;
  parameters.bundleId = "demonstrator";
  parameters.bundleName = "Demonstrator";
  parameters.bundleVersion = "1.0";
  parameters.bundleSha256 = std::string(64, 'b');
  parameters.bundleStatus = m_shape.untrained ? BundleStatus::untrained : BundleStatus::demonstrator;
  parameters.device = "cpu";
  parameters.precision = "fp32";
  parameters.kernels = "fused";
  parameters.software = "snitt 0.1.0";
  parameters.allowMixed = m_shape.mixed;
  parameters.libraries = m_shape.libraries;
  require(writePrivateFileAtomically(state() / "parameters.json", formatParameters(parameters)));
  score(0, done);
  require(keepPlan(state(),
                   {"list.csv",
                    utcAfter(std::chrono::seconds(-1800)),
                    m_settled.size() + done,
                    "/",
                    {{"10x", kThreshold10}, {"40x", kThreshold40}},
                    m_rules},
                   m_csv, m_settled));
}

void SampleCohort::score(std::size_t from, std::size_t to) const {
  std::vector<CohortSlideResult> results;
  for (std::size_t i = from; i < std::min(to, m_scored.size()); ++i) results.push_back(m_results.at(m_scored[i]));
  require(CohortJournal(state(), "main").addAll(results));
}

void SampleCohort::writeTables() const {
  const std::string mixed = mixedNotice(m_results);
  const std::vector<std::string> resolutions{"10x", "40x"};
  std::filesystem::create_directories(m_folder);
  require(writeFileAtomically(m_folder / "results.csv", resultsCsv(patients(), resolutions, mixed)));
  require(writeFileAtomically(m_folder / "slides.csv", slidesCsv(m_list, m_results, resolutions, mixed)));
  require(writePrivateFileAtomically(m_folder / "paths.csv", pathsCsv(m_list)));
  using Json = nlohmann::ordered_json;
  const Json run{
      {"format", "snitt-cohort-run/1"},
      {"list", "list.csv"},
      {"bundle",
       {{"id", "demonstrator"},
        {"name", "Demonstrator"},
        {"version", "1.0"},
        {"sha256", std::string(64, 'b')},
        {"status", m_shape.untrained ? "untrained" : "demonstrator"}}},
      {"resolutions", {{{"name", "10x"}, {"threshold", kThreshold10}}, {{"name", "40x"}, {"threshold", kThreshold40}}}},
      {"device", "cpu"},
      {"precision", "fp32"},
      {"software", "snitt 0.1.0"},
      {"outsideScope", nullptr},
      {"mixed", mixed.empty() ? Json() : Json(mixed)},
      {"lastRun", {{"started", "2026-03-01T08:00:00Z"}}}};
  require(writeFileAtomically(m_folder / "run.json", run.dump(2) + "\n"));
}

void SampleCohort::finish() const {
  begin();
  score(0, m_scored.size());
  writeTables();
}

void SampleCohort::writeScores() const {
  for (const auto& [row, result] : m_results) {
    if (result.status != SlideStatus::scored) continue;
    Score score = sampleRecord(1).score;
    score.slide.path.clear();
    score.resolutions.clear();
    for (const ResolutionScore& one : result.resolutions) {
      ScoredResolution& added = score.resolutions.emplace_back();
      added.name = one.name;
      added.members = one.members;
      added.score = one.score;
      added.threshold = one.threshold;
      added.prognosis = one.prognosis;
    }
    const auto folder = m_folder / "slides" / std::to_string(row);
    std::filesystem::create_directories(folder);
    require(writeFileAtomically(folder / "score.json", formatScore(score)));
  }
}

void SampleCohort::removeNotes() const { std::filesystem::remove_all(state()); }

}  // namespace snitt::test
