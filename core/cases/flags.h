// What must not be done with a patient's or a case's slides. Pure functions.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace snitt {

enum class Flag : std::uint32_t {
  noAi = 1,                 // no AI in this patient's care
  researchReservation = 2,  // not for research
  consentWithdrawn = 4,     // nor for training, nor in exports
  doNotUse = 8,             // for nothing
};
using Flags = std::uint32_t;  // any of them

[[nodiscard]] std::string_view toText(Flag flag);  // "no-ai", "research-reservation", "consent-withdrawn", "do-not-use"
[[nodiscard]] std::string_view inWords(Flag flag);                // "no AI in care", "research reservation", …
[[nodiscard]] std::optional<Flag> flagOf(std::string_view text);  // either form, in any case
[[nodiscard]] std::vector<Flag> flagsIn(Flags flags);
[[nodiscard]] std::string inWords(Flags flags);  // ", " between them

enum class Use { careScoring, researchScoring, training, exporting };
// The first flag that forbids it; nothing where none does. doNotUse forbids all; noAi both kinds of scoring, since a
// score that is there is seen in care; researchReservation and consentWithdrawn research scoring, training and exports.
[[nodiscard]] std::optional<Flag> forbids(Flags flags, Use use);

}  // namespace snitt
