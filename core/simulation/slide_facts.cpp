#include "core/simulation/slide_facts.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "core/simulation/streams_p.h"

namespace snitt::simulation {
namespace {

using statistics::CounterRandom;

// Numbers look unordered, and yet no two patients have one: multiples of a number that shares no factor with the
// modulus go through all of its residues.
std::uint64_t accessionNumber(const CohortModel& model, std::size_t patient) {
  constexpr std::uint64_t kNumbers = kMostPatients;
  constexpr std::uint64_t kStep = 618'033;  // odd, no multiple of 5
  return (model.seed % kNumbers * 271'829 + (patient + 1) * kStep) % kNumbers;
}

std::size_t drawScanner(const std::vector<ScannerModel>& scanners, double u) {
  double sum = 0;
  std::size_t last = 0;
  for (std::size_t i = 0; i < scanners.size(); ++i) {
    if (scanners[i].share <= 0) continue;
    last = i;
    sum += scanners[i].share;
    if (u < sum) break;
  }
  return last;
}

}  // namespace

std::string patientName(std::size_t index) { return fmt::format("P{:06}", index + 1); }

SlideFacts drawSlideFacts(const CohortModel& model, std::size_t patient, std::size_t slide, Day surgery) {
  CounterRandom random = streamOf(model, Part::slide, patient, slide);
  SlideFacts facts;
  facts.stem = fmt::format("{}-A{}", patientName(patient), slide + 1);
  const int year = static_cast<int>(std::chrono::year_month_day(surgery).year());
  facts.accession = fmt::format("S{:02}-{:06}-A{}", year % 100, accessionNumber(model, patient), slide + 1);
  facts.phantomSeed = std::uint64_t{random.next()} << 32;
  facts.phantomSeed |= random.next();
  facts.scanner = drawScanner(model.scanners, random.uniform());
  const ScannerModel& scanner = model.scanners[facts.scanner];
  facts.mpp = std::round((scanner.mpp + scanner.mppSd * std::clamp(random.normal(), -3.0, 3.0)) * 1e4) / 1e4;
  facts.fold = random.uniform() < model.foldShare;
  facts.pen = random.uniform() < model.penShare;
  facts.scanned = surgery + std::chrono::days(2 + random.below(12));
  return facts;
}

}  // namespace snitt::simulation
