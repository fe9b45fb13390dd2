#include <regex>

#include "core/outcomes/dates.h"
#include "core/text/trimmed.h"

namespace snitt {

bool looksLikeDate(std::string_view text) {
  const std::string cell(trimmed(text));
  if (cell.size() < 6 || cell.size() > 40) return false;
  static const std::string time = R"(([ T]+\d{1,2}[:.]\d{2}.*)?)";
  static const std::regex numbers(R"((\d{4})([-/.])\d{1,2}\2\d{1,2})" + time +
                                  R"(|\d{1,2}([-/.])\d{1,2}\4(\d{4}|\d{2}))" + time);
  static const std::regex compact(R"((19|20)\d{2}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01]))" + time);
  static const std::regex named(R"(\d{1,2}[-/. ]*[A-Za-z]{3,9}[-/., ]*(\d{4}|\d{2}))" + time +
                                R"(|[A-Za-z]{3,9}\.? \d{1,2},? \d{4})" + time);
  return std::regex_match(cell, numbers) || std::regex_match(cell, compact) || std::regex_match(cell, named);
}

}  // namespace snitt
