// Reads a TOML table key by key. The first error is kept with the path of its key; reading goes on with defaults, so
// that the code which lists the keys stays a plain list. One reader a table; call `finish` last.
#pragma once

#include <array>
#include <chrono>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <toml++/toml.h>

#include "core/bundle/manifest_words_p.h"
#include "core/result.h"

namespace snitt::manifest {

enum class Need { required, optional };

struct Range {
  double least;
  double most;
  bool leastIncluded = true;
};

// What all readers of one manifest share.
struct ReadState {
  std::optional<Error> error;
  std::set<std::string> asked;  // paths without indices

  void report(ErrorKind kind, std::string message) {
    if (!error) error = Error{kind, std::move(message)};
  }
};

class TableReader {
 public:
  // `table` is null where the manifest has none: every key then keeps its default. `general` is the path without
  // indices. All three outlive the reader.
  TableReader(ReadState& state, const toml::table* table, std::string path, std::string general);

  void text(std::string_view key, std::string& into, Need need);
  void number(std::string_view key, double& into, Range range, Need need = Need::optional);
  void number(std::string_view key, std::optional<double>& into, Range range);
  void integer(std::string_view key, int& into, Range range, Need need = Need::optional);
  void integer(std::string_view key, std::optional<int>& into, Range range);
  void flag(std::string_view key, bool& into);
  void date(std::string_view key, std::optional<std::chrono::year_month_day>& into);
  void texts(std::string_view key, std::vector<std::string>& into);  // not empty, no empty text in it
  void integers(std::string_view key, std::vector<int>& into, Range range);
  void numbers(std::string_view key, std::vector<double>& into, Range range);
  void triple(std::string_view key, std::array<double, 3>& into, Range range);

  template <class E, std::size_t N>
  void choice(std::string_view key, E& into, const std::array<Word<E>, N>& words, Need need = Need::optional) {
    std::string word(wordOf(words, into));
    text(key, word, need);
    std::string known;
    for (const auto& [candidate, value] : words) {
      if (candidate == word) {
        into = value;
        return;
      }
      known += (known.empty() ? "\"" : ", \"") + std::string(candidate) + "\"";
    }
    fail(key, "is \"" + word + "\" and must be one of " + known);
  }

  [[nodiscard]] TableReader table(std::string_view key, Need need = Need::optional);
  [[nodiscard]] std::vector<TableReader> tables(std::string_view key, Need need = Need::optional);

  [[nodiscard]] bool has(std::string_view key) const;
  // Names of the table's own entries, for tables whose keys are data (thresholds, files).
  [[nodiscard]] std::vector<std::string> names() const;
  [[nodiscard]] bool isText(std::string_view key);
  // "path.key", as messages name it.
  [[nodiscard]] std::string pathOf(std::string_view key) const;
  [[nodiscard]] const std::string& path() const { return m_path; }
  void fail(std::string_view key, const std::string& what);
  // Reports a key that nobody asked for.
  void finish();

 private:
  // The node, or null with the error reported where it is required.
  const toml::node* find(std::string_view key, Need need);
  std::optional<double> finite(std::string_view key, const toml::node& node, Range range);
  std::optional<int> whole(std::string_view key, const toml::node& node, Range range);
  const toml::array* list(std::string_view key);

  ReadState* m_state;
  const toml::table* m_table;
  std::string m_path;
  std::string m_general;
  std::set<std::string, std::less<>> m_known;
};

}  // namespace snitt::manifest
