// A slide's path is stored apart from the score that names it: sealed.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace snitt {

// Where the path of the score of a run is sealed for.
[[nodiscard]] inline std::string scorePathPlace(std::string_view runUuid) {
  return std::string("score.path:").append(runUuid);
}

struct SplitScore {
  std::string json;  // without the path
  std::string path;
};

// Takes the path out of a score's JSON, and nothing else of it; nothing where it holds none.
[[nodiscard]] std::optional<SplitScore> splitPath(const std::string& json);

}  // namespace snitt
