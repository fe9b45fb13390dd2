#include "core/text/html.h"

#include "core/text/visible.h"

namespace snitt {

std::string htmlText(std::string_view text, std::size_t mostBytes) {
  std::string html;
  for (const char c : visibleText(text, mostBytes)) {
    switch (c) {
      case '&':
        html += "&amp;";
        break;
      case '<':
        html += "&lt;";
        break;
      case '>':
        html += "&gt;";
        break;
      case '"':
        html += "&quot;";
        break;
      case '\'':
        html += "&#39;";
        break;
      default:
        html += c;
    }
  }
  return html;
}

}  // namespace snitt
