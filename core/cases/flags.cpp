#include "core/cases/flags.h"

#include <array>

#include "core/text/lowered.h"
#include "core/text/trimmed.h"

namespace snitt {
namespace {

struct Named {
  Flag flag;
  std::string_view text;
  std::string_view words;
};

constexpr std::array<Named, 4> kFlags{{
    {Flag::noAi, "no-ai", "no AI in care"},
    {Flag::researchReservation, "research-reservation", "research reservation"},
    {Flag::consentWithdrawn, "consent-withdrawn", "consent withdrawn"},
    {Flag::doNotUse, "do-not-use", "do not use"},
}};

bool has(Flags flags, Flag flag) { return (flags & static_cast<Flags>(flag)) != 0; }

bool forbids(Flag flag, Use use) {
  switch (flag) {
    case Flag::doNotUse:
      return true;
    case Flag::noAi:
      return use == Use::careScoring || use == Use::researchScoring;
    case Flag::researchReservation:
    case Flag::consentWithdrawn:
      return use != Use::careScoring;
  }
  return true;
}

}  // namespace

std::string_view toText(Flag flag) {
  for (const Named& one : kFlags)
    if (one.flag == flag) return one.text;
  return {};
}

std::string_view inWords(Flag flag) {
  for (const Named& one : kFlags)
    if (one.flag == flag) return one.words;
  return {};
}

std::optional<Flag> flagOf(std::string_view text) {
  const std::string plain = lowered(trimmed(text));
  for (const Named& one : kFlags)
    if (plain == one.text || plain == lowered(one.words)) return one.flag;
  return std::nullopt;
}

std::vector<Flag> flagsIn(Flags flags) {
  std::vector<Flag> result;
  for (const Named& one : kFlags)
    if (has(flags, one.flag)) result.push_back(one.flag);
  return result;
}

std::string inWords(Flags flags) {
  std::string result;
  for (const Flag flag : flagsIn(flags)) {
    if (!result.empty()) result += ", ";
    result += inWords(flag);
  }
  return result;
}

std::optional<Flag> forbids(Flags flags, Use use) {
  for (const Flag flag : flagsIn(flags))
    if (forbids(flag, use)) return flag;
  return std::nullopt;
}

}  // namespace snitt
