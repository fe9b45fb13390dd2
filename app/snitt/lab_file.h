// Files that laboratories send: HL7 messages, or a list.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/result.h"
#include "core/site/site_file.h"
#include "core/worklist/lab_event.h"
#include "core/worklist/list_event.h"

namespace snitt::app {

// A message of a file, or the whole of a list.
struct LabPart {
  std::string bytes;
  Result<std::vector<LabEvent>> events;
};

struct LabFile {
  bool isList = false;
  std::vector<LabPart> parts;
  std::vector<SlideOnList> slides;  // of a list
};

// HL7 by how it begins; else a list, where there is a site that says what its columns mean. A list was made when its
// file was last written. Errors: io, notFound; corrupt (neither of both; no message where one should begin).
[[nodiscard]] Result<LabFile> readLabFile(const std::filesystem::path& file, const Site* site);

}  // namespace snitt::app
