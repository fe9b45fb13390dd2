// A small picture of a score for sheets of many: the slide with the outline that was scored, and beside it what was
// scored under its heatmap. Drawn as the report's panels; call from the thread that draws reports.
#pragma once

#include <string>

#include "core/result.h"
#include "ui/report/score_report.h"

namespace snitt {

inline constexpr int kContactWidthPx = 480;
inline constexpr int kContactHeightPx = 180;

// A JPEG. The same report gives the same bytes on one machine. Without a thumbnail the slide is white; of several
// heatmaps the last one is shown, without any the outline alone. Error: io.
[[nodiscard]] Result<std::string> contactPicture(const ScoreReport& report);

}  // namespace snitt
