// Cases as lines and as JSON. What a person may not see is empty in what it is given.
#pragma once

#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include "core/cases/lab_case.h"
#include "core/cases/worklist.h"

namespace snitt::app {

[[nodiscard]] std::string_view inWords(AiState state);  // "slides not chosen"

// One line, without a line feed.
[[nodiscard]] std::string lineOf(const WorklistRow& row);
[[nodiscard]] nlohmann::ordered_json jsonOf(const WorklistRow& row);

// Several lines.
[[nodiscard]] std::string textOf(const LabCase& labCase);
[[nodiscard]] nlohmann::ordered_json jsonOf(const LabCase& labCase);

// "A1-2 HE", as far as each part is known; "slide" where none is.
[[nodiscard]] std::string glassName(std::string_view specimen, std::string_view block, std::string_view number,
                                    std::string_view stain);

}  // namespace snitt::app
