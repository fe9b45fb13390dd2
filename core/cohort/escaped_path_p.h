// Paths as text that JSON can hold: a path is any bytes, JSON is UTF-8. "%" and whatever is no plain ASCII go as %XX.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace snitt {

[[nodiscard]] std::string escapedPath(const std::filesystem::path& path);
// Nothing where the text was not made by escapedPath.
[[nodiscard]] std::optional<std::filesystem::path> unescapedPath(std::string_view text);

}  // namespace snitt
