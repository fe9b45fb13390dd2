// What a person chose for a score, beside slide and bundle: two scores of one slide, bundle and parameters are the same
// score. Pure functions.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace snitt {

struct ScoreParameters {
  std::optional<double> typedMpp;
  std::string mppReason;
  std::vector<std::pair<std::string, std::string>> facts;  // key, value; their order does not matter
  std::string tumour;          // empty: as the bundle does it; "tissue", or "outline <sha256 of its file>"
  std::string outsideScope;    // the reason given, empty without
  bool untrustedCode = false;  // code ran that no trusted signature covers
  std::string device;          // kind as resolved: "cpu" or "cuda"
  std::string precision;       // as resolved: "fp32" or "bf16"
  std::string kernels;         // where others were asked for than the machine's best: "plain"
};

// One text for one meaning: JSON on several lines, keys in a fixed order, what was not given left out.
[[nodiscard]] std::string formatParameters(const ScoreParameters& parameters);

// SHA-256 of formatParameters.
[[nodiscard]] std::string parametersSha256(const ScoreParameters& parameters);

}  // namespace snitt
