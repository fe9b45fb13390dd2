// JSON text, written front to back: two blanks of indent, numbers in shortest form, the same calls give the same bytes.
// The caller closes what it opens.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace snitt {

class JsonWriter {
 public:
  enum class Layout { lines, oneLine };  // oneLine holds for everything inside

  JsonWriter& key(std::string_view key);
  void openObject(Layout layout = Layout::lines) { open('{', '}', layout); }
  void openArray(Layout layout = Layout::lines) { open('[', ']', layout); }
  void close();

  void text(std::string_view value);        // bytes that are no UTF-8 become U+FFFD
  void textOrNull(std::string_view value);  // null when empty
  void number(double value);                // null when it is not finite: JSON has no such numbers
  void number(std::optional<double> value);
  void integer(std::int64_t value);
  void flag(bool value);
  void null();
  void raw(std::string_view json);

  [[nodiscard]] std::string take();  // with a line feed at the end

 private:
  struct Level {
    char closing;
    Layout layout;
    bool empty;
  };
  void open(char opening, char closing, Layout layout);
  void beginItem();
  void lineBreak(Layout layout);

  std::string m_text;
  std::vector<Level> m_levels;
  bool m_afterKey = false;
};

}  // namespace snitt
