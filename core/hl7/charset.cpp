#include "core/hl7/charset.h"

#include <iconv.h>

#include <array>
#include <cerrno>
#include <cstdint>
#include <optional>
#include <utility>

#include "core/text/utf8.h"

namespace snitt::hl7 {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

// Upper case, without blanks, '-', '_' and '/': "UNICODE UTF-8" and "Unicode_UTF8" are one name.
std::string plainName(std::string_view name) {
  std::string plain;
  for (const char letter : name) {
    if (letter == ' ' || letter == '-' || letter == '_' || letter == '/') continue;
    plain += letter >= 'a' && letter <= 'z' ? static_cast<char>(letter - 'a' + 'A') : letter;
  }
  return plain;
}

std::string withoutZeros(std::string text) {
  if (text.find('\0') == std::string::npos) return text;
  std::string clean;
  for (const char letter : text)
    if (letter == '\0')
      clean += kReplacement;
    else
      clean += letter;
  return clean;
}

std::string fromLatin1(std::string_view bytes) {
  std::string text;
  text.reserve(bytes.size() + bytes.size() / 8);
  for (const char letter : bytes) {
    const auto byte = static_cast<unsigned char>(letter);
    if (byte < 0x80) {
      text += letter;
    } else {
      text += static_cast<char>(0xC0U | byte >> 6U);
      text += static_cast<char>(0x80U | (byte & 0x3FU));
    }
  }
  return text;
}

// What iconv calls it. Names that are not listed go to iconv as they are where they are plain enough for one.
std::optional<std::string> iconvName(const std::string& plain) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 9> kNames{{
      {"GB180302000", "GB18030"},
      {"GB18030", "GB18030"},
      {"BIG5", "BIG5"},
      {"KSX1001", "EUC-KR"},
      {"ISOIR87", "ISO-2022-JP"},
      {"ISOIR159", "ISO-2022-JP-1"},
      {"UNICODEUTF16", "UTF-16"},
      {"UNICODEUTF32", "UTF-32"},
      {"WINDOWS1252", "CP1252"},
  }};
  for (const auto& [name, known] : kNames)
    if (plain == name) return std::string(known);
  for (const std::string_view prefix : {"ISO8859", "8859"})
    if (plain.starts_with(prefix) && plain.size() > prefix.size()) return "ISO-8859-" + plain.substr(prefix.size());
  if (plain.starts_with("WINDOWS")) return "CP" + plain.substr(7);
  return plain;
}

bool isPlain(std::string_view name) {
  if (name.empty() || name.size() > 40) return false;
  return name.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-") == std::string_view::npos;
}

class Converter {
 public:
  explicit Converter(const std::string& name) : m_handle(iconv_open("UTF-8", name.c_str())) {}
  ~Converter() {
    if (known()) iconv_close(m_handle);
  }
  Converter(const Converter&) = delete;
  Converter& operator=(const Converter&) = delete;

  [[nodiscard]] bool known() const { return reinterpret_cast<std::intptr_t>(m_handle) != -1; }

  // Nothing where the bytes are none of the set.
  [[nodiscard]] std::optional<std::string> convert(std::string_view bytes) {
    std::string text;
    std::string input(bytes);  // iconv wants to be allowed to write
    char* in = input.data();
    std::size_t inLeft = input.size();
    std::array<char, 4096> part{};
    while (inLeft > 0) {
      char* out = part.data();
      std::size_t outLeft = part.size();
      const std::size_t done = iconv(m_handle, &in, &inLeft, &out, &outLeft);
      text.append(part.data(), part.size() - outLeft);
      if (done == static_cast<std::size_t>(-1) && errno != E2BIG) return std::nullopt;
    }
    return text;
  }

 private:
  iconv_t m_handle;
};

Result<std::string> byIconv(std::string_view bytes, const std::string& plain) {
  const auto name = iconvName(plain);
  if (!name || !isPlain(*name)) return fail(ErrorKind::unsupported, "names a character set that is not known");
  Converter converter(*name);
  if (!converter.known()) return fail(ErrorKind::unsupported, "names a character set that is not known");
  auto text = converter.convert(bytes);
  if (!text) return fail(ErrorKind::corrupt, "names a character set that the message's bytes are not written in");
  return withoutZeros(std::move(*text));
}

}  // namespace

Result<std::string> toUtf8(std::string_view bytes, std::string_view charset) {
  const std::string name = plainName(charset);
  if (name == "88591" || name == "ISO88591" || name == "LATIN1") return withoutZeros(fromLatin1(bytes));
  const bool utf8 = name == "UNICODEUTF8" || name == "UTF8" || name == "UNICODE";
  const bool untold = name.empty() || name == "ASCII" || name == "USASCII" || name == "ISOIR6";
  if (!utf8 && !untold) return byIconv(bytes, name);
  std::string text = withoutZeros(std::string(bytes));
  if (!firstNotUtf8(text)) return text;
  if (untold) return withoutZeros(fromLatin1(bytes));
  return fail(ErrorKind::corrupt, "says UTF-8, and some of the message's bytes are none");
}

std::string_view cutUtf8(std::string_view text, std::size_t most) {
  if (text.size() <= most) return text;
  while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xC0U) == 0x80U) --most;
  return text.substr(0, most);
}

}  // namespace snitt::hl7
