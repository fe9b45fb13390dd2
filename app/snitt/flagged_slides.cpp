#include "app/snitt/flagged_slides.h"

#include <algorithm>
#include <filesystem>

#include <fmt/format.h>

#include "app/snitt/database_option.h"
#include "core/store/cases.h"
#include "tiling/slide_reader.h"

namespace snitt::app {

namespace {

Result<std::optional<Flag>> flagOfSlide(const Cases& cases, const std::filesystem::path& path, Use use) {
  const auto slide = openSlide(path);
  if (!slide) return std::nullopt;
  const auto fingerprint = fingerprintOf((*slide)->info());
  if (!fingerprint) return std::nullopt;
  const auto labCase = cases.caseOfSlide(*fingerprint);
  if (!labCase) return fail(labCase.error());
  return *labCase ? forbids((*labCase)->flags, use) : std::nullopt;
}

}  // namespace

Result<std::map<Flag, std::size_t>> leaveOutFlagged(SlideList& list, Use use, const CommonOptions& options) {
  std::map<Flag, std::size_t> leftOut;
  const DatabasePlace place = databasePlace(options);
  std::error_code ignored;
  if (place.file.empty() || (place.isDefault && !std::filesystem::exists(place.file, ignored))) return leftOut;
  auto store = Store::open(place.file, storeOptions(false));
  if (!store) return fail(store.error());
  const Cases cases(*store);
  std::vector<ListedSlide> kept;
  for (ListedSlide& slide : list.slides) {
    const auto flag = flagOfSlide(cases, slide.path, use);
    if (!flag) return fail(flag.error());
    if (*flag) {
      ++leftOut[**flag];
      list.excluded.push_back(slide.row);
    } else {
      kept.push_back(std::move(slide));
    }
  }
  list.slides = std::move(kept);
  std::ranges::sort(list.excluded);
  return leftOut;
}

std::string leftOutInWords(const std::map<Flag, std::size_t>& leftOut) {
  std::string words;
  for (const auto& [flag, count] : leftOut)
    words += fmt::format("{}{} {} left out: {}", words.empty() ? "" : "; ", count,
                         count == 1 ? "slide is" : "slides are", inWords(flag));
  return words;
}

}  // namespace snitt::app
