// What a report is made of: from a score just made, or from the files that one left.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "core/drawing/drawing_file.h"
#include "core/image.h"
#include "core/result.h"
#include "core/score_record.h"
#include "core/store/cases.h"
#include "tiling/heatmap_tiff.h"
#include "ui/report/score_report.h"

namespace snitt::app {

// Longest edge of the thumbnail that is kept beside a report: a tumour of a quarter of the slide is still sharp on
// paper.
inline constexpr int kThumbnailPx = 1600;

// What a page says of the case of its slide; the patient as far as the actor may see who it is.
[[nodiscard]] ReportCase reportCaseOf(const CaseOfSlide& slide);
// Whether it names somebody: such a page is its owner's alone to read.
[[nodiscard]] bool namesPatient(const std::optional<ReportCase>& labCase);

[[nodiscard]] HeatmapSlide heatmapSlide(const Score& score);

[[nodiscard]] Result<ScoreReport> reportOf(const ScoreRecord& record, const Image& thumbnail,
                                           const std::string& slideName);

// score.json must be there; outline, heatmaps and thumbnail may have been left out, but not be damaged. The file name
// of the slide is taken from score.json where `showPaths` says so. Whether the outline was edited since is looked up in
// `drawings`.
[[nodiscard]] Result<ScoreReport> readReport(const std::filesystem::path& folder, bool showPaths,
                                             const DrawingPlaces& drawings);

}  // namespace snitt::app
