// A job in a person's words: what it is doing, how long it will take, where its score is heading. Pure.
#pragma once

#include <QString>

#include "ui/document/slide_names.h"
#include "ui/jobs/score_queue.h"

namespace snitt {

// "Scoring tiles, 340 of 1,200, about 3 min left"; the time is that of the step. Before the first news "Starting".
[[nodiscard]] QString stageText(const JobNews& news);
// In [0, 1]; negative where it is not known.
[[nodiscard]] double progressShare(const JobNews& news);
// "40x 0.62 (0.55–0.70), likely poor"; "…, poor so far" while it is open. Empty without an estimate.
[[nodiscard]] QString estimateText(const JobNews& news);
// "Demonstrator 1.0 (demonstrator), inside “margin”".
[[nodiscard]] QString bundleText(const ScoreJob& job);
// `names`: what slides are called, and what of a reason may be shown.
// The line below the names: what is going on, or why it ended as it did.
[[nodiscard]] QString statusText(const ScoreJob& job, const JobNews& news, const SlideNames& names);
// Everything in one text, for a screen reader and the tooltip.
[[nodiscard]] QString wholeText(const ScoreJob& job, const JobNews& news, const SlideNames& names);

}  // namespace snitt
