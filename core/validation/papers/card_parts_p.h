// Parts of a model card (Markdown) as plain paragraphs. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace snitt::validation {

// Paragraphs and items of lists before the first heading of the second level; tables are left out.
[[nodiscard]] std::vector<std::string> openingOfCard(std::string_view card);
// The same of the first part whose heading begins with these letters, in any case; empty where there is none.
[[nodiscard]] std::vector<std::string> partOfCard(std::string_view card, std::string_view heading);

}  // namespace snitt::validation
