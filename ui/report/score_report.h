// The report of one score: a single A4 page as PDF, for people who were not there when it was made.
//
// No display is needed. The same input gives the same bytes on one machine: dates come from the run, fonts are part of
// the program. Call from one thread at a time, the same one each time (Qt's drawing lives in it).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/image.h"
#include "core/polygon.h"
#include "core/result.h"
#include "core/score.h"

namespace snitt {

struct ReportHeatmap {
  std::string resolution;
  Grid<float> values;  // [0, 1], NaN where there is no tile; from the slide's origin
  double stepPx = 1;   // level-0 pixels a value stands for, in both directions
};

// Another score of the same slide by the same bundle, inside another outline.
struct OtherVersion {
  Score score;
  std::vector<Polygon> tumour;  // level-0 pixels
  bool stale = false;           // its outline was edited or deleted since
};

// The case that the slide belongs to. Printed, and in no property of the document.
struct ReportCase {
  std::string name;      // "SITE:ACCESSION"
  bool pending = false;  // it holds an order number
  // The patient, as far as it is known and may be shown; empty otherwise. As the laboratory wrote them: any text.
  std::string patient;
  std::string birthDate;
  std::string number;
};

struct ScoreReport {
  Score score;
  std::string slideName;        // printed only where it is not empty: file names tell more than they should
  Image thumbnail;              // of the whole slide, without label and macro image; empty: "not at hand"
  std::vector<Polygon> tumour;  // level-0 pixels
  std::vector<ReportHeatmap> heatmaps;
  std::string stale;  // a sentence where the score does not stand for the drawing any more; empty: it does
  std::vector<OtherVersion> others;  // oldest first
  std::optional<ReportCase> labCase = {};
};

// The PDF's bytes. Errors: io where the page could not be drawn.
[[nodiscard]] Result<std::string> scoreReportPdf(const ScoreReport& report);

}  // namespace snitt
