#include "core/text/visible.h"

#include <fmt/format.h>
#include <utf8proc.h>

namespace snitt {
namespace {

bool isSeen(utf8proc_int32_t letter) {
  switch (utf8proc_category(letter)) {
    case UTF8PROC_CATEGORY_CC:
    case UTF8PROC_CATEGORY_CF:
    case UTF8PROC_CATEGORY_CO:
    case UTF8PROC_CATEGORY_CN:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP:
      return false;
    default:
      return true;
  }
}

}  // namespace

std::string visibleText(std::string_view text, std::size_t mostBytes) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    if (at >= mostBytes) return out + "…";
    utf8proc_int32_t letter = 0;
    const auto* bytes = static_cast<const utf8proc_uint8_t*>(static_cast<const void*>(text.data() + at));
    const auto length = utf8proc_iterate(bytes, static_cast<utf8proc_ssize_t>(text.size() - at), &letter);
    if (length <= 0) {
      out += "\uFFFD";
      ++at;
      continue;
    }
    if (isSeen(letter))
      out += text.substr(at, static_cast<std::size_t>(length));
    else
      out += fmt::format("‹U+{:04X}›", letter);
    at += static_cast<std::size_t>(length);
  }
  return out;
}

}  // namespace snitt
