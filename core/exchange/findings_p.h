// Sentences about what was found in a file, a few of each kind in full and the rest counted: a file of 200,000 broken
// objects is told in a screenful.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace snitt::exchange {

class Findings {
 public:
  // "subject: what"
  void add(std::string_view subject, const std::string& what);
  // Once, however often it is said.
  void once(const std::string& sentence);
  // "N objects …": counted, and told once. `one` and `many` follow the number ("object has …", "objects have …").
  void count(const std::string& one, const std::string& many, std::size_t by = 1);

  [[nodiscard]] std::vector<std::string> take();

 private:
  struct Kind {
    std::vector<std::string> subjects;
    std::size_t more = 0;
  };
  std::vector<std::string> m_order;  // of kinds, as they came
  std::map<std::string, Kind> m_kinds;
  std::map<std::string, std::pair<std::string, std::size_t>> m_counts;  // by `many`: `one`, and how often
  std::vector<std::string> m_once;
};

// "object 3 (\"Tumor 1\")", counted from 1; the name as far as it fits on a line.
[[nodiscard]] std::string subjectOf(std::size_t number, std::string_view name);

}  // namespace snitt::exchange
