#include "app/snitt/progress_line.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace snitt::app {

namespace {

std::string bar(double share, int width) {
  const auto filled = static_cast<std::size_t>(std::clamp(share, 0.0, 1.0) * width);
  return fmt::format("[{:<{}}] ", std::string(filled, '='), width);
}

}  // namespace

EstimateTexts describeEstimate(const ScoreEstimate& estimate) {
  const std::string figures =
      fmt::format("{} {:.2f} ({:.2f}-{:.2f})", estimate.resolution, estimate.score, estimate.lower95, estimate.upper95);
  if (estimate.prognosis.empty()) return {"estimate " + figures, "est. " + figures};
  return {fmt::format("estimate {}, {} so far", figures, estimate.prognosis),
          fmt::format("est. {}, {}", figures, estimate.prognosis)};
}

std::string progressLine(const Progress& progress, double etaSeconds, const std::optional<EstimateTexts>& estimate,
                         int columns) {
  const double share =
      progress.total > 0 ? static_cast<double>(progress.done) / static_cast<double>(progress.total) : 1;
  const int eta = static_cast<int>(std::lround(etaSeconds));
  const std::string stage = fmt::format("{:<8} ", progress.stage);
  const std::string percent = fmt::format("{:3.0f} %", share * 100);
  const std::string counts = fmt::format("  {}/{}", progress.done, progress.total);
  const std::string left = fmt::format("  {}:{:02} left", eta / 60, eta % 60);
  const std::string full = estimate ? fmt::format("  {}", estimate->full) : "";
  const std::string brief = estimate ? fmt::format("  {}", estimate->brief) : "";
  const std::array lines{stage + bar(share, 30) + percent + counts + left + full,
                         stage + bar(share, 10) + percent + counts + left + full,
                         stage + percent + counts + left + full,
                         stage + percent + counts + left + brief,
                         stage + percent + left + brief,
                         percent + brief};
  const auto room = static_cast<std::size_t>(std::max(1, columns - 1));
  const auto fits = std::ranges::find_if(lines, [&](const std::string& line) { return line.size() <= room; });
  return fits != lines.end() ? *fits : lines.back().substr(0, room);
}

}  // namespace snitt::app
