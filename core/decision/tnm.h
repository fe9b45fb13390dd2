// pT and pN categories of colorectal carcinoma. Pure functions.
//
// Source: UICC TNM Classification of Malignant Tumours, 8th edition (2017).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace snitt {

// "pT4a", "T4A" and "4a" all give "4a"; nothing where the text is no category. "X" means: cannot be assessed.
[[nodiscard]] std::optional<std::string> pTCategory(std::string_view text);
[[nodiscard]] std::optional<std::string> pNCategory(std::string_view text);

enum class Coverage { covered, notCovered, tooCoarse };

// Whether a category lies in one of those listed. "4a" lies in "4"; of "4" one cannot say whether it lies in "4a"
// (tooCoarse), nor of "X" anything.
[[nodiscard]] Coverage coverageOf(const std::vector<std::string>& categories, std::string_view category);

// I = pT1-2 pN0, II = pT3-4 pN0, III = pN1-2, M unknown; nothing where the categories do not say.
[[nodiscard]] std::optional<std::string> stageOf(std::string_view pT, std::string_view pN);

}  // namespace snitt
