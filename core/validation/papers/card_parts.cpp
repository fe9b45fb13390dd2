#include "core/validation/papers/card_parts_p.h"

#include <utility>

#include "core/text/lowered.h"
#include "core/text/trimmed.h"

namespace snitt::validation {
namespace {

std::string_view takeLine(std::string_view& text) {
  const std::size_t end = text.find('\n');
  const std::string_view line = trimmed(text.substr(0, end));
  text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  return line;
}

bool beginsItem(std::string_view line) { return line.starts_with("- ") || line.starts_with("* "); }

// Lines of one paragraph are joined, as Markdown has it.
class Paragraphs {
 public:
  void add(std::string_view line) {
    if (line.empty() || line.starts_with('|') || line.starts_with('#')) return end();
    if (beginsItem(line)) {
      end();
      line = trimmed(line.substr(2));
    }
    if (!m_open.empty()) m_open += ' ';
    m_open += line;
  }
  [[nodiscard]] std::vector<std::string> all() {
    end();
    return std::move(m_all);
  }

 private:
  void end() {
    if (!m_open.empty()) m_all.push_back(std::exchange(m_open, {}));
  }

  std::vector<std::string> m_all;
  std::string m_open;
};

}  // namespace

std::vector<std::string> openingOfCard(std::string_view card) {
  Paragraphs paragraphs;
  while (!card.empty()) {
    const std::string_view line = takeLine(card);
    if (line.starts_with("## ")) break;
    paragraphs.add(line);
  }
  return paragraphs.all();
}

std::vector<std::string> partOfCard(std::string_view card, std::string_view heading) {
  Paragraphs paragraphs;
  bool isInside = false;
  while (!card.empty()) {
    const std::string_view line = takeLine(card);
    if (line.starts_with("## ")) {
      if (isInside) break;
      isInside = lowered(trimmed(line.substr(3))).starts_with(lowered(heading));
    } else if (isInside) {
      paragraphs.add(line);
    }
  }
  return paragraphs.all();
}

}  // namespace snitt::validation
