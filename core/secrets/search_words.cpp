#include <algorithm>
#include <array>
#include <cstdint>
#include <set>

#include <utf8proc.h>

#include "core/secrets/secrets.h"

namespace snitt {
namespace {

constexpr auto kFolding = static_cast<utf8proc_option_t>(UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD |
                                                         UTF8PROC_STRIPMARK | UTF8PROC_IGNORE);

bool belongsToAWord(utf8proc_int32_t letter) {
  switch (utf8proc_category(letter)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_ND:
    case UTF8PROC_CATEGORY_NL:
      return true;
    default:
      return false;
  }
}

void append(std::string& word, utf8proc_int32_t letter) {
  std::array<utf8proc_uint8_t, 4> bytes{};
  const auto count = utf8proc_encode_char(letter, bytes.data());
  for (utf8proc_ssize_t i = 0; i < count; ++i) word += static_cast<char>(bytes.at(static_cast<std::size_t>(i)));
}

}  // namespace

std::vector<std::string> searchWords(std::string_view text) {
  std::set<std::string> words;
  std::string word;
  const auto end = [&] {
    if (!word.empty()) words.insert(std::move(word));
    word.clear();
  };
  // Letter by letter, so that bytes that are no UTF-8 end a word and lose nothing else. An accent that stands apart
  // from its letter folds to nothing and ends none.
  const auto* at = static_cast<const utf8proc_uint8_t*>(static_cast<const void*>(text.data()));
  auto left = static_cast<utf8proc_ssize_t>(text.size());
  while (left > 0) {
    utf8proc_int32_t letter = 0;
    const auto length = utf8proc_iterate(at, left, &letter);
    at += length > 0 ? length : 1;
    left -= length > 0 ? length : 1;
    if (length <= 0) {
      end();
      continue;
    }
    std::array<utf8proc_int32_t, 32> folded{};
    int boundary = 0;
    const auto count = utf8proc_decompose_char(letter, folded.data(), folded.size(), kFolding, &boundary);
    for (utf8proc_ssize_t i = 0; i < std::min<utf8proc_ssize_t>(count, folded.size()); ++i) {
      const auto one = folded.at(static_cast<std::size_t>(i));
      belongsToAWord(one) ? append(word, one) : end();
    }
  }
  end();
  return {words.begin(), words.end()};
}

}  // namespace snitt
