// What a slide file itself says of whose slide it is: by its label and by its name.
#pragma once

#include <filesystem>
#include <vector>

#include "core/cases/slide_identity.h"
#include "core/result.h"
#include "core/site/site_file.h"
#include "tiling/slide_reader.h"

namespace snitt {

// Barcodes first, then the name of the file and of the folder that it lies in; of a slide that is a folder (DICOM) the
// folder's own name. Each as it was read, with what the site's patterns make of it. `path` is where the slide was
// found. A label that is damaged says nothing. Thread-safe. Errors: io (the file could not be read now; memory ran
// out): nothing is known then, and a name must not be believed alone.
[[nodiscard]] Result<std::vector<SaidIdentity>> identifySlide(SlideReader& slide, const std::filesystem::path& path,
                                                              const Site& site);

}  // namespace snitt
