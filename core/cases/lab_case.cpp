#include "core/cases/lab_case.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "core/decision/tnm.h"
#include "core/text/lowered.h"
#include "core/text/trimmed.h"
#include "core/text/utf8.h"

namespace snitt {
namespace {

constexpr std::array<std::pair<StagingItem, std::string_view>, kStagingItems> kItems{{
    {StagingItem::pT, "pT"},
    {StagingItem::pN, "pN"},
    {StagingItem::nodes, "nodes"},
    {StagingItem::positiveNodes, "positiveNodes"},
    {StagingItem::edition, "edition"},
    {StagingItem::yPrefix, "yPrefix"},
}};

bool isOneOf(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::ranges::find(words, text) != words.end();
}

// Letters and digits alone, in small letters; what is no ASCII counts as a letter.
std::string lettersOf(std::string_view text) {
  std::string result;
  for (const char c : lowered(text))
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80) result += c;
  return result;
}

// No specimen has more nodes than four digits tell.
std::optional<std::string> count(std::string_view text) {
  const bool digits = std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
  if (!digits) return std::nullopt;
  const std::size_t first = std::min(text.find_first_not_of('0'), text.size() - 1);
  const std::string_view number = text.substr(first);
  return number.size() <= 4 ? std::optional(std::string(number)) : std::nullopt;
}

std::optional<std::string> edition(std::string_view text) {
  std::string plain = lettersOf(text);
  for (const std::string_view before : {"uicc", "tnm"})
    if (plain.starts_with(before)) plain.erase(0, before.size());
  if (plain.ends_with("th")) plain.resize(plain.size() - 2);
  if (plain != "7" && plain != "8") return std::nullopt;
  return plain;
}

std::optional<std::string> yesOrNo(std::string_view text) {
  const std::string plain = lowered(text);
  if (isOneOf(plain, {"yes", "y", "true", "1"})) return "yes";
  if (isOneOf(plain, {"no", "n", "false", "0"})) return "no";
  return std::nullopt;
}

}  // namespace

std::string toText(const CaseName& name) { return name.site + ":" + name.accession; }

bool isCaseNumber(std::string_view text) {
  constexpr std::size_t kMost = 100;
  if (text.empty() || text.size() > kMost || firstNotUtf8(text)) return false;
  return std::ranges::none_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
}

std::string flaggedText(const CaseName& name, Flag flag) {
  return fmt::format("it belongs to case {}, which is flagged: {}", toText(name), inWords(flag));
}

std::optional<CaseName> caseNameOf(std::string_view text) {
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos) return std::nullopt;
  CaseName name{std::string(trimmed(text.substr(0, colon))), std::string(trimmed(text.substr(colon + 1)))};
  if (name.site.empty() || name.accession.empty()) return std::nullopt;
  return name;
}

std::string_view toText(CaseState state) {
  switch (state) {
    case CaseState::open:
      return "open";
    case CaseState::closed:
      return "closed";
    case CaseState::cancelled:
      break;
  }
  return "cancelled";
}

bool isHe(std::string_view stain) {
  std::string plain = lettersOf(stain);
  for (const std::string_view after : {"stain", "staining", "stained"})
    if (plain.ends_with(after)) plain.resize(plain.size() - after.size());
  if (isOneOf(plain, {"he", "hes", "hande"})) return true;
  // "Ä" and "ä" lie outside ASCII, whose letters alone are made small.
  for (const std::string_view first : {"haematoxylin", "hematoxylin", "hematoxyline", "hämatoxylin", "hÄmatoxylin",
                                       "hematoksylin", "haematoxyline", "hematoxilina", "hematossilina"}) {
    if (!plain.starts_with(first)) continue;
    std::string_view rest = std::string_view(plain).substr(first.size());
    for (const std::string_view between : {"and", "und", "og", "och", "et", "y", "e"})
      if (rest.starts_with(between) && rest.substr(between.size()).starts_with("eo"))
        rest.remove_prefix(between.size());
    if (isOneOf(rest, {"eosin", "eosine", "eosina", "eosinsaffron", "eosinesafran"})) return true;
  }
  return false;
}

std::string_view toText(StagingItem item) {
  for (const auto& [one, text] : kItems)
    if (one == item) return text;
  return {};
}

std::optional<StagingItem> stagingItemOf(std::string_view text) {
  const std::string plain = lowered(trimmed(text));
  for (const auto& [item, name] : kItems)
    if (plain == lowered(name)) return item;
  return std::nullopt;
}

std::optional<std::string> stagingValue(StagingItem item, std::string_view text) {
  const std::string_view plain = trimmed(text);
  if (plain.empty()) return "";
  switch (item) {
    case StagingItem::pT:
      return pTCategory(plain);
    case StagingItem::pN:
      return pNCategory(plain);
    case StagingItem::nodes:
    case StagingItem::positiveNodes:
      return count(plain);
    case StagingItem::edition:
      return edition(plain);
    case StagingItem::yPrefix:
      break;
  }
  return yesOrNo(plain);
}

}  // namespace snitt
