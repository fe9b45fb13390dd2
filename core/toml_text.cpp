#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "core/toml_text_p.h"

namespace snitt {
namespace {

// Walks over the text as far as strings and comments go.
class StrayLetters {
 public:
  explicit StrayLetters(std::string_view text) : m_text(text) {
    if (m_text.starts_with("\xEF\xBB\xBF")) m_at = 3;
  }

  // The line of the first letter beyond ASCII that stands outside of both.
  [[nodiscard]] std::optional<std::size_t> line() {
    for (; m_at < m_text.size(); ++m_at) {
      const char letter = m_text[m_at];
      if (letter == '#') m_at = std::min(m_text.find('\n', m_at), m_text.size());
      if (letter == '"' || letter == '\'') skipString(letter);
      if (static_cast<unsigned char>(letter) >= 0x80)
        return 1 + static_cast<std::size_t>(std::count(m_text.begin(), m_text.begin() + std::ptrdiff_t(m_at), '\n'));
    }
    return std::nullopt;
  }

 private:
  [[nodiscard]] std::size_t quotesAt(std::size_t at, char quote) const {
    return std::min(m_text.find_first_not_of(quote, at), m_text.size()) - at;
  }

  // To its closing quote; a string of one line that does not close ends with the line.
  void skipString(char quote) {
    const std::size_t opening = quotesAt(m_at, quote);
    if (opening == 2) return void(++m_at);
    const bool longOne = opening >= 3;
    m_at += longOne ? 3 : 1;
    for (; m_at < m_text.size(); ++m_at) {
      if (m_text[m_at] == '\\' && quote == '"') {
        ++m_at;
      } else if (!longOne && (m_text[m_at] == quote || m_text[m_at] == '\n')) {
        return;
      } else if (longOne && quotesAt(m_at, quote) >= 3) {
        // Up to two more quotes before the closing ones belong to the string.
        m_at += std::min<std::size_t>(quotesAt(m_at, quote), 5) - 1;
        return;
      }
    }
  }

  std::string_view m_text;
  std::size_t m_at = 0;
};

}  // namespace

Result<toml::table> parseToml(std::string_view text, ErrorKind kind) {
  if (const auto line = StrayLetters(text).line())
    return fail(kind, fmt::format("line {} is no TOML: a letter beyond ASCII stands outside of quotes", *line));
  try {
    return toml::parse(text);
  } catch (const toml::parse_error& error) {
    return fail(kind, fmt::format("line {} is no TOML: {}", error.source().begin.line, error.description()));
  }
}

bool isOtherVersion(const toml::table& document, std::string_view format) {
  const std::string found = document["format"].value_or(std::string());
  const std::string_view name = format.substr(0, format.size() - 1);
  return found.starts_with(name) && found.size() > name.size() && found != format &&
         found.find_first_not_of("0123456789", name.size()) == std::string::npos && found[name.size()] != '0';
}

}  // namespace snitt
