#include "core/score.h"
#include "core/store/score_path_p.h"

#include <nlohmann/json.hpp>

namespace snitt {

namespace {

constexpr std::string_view kKey = "\"path\": ";

// One past the quotation mark that closes the text which opens at `at`.
std::size_t endOfText(std::string_view json, std::size_t at) {
  for (std::size_t i = at + 1; i < json.size(); ++i) {
    if (json[i] == '\\')
      ++i;
    else if (json[i] == '"')
      return i + 1;
  }
  return json.size();
}

}  // namespace

std::optional<SplitScore> splitPath(const std::string& json) {
  if (auto score = parseScore(json); score && !score->slide.path.empty() && formatScore(*score) == json) {
    std::string path = std::exchange(score->slide.path, {});
    return SplitScore{formatScore(*score), std::move(path)};
  }
  // One that another version wrote, or that is damaged: nothing but the path may change, and it must go. In every
  // version the slide is told first, with the path first.
  const std::size_t key = json.find(kKey);
  if (key == std::string::npos) return std::nullopt;
  const std::size_t begin = key + kKey.size();
  if (begin >= json.size() || json[begin] != '"') return std::nullopt;
  const std::size_t end = endOfText(json, begin);
  const auto text = nlohmann::json::parse(json.begin() + static_cast<std::ptrdiff_t>(begin),
                                          json.begin() + static_cast<std::ptrdiff_t>(end), nullptr, false);
  if (text.is_string() && text.get<std::string>().empty()) return std::nullopt;
  return SplitScore{std::string(json).replace(begin, end - begin, "\"\""),
                    text.is_string() ? text.get<std::string>() : json.substr(begin, end - begin)};
}

}  // namespace snitt
