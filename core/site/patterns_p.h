// The patterns by which a laboratory writes a slide's identity, with the examples that prove them.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <re2/re2.h>

#include "core/bundle/manifest_reader_p.h"
#include "core/cases/slide_identity.h"

namespace snitt::site {

// Compiled; a pattern without backtracking, of bounded memory. Null where RE2 does not take it: `why` says so.
[[nodiscard]] std::shared_ptr<const re2::RE2> compiled(const std::string& pattern, std::string& why);

struct Pattern {
  std::vector<IdentitySource> sources;
  std::shared_ptr<const re2::RE2> expression;
};

struct Patterns {
  std::vector<Pattern> patterns;
  std::map<std::string, std::string> stains;  // what the laboratory's codes mean

  [[nodiscard]] std::optional<SlideIdentity> identity(IdentitySource source, std::string_view text) const;
};

// The tables [[pattern]] and [stains].
[[nodiscard]] Patterns readPatterns(manifest::TableReader& root, manifest::ReadState& state);

}  // namespace snitt::site
