// What a second start asks the running window to open. A plain value; the bytes are JSON ("format": "snitt-open/1").
#pragma once

#include <QByteArray>

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/cases/lab_case.h"
#include "core/result.h"

namespace snitt {

struct OpenRequest {
  std::vector<std::filesystem::path> slides;
  std::optional<std::string> at;  // as typed: x,y,zoom
  std::vector<std::filesystem::path> scores;
  std::vector<std::filesystem::path> geojson;
  std::vector<std::filesystem::path> cohorts;  // folders of runs, a window each
  bool validations = false;                    // their window
  std::optional<CaseName> labCase;             // to be shown; its site may be empty
  std::string refused;                         // why a link was not followed: one sentence for who clicked it

  bool operator==(const OpenRequest&) const = default;

  // Relative paths become absolute, since the running window stands in another folder.
  [[nodiscard]] QByteArray toBytes() const;
  // Errors: corrupt, also for a path that is not absolute and for what can name no case; unsupported (a newer version).
  [[nodiscard]] static Result<OpenRequest> fromBytes(const QByteArray& bytes);
};

}  // namespace snitt
