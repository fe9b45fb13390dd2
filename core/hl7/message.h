// One HL7 version 2 message as senders write them (HL7 2.9, chapter 2): segments end with CR, LF or CRLF; blank lines,
// a byte-order mark and the framing bytes of MLLP around it count for nothing; encoding characters are those that MSH-1
// and MSH-2 say; the character set is that of MSH-18. What the segments mean is not known here. Immutable; all
// functions may be called from any thread. Errors name segment and field and never a value: values name patients.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"

namespace snitt::hl7 {

inline constexpr std::size_t kMostMessageBytes = std::size_t{16} << 20U;
inline constexpr std::size_t kMostFieldBytes = std::size_t{1} << 20U;  // of a field's text; what is longer is cut
inline constexpr std::size_t kMostSegments = 20'000;
inline constexpr std::size_t kMostMessages = 100'000;  // in one file

struct Delimiters {
  char field = '|';
  char component = '^';
  char repetition = '~';
  char escape = '\\';
  char subcomponent = '&';  // '\0', here and above: the message has none of the kind
  std::string charset;      // MSH-18, for \Xhh..\ sequences
};

// A field or a part of one: a view into its message, which outlives it. Numbers count from 1; a part that is not there
// is empty.
class Value {
 public:
  Value() = default;
  Value(std::string_view raw, const Delimiters* delimiters) : m_raw(raw), m_delimiters(delimiters) {}

  // Nothing told: no text, or "" in quotes, which says that there is none.
  [[nodiscard]] bool empty() const { return m_raw.empty() || m_raw == "\"\""; }
  [[nodiscard]] std::size_t repetitions() const;
  [[nodiscard]] std::vector<Value> each(std::size_t most = 1000) const;  // the first repetitions
  [[nodiscard]] Value repetition(int number) const;                      // of a field
  [[nodiscard]] Value component(int number) const;                       // of the first repetition
  [[nodiscard]] Value subcomponent(int number) const;                    // of the first component
  [[nodiscard]] std::string text() const;   // of the first part at every level, unescaped, trimmed
  [[nodiscard]] std::string whole() const;  // of all parts with the signs between them, unescaped
  [[nodiscard]] std::string text(int component) const { return this->component(component).text(); }

 private:
  [[nodiscard]] Value part(char separator, int number) const;
  std::string_view m_raw;
  const Delimiters* m_delimiters = nullptr;
};

class Segment {
 public:
  Segment(std::string_view line, const Delimiters* delimiters) : m_line(line), m_delimiters(delimiters) {}
  [[nodiscard]] std::string_view name() const { return m_line.substr(0, 3); }
  [[nodiscard]] Value field(int number) const;  // as the standard numbers them: MSH-1 is the field separator

 private:
  std::string_view m_line;
  const Delimiters* m_delimiters;
};

class Message {
 public:
  // Errors: corrupt (no MSH, impossible encoding characters, a line that is no segment, too large), unsupported (a
  // character set that is not known).
  [[nodiscard]] static Result<Message> parse(std::string_view bytes);

  [[nodiscard]] const std::vector<Segment>& segments() const;
  // The first of this name; an empty segment where there is none.
  [[nodiscard]] Segment first(std::string_view name) const;
  [[nodiscard]] bool has(std::string_view name) const;

 private:
  struct Body;
  explicit Message(std::shared_ptr<const Body> body) : m_body(std::move(body)) {}
  std::shared_ptr<const Body> m_body;
};

// The messages of a file: one, several behind each other, or a batch (FHS, BHS, BTS, FTS). Each is a part of `file`
// without line ends and framing around it. Corrupt where something else stands before the first, or there is none.
[[nodiscard]] Result<std::vector<std::string_view>> messagesIn(std::string_view file);

}  // namespace snitt::hl7
