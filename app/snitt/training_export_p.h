// Outlines that people have drawn or verified, with their slides, as a list that `snitt train` accepts.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "app/snitt/flag_gate.h"
#include "app/snitt/session.h"
#include "core/drawing/drawing_file.h"
#include "core/result.h"

namespace snitt::app {

struct TrainingExportOptions {
  std::vector<std::filesystem::path> slides;  // or
  std::filesystem::path list;                 // a slide list, whose columns are carried through
  std::filesystem::path out;
  std::string className = "Tumor";  // in any case; "tumour" is the same as "tumor"
};

struct TrainingExport {
  std::filesystem::path list;
  std::size_t slides = 0;      // rows
  std::size_t outlined = 0;    // rows with an outline from a drawing
  std::size_t outlines = 0;    // annotations in them
  std::size_t unverified = 0;  // annotations of a network that nobody has looked at: left out
  LeftOutCount leftOut;        // slides that a flag of their case keeps from being exported or learned from
  std::vector<std::string>
      failed;  // slides that could not be read, a sentence each; they stay in the list as they were

  [[nodiscard]] nlohmann::ordered_json json() const;
  [[nodiscard]] std::string text() const;
};

// Writes OUT/list.csv and OUT/outlines/ROW-NAME.geojson: area annotations of the class that a person drew, or verified.
// Paths of slides are absolute in the list. Errors: usage (neither or both of slides and list, a folder with something
// in it), those of the list, io, cancelled; refused where no slide is left.
[[nodiscard]] Result<TrainingExport> exportTrainingList(const TrainingExportOptions& options,
                                                        const DrawingPlaces& places, FlagGate& gate,
                                                        const Session& session);

}  // namespace snitt::app
