// A score as files and as a few lines for a person.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <string>

#include "core/image.h"
#include "core/result.h"
#include "core/score_record.h"
#include "ui/report/score_report.h"

namespace snitt::app {

struct OutputChoice {
  std::set<std::string> outputs;           // of score, tumour, heatmap, tiles, report
  std::string slideName;                   // for the report; empty where it is not to be shown
  Image thumbnail;                         // of the slide, for the report; empty where there is none
  std::string card;                        // the bundle's model card; empty where it lies elsewhere
  std::string givenOutline;                // the file that --tumour named; empty without
  std::optional<ReportCase> labCase = {};  // for the report alone
};

// File name → contents for the chosen outputs. score.json is always among them, and so is the model card that was given:
// where the score goes, what it may be used for goes too. With the report goes the thumbnail, so that the page can be made again
// when the slide is away. Errors: those of heatmaps and page.
[[nodiscard]] Result<std::map<std::string, std::string>> resultFiles(const ScoreRecord& record,
                                                                     const OutputChoice& choice);

// tumour.geojson: one feature with the outline that was scored. `source` as in Score::tumourSource.
[[nodiscard]] std::string tumourGeoJson(const std::vector<Polygon>& outline, const std::string& source, double areaMm2,
                                        const std::string& notice);

// `slide`: what it is called.
[[nodiscard]] std::string summary(const Score& score, const std::string& slide, const std::filesystem::path& folder);

}  // namespace snitt::app
