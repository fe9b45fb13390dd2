// What a report is made of: from a score just made, or from the files that one left.
#pragma once

#include <filesystem>
#include <string>

#include "core/drawing/drawing_file.h"
#include "core/image.h"
#include "core/result.h"
#include "core/score_record.h"
#include "tiling/heatmap_tiff.h"
#include "ui/report/score_report.h"

namespace snitt::app {

// Longest edge of the thumbnail that is kept beside a report: a tumour of a quarter of the slide is still sharp on
// paper.
inline constexpr int kThumbnailPx = 1600;

[[nodiscard]] HeatmapSlide heatmapSlide(const Score& score);

[[nodiscard]] Result<ScoreReport> reportOf(const ScoreRecord& record, const Image& thumbnail,
                                           const std::string& slideName);

// score.json must be there; outline, heatmaps and thumbnail may have been left out, but not be damaged. The file name
// of the slide is taken from score.json where `showPaths` says so. Whether the outline was edited since is looked up in
// `drawings`.
[[nodiscard]] Result<ScoreReport> readReport(const std::filesystem::path& folder, bool showPaths,
                                             const DrawingPlaces& drawings);

}  // namespace snitt::app
