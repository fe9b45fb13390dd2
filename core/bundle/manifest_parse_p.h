// The steps of parseManifest.
#pragma once

#include <optional>
#include <string_view>

#include "core/bundle/manifest.h"
#include "core/bundle/manifest_reader_p.h"
#include "core/result.h"

namespace snitt::manifest {

void readSegmentation(TableReader& root, SegmentationSpec& into);
void readScope(TableReader in, ScopeRules& into);
void readAssessable(TableReader in, AssessableLimits& into);
void readHead(TableReader in, HeadSpec& into);
void readNormalisation(TableReader in, Normalisation& into);
void readOverlap(TableReader& in, int& overlapPx, int tilePx);
void readPost(TableReader in, SegmentationPost& into);
void readRiskMaps(TableReader& decision, std::vector<RiskMap>& into);
void readGolden(TableReader& root, std::optional<GoldenSet>& into);
void readTraining(TableReader& root, std::optional<TrainingFacts>& into);
void readReferences(TableReader& root, std::vector<ReferenceDistribution>& into);
void readResolutions(TableReader& root, std::vector<ResolutionSpec>& into);

// What several keys say together: names that must be unique, thresholds for every resolution, files that must be
// listed. Every key on its own has been checked before.
[[nodiscard]] std::optional<Error> contradiction(const Manifest& manifest);

// Golden slides that do not fit the bundle's resolutions and members.
[[nodiscard]] std::optional<Error> wrongGolden(const Manifest& manifest);

[[nodiscard]] bool isSha256(std::string_view text);

// A path that cannot leave the bundle's folder, on any system.
[[nodiscard]] bool isSafePath(std::string_view path);

inline constexpr Range mppRange{0.05, 20};  // what a slide can have (plausibleMpp of tiling)
inline constexpr Range tileRange{16, 32768};
inline constexpr Range batchRange{1, 1024};
inline constexpr Range channelRange{1, 65536};
inline constexpr Range share{0, 1};
inline constexpr Range aboveZeroToOne{0, 1, false};
inline constexpr Range count{0, 1e9};

}  // namespace snitt::manifest
