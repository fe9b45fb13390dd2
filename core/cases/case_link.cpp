#include "core/cases/case_link.h"

#include <algorithm>
#include <optional>
#include <vector>

#include <fmt/format.h>

#include "core/text/lowered.h"
#include "core/text/trimmed.h"
#include "core/text/visible.h"

namespace snitt {
namespace {

constexpr std::string_view kScheme = "snitt:";
constexpr std::string_view kBegin = "snitt://case/";
constexpr std::size_t kMostPart = 100;
constexpr std::size_t kMostShown = 80;

bool isUnreserved(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         std::string_view("-._~").find(c) != std::string_view::npos;
}

// Of a segment as it stands in a link, beside "%XX" (RFC 3986, 3.3: pchar).
bool isOfSegment(char c) {
  return isUnreserved(c) || std::string_view("!$&'()*+,;=:@").find(c) != std::string_view::npos;
}

std::optional<int> hexDigit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return std::nullopt;
}

std::optional<std::string> decoded(std::string_view segment) {
  std::string text;
  for (std::size_t i = 0; i < segment.size(); ++i) {
    if (segment[i] != '%') {
      if (!isOfSegment(segment[i])) return std::nullopt;
      text += segment[i];
      continue;
    }
    const auto high = i + 1 < segment.size() ? hexDigit(segment[i + 1]) : std::nullopt;
    const auto low = i + 2 < segment.size() ? hexDigit(segment[i + 2]) : std::nullopt;
    if (!high || !low) return std::nullopt;
    text += static_cast<char>(*high * 16 + *low);
    i += 2;
  }
  return text;
}

std::string encoded(std::string_view text) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string segment;
  for (const char c : text) {
    if (isUnreserved(c)) {
      segment += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    segment += '%';
    segment += kHex[byte / 16U];
    segment += kHex[byte % 16U];
  }
  return segment;
}

// Whether a person who reads it reads all that it holds.
bool canBeRead(std::string_view part) {
  return part.size() <= kMostPart && trimmed(part) == part && visibleText(part, 3 * kMostPart) == part;
}

bool isDots(std::string_view part) { return part == "." || part == ".."; }

tl::unexpected<Error> refuse(std::string_view link, std::string_view why) {
  return fail(ErrorKind::usage, fmt::format("the link \"{}\" opens no case: {}", visibleText(link, kMostShown), why));
}

constexpr std::string_view kForm = "it must be snitt://case/SITE/ACCESSION and nothing else";

}  // namespace

bool isCaseLink(std::string_view text) { return lowered(text.substr(0, kScheme.size())) == kScheme; }

bool canNameCase(const CaseName& name) {
  return !name.accession.empty() && canBeRead(name.site) && canBeRead(name.accession) &&
         name.site.find(':') == std::string::npos;
}

Result<CaseName> parseCaseLink(std::string_view link) {
  if (link.size() > kMostLinkBytes) return refuse(link, "it is longer than 1 KB");
  if (lowered(link.substr(0, kBegin.size())) != kBegin) return refuse(link, kForm);
  std::string_view rest = link.substr(kBegin.size());
  const std::size_t slash = rest.find('/');
  if (slash == std::string_view::npos) return refuse(link, kForm);
  const std::string_view first = rest.substr(0, slash);
  const std::string_view second = rest.substr(slash + 1);
  if (second.find_first_of("/?#") != std::string_view::npos || first.find_first_of("?#") != std::string_view::npos)
    return refuse(link, kForm);
  const auto site = decoded(first);
  const auto accession = decoded(second);
  if (!site || !accession)
    return refuse(link, "letters other than A to Z, a to z, 0 to 9 and -._~ must be percent-encoded, as %20");
  if (site->empty() || accession->empty() || isDots(*site) || isDots(*accession)) return refuse(link, kForm);
  CaseName name{*site, *accession};
  if (!canNameCase(name))
    return refuse(link, "site and accession have at most 100 visible letters each, and the site no colon");
  return name;
}

std::string caseLinkOf(const CaseName& name) {
  if (name.site.empty() || !canNameCase(name) || isDots(name.site) || isDots(name.accession)) return {};
  return fmt::format("{}{}/{}", kBegin, encoded(name.site), encoded(name.accession));
}

Result<CaseName> parseCaseArgument(std::string_view text) {
  const std::size_t colon = text.find(':');
  CaseName name;
  if (colon != std::string_view::npos) name.site = std::string(text.substr(0, colon));
  name.accession = std::string(colon == std::string_view::npos ? text : text.substr(colon + 1));
  const bool empty = name.accession.empty() || (colon != std::string_view::npos && name.site.empty());
  if (empty || !canNameCase(name))
    return fail(ErrorKind::usage, fmt::format("\"{}\" names no case: write SITE:ACCESSION, or the accession alone",
                                              visibleText(text, kMostShown)));
  return name;
}

}  // namespace snitt
