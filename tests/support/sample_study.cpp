#include "support/sample_study.h"

#include <stdexcept>

#include "core/bundle/bundle.h"
#include "core/csv.h"
#include "core/sha256.h"
#include "support/sample_bundle.h"
#include "support/tiff_surgery.h"

namespace snitt::test {
namespace {

constexpr const char* kProtocol = R"(format = "snitt-protocol/1"
study = "Elvehavn 2026"
site = "Elvehavn"
intendedUse = "Prognosis after resection"
responsible = "Kari Olsen"
kind = "external"
thresholds = "frozen"
bundle = "bundle"

[cohort]
list = "list.csv"

[outcomes]
file = "outcomes.csv"
unit = "days"
cause = "cause"
counts = ["cancer"]
competes = ["other"]
origin = "date of surgery"
endpoint = "death of colorectal cancer"
cutOff = 2025-12-31

[analysis]
horizonsYears = [3, 5]
seed = 7

[[subgroup]]
column = "site"

[[criterion]]
figure = "harrellC"
of = "lower"
atLeast = 0.65

[[criterion]]
figure = "sensitivity"
horizonYears = 5
atLeast = 0.8
)";

}  // namespace

SampleStudy::SampleStudy(const std::filesystem::path& folder) : m_folder(folder), m_cohort(folder / "cohort") {
  if (auto written = writeBundle(bundle(), sampleManifest(), sampleFiles()); !written)
    throw std::runtime_error(written.error().message);
  writeBytes(protocol(), kProtocol);
  m_cohort.finish();
  setParameters(std::string(64, 'b'), sha256Of(readBytes(bundle() / "manifest.toml")));
  writeBytes(list(), readBytes(m_cohort.state() / "list.csv"));
  std::string rows = csvRow({"patient", "time", "event", "cause"});
  std::size_t number = 0;
  for (const CohortPatient& one : m_cohort.patients()) {
    ++number;
    const bool died = number % 3 == 0;
    rows += csvRow({one.patient, std::to_string(200 + number * 37), died ? "1" : "0",
                    !died             ? ""
                    : number % 2 == 0 ? "other"
                                      : "cancer"});
  }
  writeBytes(outcomes(), rows);
}

validation::FrozenProgram SampleStudy::program() {
  return {
      "snitt 0.1.0", std::string(64, 'e'), {"LibTorch: 2.8.0", "oneDNN: 3.7.1"}, {"OpenSlide 4.0.1", "libvips 8.14.1"}};
}

Result<validation::StudyFiles> SampleStudy::files() const {
  return validation::freeze(protocol(), readBytes(protocol()), program(), [](const Manifest&) { return path(); });
}

void SampleStudy::replace(const std::filesystem::path& file, const std::string& from, const std::string& to) {
  std::string text = readBytes(file);
  const std::size_t at = text.find(from);
  if (at == std::string::npos) throw std::runtime_error(file.string() + " lacks " + from);
  writeBytes(file, text.replace(at, from.size(), to));
}

void SampleStudy::setParameters(const std::string& from, const std::string& to) const {
  replace(m_cohort.state() / "parameters.json", from, to);
  // What a run writes last is newer than its notes.
  writeBytes(cohort() / "run.json", readBytes(cohort() / "run.json"));
}

}  // namespace snitt::test
