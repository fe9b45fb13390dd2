// Scope: whether a bundle may speak about a slide at all. Each fact that the manifest limits is met, violated or
// unknown; unknown never counts as met; a fact that the manifest does not limit is not asked for. Pure functions.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/bundle/manifest.h"
#include "core/result.h"

namespace snitt {

struct Fact {
  std::string key;  // organ, specimenType, neoadjuvant, stain, scanner, pT, pN, nodes, mpp
  std::string value;
  std::string source;  // "file", "pixels", "typed by NAME", "list"
};

enum class FactState { met, violated, unknown };
[[nodiscard]] std::string_view toText(FactState state);

struct ScopeFinding {
  std::string fact;
  FactState state = FactState::unknown;
  std::string detail;  // one sentence: the value, what is allowed, where the value came from
  bool operator==(const ScopeFinding&) const = default;
};

struct ScopeResult {
  bool ok = true;  // every finding is met
  std::vector<ScopeFinding> findings;
};

// Several facts of one key are allowed (a typed stain beside the one seen in the pixels): all must be allowed, the
// worst counts. "stage" is derived from pT and pN (UICC TNM, M unknown): I = pT1-2 pN0, II = pT3-4 pN0, III = pN1-2.
[[nodiscard]] ScopeResult checkScope(const ScopeRules& rules, const std::vector<Fact>& facts);

// "KEY=VALUE" of the command line. Unknown keys, empty values and impossible ones (pT=9, nodes=-1) are usage errors.
[[nodiscard]] Result<Fact> parseFact(std::string_view text, std::string source);

}  // namespace snitt
