// The first thing that is wrong with a message, by segment and field and never by value; reading goes on, so that the
// code which reads fields stays a plain list.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "core/hl7/charset.h"
#include "core/hl7/message.h"
#include "core/result.h"
#include "core/worklist/told_tree_p.h"

namespace snitt::told {

class Hl7Faults {
 public:
  void report(std::string_view where, std::string_view what) {
    if (!m_error) m_error = Error{ErrorKind::corrupt, fmt::format("{} {}", where, what)};
  }
  // A number or label: one that is too long is reported.
  [[nodiscard]] std::string name(std::string_view where, std::string text) {
    if (text.size() <= kMostNameBytes) return text;
    report(where, fmt::format("is longer than {} bytes", kMostNameBytes));
    return {};
  }
  [[nodiscard]] const std::optional<Error>& error() const { return m_error; }

 private:
  std::optional<Error> m_error;
};

[[nodiscard]] inline std::string word(const std::string& text) {
  return std::string(hl7::cutUtf8(text, kMostWordBytes));
}

// What a coded field says to a person: its text, else the original text, else the code.
[[nodiscard]] inline std::string display(const hl7::Value& coded) {
  for (const int component : {2, 9, 1})
    if (const std::string text = coded.text(component); !text.empty()) return word(text);
  return {};
}

}  // namespace snitt::told
