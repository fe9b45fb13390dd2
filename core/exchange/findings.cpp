#include <algorithm>

#include <fmt/format.h>

#include "core/exchange/findings_p.h"
#include "core/text/one_line.h"

namespace snitt::exchange {

void Findings::add(std::string_view subject, const std::string& what) {
  constexpr std::size_t mostShown = 8;
  // Kinds differ in words, not in where: the numbers in "crosses itself at 3, 4" begin no kind of their own.
  std::string kind = what.substr(0, what.find_first_of("0123456789\""));
  const auto [place, isNew] = m_kinds.try_emplace(kind);
  if (isNew) m_order.push_back(std::move(kind));
  if (place->second.subjects.size() < mostShown)
    place->second.subjects.push_back(fmt::format("{}: {}", subject, what));
  else
    ++place->second.more;
}

void Findings::once(const std::string& sentence) {
  if (std::ranges::find(m_once, sentence) == m_once.end()) m_once.push_back(sentence);
}

void Findings::count(const std::string& one, const std::string& many, std::size_t by) {
  if (by == 0) return;
  auto& entry = m_counts[many];
  entry.first = one;
  entry.second += by;
}

std::vector<std::string> Findings::take() {
  std::vector<std::string> sentences = std::move(m_once);
  for (const auto& [many, entry] : m_counts)
    sentences.push_back(fmt::format("{} {}", entry.second, entry.second == 1 ? entry.first : many));
  for (const std::string& kind : m_order) {
    Kind& found = m_kinds[kind];
    std::ranges::move(found.subjects, std::back_inserter(sentences));
    if (found.more > 0)
      sentences.push_back(fmt::format("{} more {} likewise", found.more,
                                      found.more == 1 ? "object was treated" : "objects were treated"));
  }
  return sentences;
}

std::string subjectOf(std::size_t number, std::string_view name) {
  constexpr std::size_t mostBytes = 60;
  return name.empty() ? fmt::format("object {}", number)
                      : fmt::format("object {} (\"{}\")", number, oneLine(name, mostBytes));
}

}  // namespace snitt::exchange
