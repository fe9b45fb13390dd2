#include "app/snitt/cohort/time_estimate.h"

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "core/cohort/cohort_estimate.h"
#include "core/os/child_process.h"
#include "core/os/os.h"

namespace snitt::app {
namespace {

constexpr std::chrono::minutes kLongest{2};

std::vector<std::string> measuringCommand(const CohortOptions& options, const CohortParameters& parameters,
                                          const Session& session) {
  std::vector<std::string> command{os::programFile().string(),
                                   "cohort-worker",
                                   "--measure",
                                   "--bundle",
                                   options.bundle.string(),
                                   "--quiet",
                                   "--db",
                                   "none",
                                   "--device",
                                   parameters.device,
                                   "--precision",
                                   parameters.precision,
                                   "--kernels",
                                   parameters.kernels,
                                   "--threads",
                                   std::to_string(session.options().threadCount())};
  if (options.untrusted) command.emplace_back("--untrusted");
  return command;
}

Result<ScoringRate> measured(const std::vector<std::string>& command, const Session& session) {
  auto child = os::ChildProcess::start(command);
  if (!child) return fail(child.error());
  const auto until = std::chrono::steady_clock::now() + kLongest;
  std::string said;
  while (!child->isSilent() && std::chrono::steady_clock::now() < until) {
    if (session.stopped()) return fail(ErrorKind::cancelled, "cancelled");
    os::ChildProcess* const one = &*child;
    os::ChildProcess::waitForAny({&one, 1}, std::chrono::milliseconds(200));
    for (std::string& line : child->takeLines()) said = std::move(line);
  }
  if (!child->isSilent()) return fail(ErrorKind::model, "the networks gave no answer within two minutes");
  const auto end = child->end();
  if (end.code == 0 && end.signal == 0) return parseRate(said);
  const std::string words = child->lastWords();
  return fail(ErrorKind::model, words.empty() ? "the worker " + describe(end) : words);
}

std::optional<double> areaOf(const CohortCheck& check, const CohortSlide& slide) {
  const auto look = check.looks.find(slide.path);
  if (look == check.looks.end()) return std::nullopt;
  const std::optional<double> mppX = slide.mpp ? slide.mpp : look->second.mppX;
  const std::optional<double> mppY = slide.mpp ? slide.mpp : look->second.mppY;
  if (!mppX || !mppY) return std::nullopt;
  return static_cast<double>(look->second.widthPx) * *mppX * static_cast<double>(look->second.heightPx) * *mppY / 1e6;
}

}  // namespace

void estimateTime(CohortCheck& check, std::span<const CohortSlide> slides, const CohortOptions& options,
                  Session& session) {
  if (slides.empty()) return;
  const auto rate = measured(measuringCommand(options, check.parameters, session), session);
  if (!rate) {
    if (!session.stopped()) check.warnings.push_back("the time could not be estimated: " + rate.error().message);
    return;
  }
  std::vector<std::optional<double>> areas;
  for (const CohortSlide& slide : slides) areas.push_back(areaOf(check, slide));
  check.seconds = networkSeconds(*rate, check.bundle.manifest, areas);
}

}  // namespace snitt::app
