// What a worker of a cohort tells on its standard output, a JSON line each, and how it is read. Pure functions.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/cohort/cohort_slide.h"
#include "core/cohort/slide_result.h"
#include "core/progress.h"
#include "core/result.h"

namespace snitt::app {

struct WorkerLine {
  // unwritten: the slide was scored, but its files could not be written.
  enum class Kind { ready, progress, result, unwritten, broken } kind = Kind::broken;
  std::size_t row = 0;
  std::string stage;
  std::int64_t done = 0;
  std::int64_t total = 0;
  std::string reason;  // unwritten
  std::optional<CohortSlideResult> result;
};

[[nodiscard]] std::string readyLine();
[[nodiscard]] std::string progressLineOf(std::size_t row, const Progress& progress);
[[nodiscard]] std::string unwrittenLine(std::size_t row, const std::string& reason);
[[nodiscard]] std::string resultLine(const CohortSlideResult& result);
// Anything else is broken: chatter of a library.
[[nodiscard]] WorkerLine parseWorkerLine(std::string_view line);

// To a worker: a slide to score.
[[nodiscard]] std::string slideLine(const CohortSlide& slide);
// Nothing where the line is no slide.
[[nodiscard]] std::optional<Result<CohortSlide>> parseSlideLine(std::string_view line);
// What else a worker obeys; `end`: there are no more slides.
inline constexpr std::string_view kPauseLine = R"({"command":"pause"})";
inline constexpr std::string_view kResumeLine = R"({"command":"resume"})";
inline constexpr std::string_view kEndLine = R"({"command":"end"})";

}  // namespace snitt::app
