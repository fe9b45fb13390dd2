#include "core/hl7/message.h"

#include <algorithm>
#include <cctype>
#include <utility>

#include <fmt/format.h>

#include "core/hl7/charset.h"
#include "core/hl7/escape_p.h"
#include "core/text/trimmed.h"

namespace snitt::hl7 {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::string_view kLineEnds = "\r\n";
// MLLP's start and end of a block, and the end-of-file sign of old systems.
constexpr std::string_view kFraming = "\x0B\x1C\x1A";

std::string_view withoutFrame(std::string_view text) {
  const std::string blanks = fmt::format("{}{} \t", kLineEnds, kFraming);
  for (;;) {
    const std::size_t first = std::min(text.find_first_not_of(blanks), text.size());
    text.remove_prefix(first);
    if (!text.starts_with(kByteOrderMark)) break;
    text.remove_prefix(kByteOrderMark.size());
  }
  const std::size_t last = text.find_last_not_of(fmt::format("{}{}", kLineEnds, kFraming));
  return last == std::string_view::npos ? std::string_view() : text.substr(0, last + 1);
}

// Takes the next line off `text`.
std::string_view nextLine(std::string_view& text) {
  const std::size_t end = std::min(text.find_first_of(kLineEnds), text.size());
  const std::string_view line = text.substr(0, end);
  const std::size_t ends = text.substr(end).starts_with(kLineEnds) ? 2 : 1;
  text.remove_prefix(std::min(end + ends, text.size()));
  return line;
}

bool mayDelimit(char sign) {
  const auto byte = static_cast<unsigned char>(sign);
  return byte > ' ' && byte < 0x7F && std::isalnum(byte) == 0 && sign != '"';
}

Result<Delimiters> delimitersOf(std::string_view header) {
  Delimiters result;
  if (header.size() < 4 || !mayDelimit(header[3])) return fail(ErrorKind::corrupt, "MSH-1 is no field separator");
  result.field = header[3];
  std::string_view signs = header.substr(4);
  signs = signs.substr(0, std::min(signs.find(result.field), signs.size()));
  if (signs.empty()) return fail(ErrorKind::corrupt, "MSH-2, the encoding characters, is empty");
  if (signs.size() > 5) return fail(ErrorKind::corrupt, "MSH-2 has more than five encoding characters");
  std::string all(1, result.field);
  for (const char sign : signs) {
    if (!mayDelimit(sign) || all.find(sign) != std::string::npos)
      return fail(ErrorKind::corrupt, "MSH-2 holds an impossible or repeated encoding character");
    all += sign;
  }
  // Those that are left out keep their usual sign unless it has another meaning here; then there is none of the kind.
  const auto take = [&](char& into, std::size_t at) {
    if (at < signs.size())
      into = signs[at];
    else if (all.find(into) != std::string::npos)
      into = '\0';
  };
  take(result.component, 0);
  take(result.repetition, 1);
  take(result.escape, 2);
  take(result.subcomponent, 3);
  return result;
}

std::string_view partOf(std::string_view text, char separator, int number) {
  for (; number > 1; --number) {
    const std::size_t end = text.find(separator);
    if (end == std::string_view::npos) return {};
    text.remove_prefix(end + 1);
  }
  return text.substr(0, std::min(text.find(separator), text.size()));
}

bool isSegment(std::string_view line, char separator) {
  if (line.size() < 3 || (line.size() > 3 && line[3] != separator)) return false;
  const auto isName = [](unsigned char letter) { return (letter < 0x80 && std::isupper(letter) != 0); };
  const auto isDigit = [](unsigned char letter) { return letter >= '0' && letter <= '9'; };
  return isName(static_cast<unsigned char>(line[0])) && std::all_of(line.begin() + 1, line.begin() + 3, [&](char c) {
           return isName(static_cast<unsigned char>(c)) || isDigit(static_cast<unsigned char>(c));
         });
}

bool isBatchLine(std::string_view line) {
  const std::string_view name = line.substr(0, 3);
  return name == "FHS" || name == "BHS" || name == "BTS" || name == "FTS";
}

}  // namespace

std::size_t Value::repetitions() const {
  if (m_raw.empty()) return 0;
  return 1 + static_cast<std::size_t>(std::count(m_raw.begin(), m_raw.end(), m_delimiters->repetition));
}

std::vector<Value> Value::each(std::size_t most) const {
  std::vector<Value> values;
  std::string_view rest = m_raw;
  while (!rest.empty() && values.size() < most) {
    const std::size_t end = std::min(rest.find(m_delimiters->repetition), rest.size());
    values.emplace_back(rest.substr(0, end), m_delimiters);
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return values;
}

Value Value::part(char separator, int number) const { return {partOf(m_raw, separator, number), m_delimiters}; }

Value Value::repetition(int number) const {
  return m_delimiters == nullptr ? Value() : part(m_delimiters->repetition, number);
}

Value Value::component(int number) const {
  return m_delimiters == nullptr ? Value() : repetition(1).part(m_delimiters->component, number);
}

Value Value::subcomponent(int number) const {
  return m_delimiters == nullptr ? Value() : component(1).part(m_delimiters->subcomponent, number);
}

std::string Value::text() const {
  const Value leaf = subcomponent(1);
  if (leaf.empty()) return {};
  return std::string(trimmed(unescaped(cutUtf8(leaf.m_raw, kMostFieldBytes), *m_delimiters)));
}

std::string Value::whole() const {
  if (empty()) return {};
  return std::string(trimmed(unescaped(cutUtf8(m_raw, kMostFieldBytes), *m_delimiters)));
}

Value Segment::field(int number) const {
  if (m_delimiters == nullptr) return {};
  const bool header = name() == "MSH";
  if (header && number == 1) return {m_line.substr(3, 1), m_delimiters};
  return {partOf(m_line, m_delimiters->field, header ? number : number + 1), m_delimiters};
}

struct Message::Body {
  std::string text;
  Delimiters delimiters;
  std::vector<Segment> segments;
};

Result<Message> Message::parse(std::string_view bytes) {
  if (bytes.size() > kMostMessageBytes)
    return fail(ErrorKind::corrupt, fmt::format("the message is larger than {} MiB", kMostMessageBytes >> 20U));
  bytes = withoutFrame(bytes);
  if (!bytes.starts_with("MSH")) return fail(ErrorKind::corrupt, "it does not begin with the segment MSH");
  std::string_view rest = bytes;
  const std::string_view header = nextLine(rest);
  auto body = std::make_shared<Body>();
  auto delimiters = delimitersOf(header);
  if (!delimiters) return fail(delimiters.error());
  body->delimiters = std::move(*delimiters);
  body->delimiters.charset = Segment(header, &body->delimiters).field(18).text();
  auto text = toUtf8(bytes, body->delimiters.charset);
  if (!text) return failIn("MSH-18", text.error());
  body->text = std::move(*text);

  rest = body->text;
  for (std::size_t number = 1; !rest.empty(); ++number) {
    std::string_view line = nextLine(rest);
    while (!line.empty() && kFraming.find(line.back()) != std::string_view::npos) line.remove_suffix(1);
    if (trimmed(line).empty()) continue;
    if (!isSegment(line, body->delimiters.field))
      return fail(ErrorKind::corrupt, fmt::format("line {} is no segment", number));
    if (body->segments.size() == kMostSegments)
      return fail(ErrorKind::corrupt, fmt::format("it has more than {} segments", kMostSegments));
    body->segments.emplace_back(line, &body->delimiters);
  }
  // A character set whose letters are no ASCII turns the header into something else.
  if (body->segments.empty() || body->segments.front().name() != "MSH")
    return fail(ErrorKind::corrupt, "MSH-18 names a character set that the message's bytes are not written in");
  return Message(std::move(body));
}

const std::vector<Segment>& Message::segments() const { return m_body->segments; }

bool Message::has(std::string_view name) const {
  return std::any_of(segments().begin(), segments().end(), [&](const Segment& s) { return s.name() == name; });
}

Segment Message::first(std::string_view name) const {
  for (const Segment& segment : segments())
    if (segment.name() == name) return segment;
  return {"", &m_body->delimiters};
}

Result<std::vector<std::string_view>> messagesIn(std::string_view file) {
  if (file.starts_with("\xFF\xFE") || file.starts_with("\xFE\xFF"))
    return fail(ErrorKind::unsupported, "the file is written in UTF-16; messages are read in UTF-8 and 8-bit sets");
  std::vector<std::string_view> messages;
  const char* begin = nullptr;  // of the message that is not ended yet
  const auto end = [&](const char* at) {
    if (begin != nullptr) messages.push_back(withoutFrame({begin, static_cast<std::size_t>(at - begin)}));
    begin = nullptr;
  };
  std::string_view rest = file;
  for (std::size_t number = 1; !rest.empty(); ++number) {
    const char* at = rest.data();
    const std::string_view line = withoutFrame(nextLine(rest));
    if (line.empty()) continue;
    const bool starts = line.starts_with("MSH");
    if (starts || isBatchLine(line)) end(at);
    if (starts) {
      if (messages.size() == kMostMessages)
        return fail(ErrorKind::corrupt, fmt::format("it holds more than {} messages", kMostMessages));
      begin = line.data();
    } else if (begin == nullptr && !isBatchLine(line)) {
      return fail(ErrorKind::corrupt, fmt::format("line {} belongs to no message: no segment MSH before it", number));
    }
  }
  end(file.data() + file.size());
  if (messages.empty()) return fail(ErrorKind::corrupt, "it holds no message: no segment MSH");
  return messages;
}

}  // namespace snitt::hl7
