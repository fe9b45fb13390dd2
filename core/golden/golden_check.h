// Does an installation compute what it should? What was scored now against what was stored. Plain values and pure
// functions.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/bundle/golden.h"
#include "core/bundle/manifest.h"
#include "core/score.h"

namespace snitt {

// The scores of a score.json as they are stored. Nothing where the slide was not assessable.
[[nodiscard]] std::optional<GoldenScores> goldenScoresOf(const Score& score);

// How something was computed, as ScoreRun names it.
struct NumericPath {
  std::string device;     // "cpu", "cuda:0"
  std::string precision;  // "fp32", "bf16"
  std::string words;      // kernels and layout
  bool operator==(const NumericPath&) const = default;
};
[[nodiscard]] NumericPath pathOf(const ScoreRun& run);

// "cpu, fp32, oneDNN fused convolutions, channels-last": a path's words name its precision first.
[[nodiscard]] std::string describe(const NumericPath& path);

// The bundle's own: that between processors where both computed in float32 on a CPU, else that between devices.
[[nodiscard]] double goldenTolerance(const NumericTolerance& tolerance, const NumericPath& expected,
                                     const NumericPath& found);

// One number: "10x", "10x 10x-1", "combined".
struct GoldenValue {
  std::string what;
  double expected = 0;
  double found = 0;
  double tolerance = 0;
  [[nodiscard]] double difference() const;  // without sign
  [[nodiscard]] bool passes() const { return difference() <= tolerance; }
  bool operator==(const GoldenValue&) const = default;
};

struct GoldenClass {
  std::string expected;
  std::string found;
  // A stored score that lies no further from its threshold than the tolerance may fall on either side of it: then why
  // the class proves nothing here, else empty.
  std::string open;
  [[nodiscard]] bool passes() const { return expected == found || !open.empty(); }
  // "pass", "FAIL", or "not decided" where the class proves nothing.
  [[nodiscard]] std::string_view verdict() const;
  bool operator==(const GoldenClass&) const = default;
};

enum class GoldenOrigin { bundle, site };
[[nodiscard]] std::string_view toText(GoldenOrigin origin);

// What became of one golden slide.
struct GoldenOutcome {
  GoldenOrigin origin = GoldenOrigin::bundle;
  std::string slide;                // "phantom 1", or the file's path
  std::string problem;              // why there is no score to compare: this fails; empty without
  std::string notCompared;          // why it does not concern this bundle: told, no failure; empty without
  std::vector<std::string> notes;   // what else is to be known: "drawn differently …"
  NumericPath path;                 // that computed now
  std::vector<GoldenValue> values;  // resolutions with their members, then the combined score
  std::optional<GoldenClass> prognosis;

  // Was compared, and nothing differs by more than it may.
  [[nodiscard]] bool passes() const;
  // Was to be compared and does not pass.
  [[nodiscard]] bool fails() const { return notCompared.empty() && !passes(); }
  bool operator==(const GoldenOutcome&) const = default;
};

// Fills values and class, or the problem where stored scores are not of the manifest's resolutions and members. `found`
// is of them.
void compareGolden(const Manifest& manifest, const GoldenScores& expected, const NumericPath& expectedPath,
                   const GoldenScores& found, GoldenOutcome& into);

struct GoldenReport {
  std::string bundleId;
  std::string bundleName;
  std::string bundleVersion;
  std::string bundleSha256;
  std::vector<GoldenOutcome> slides;

  // At least one slide was compared, and none fails.
  [[nodiscard]] bool passes() const;
  // "all 3 golden slides give the stored scores", or what differs: "phantom 2: 10x 10x-1 is 0.52 and must be 0.41
  // (±0.0001)". Of many failures the first three are named.
  [[nodiscard]] std::string sentence() const;
};

// Format snitt-golden-check/1.
[[nodiscard]] std::string formatGoldenReport(const GoldenReport& report);

}  // namespace snitt
