// The DICOM instances (PS3.3, VL Whole Slide Microscopy) that make up one slide: their files, and what their headers
// and their first JPEG frame say of colours.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "core/result.h"
#include "tiling/readers/dicom_colour.h"

namespace snitt {

struct DicomInstance {
  std::filesystem::path path;
  std::string seriesUid;
  std::string flavour;       // third value of ImageType: VOLUME, LABEL, OVERVIEW, THUMBNAIL
  std::string photometric;   // PhotometricInterpretation
  std::int64_t widthPx = 0;  // TotalPixelMatrixColumns
  std::int64_t heightPx = 0;
  JpegColour stream = JpegColour::unknown;  // of the first frame
};

// All whole-slide instances in the folder of `file` that belong to its series, sorted by path. Files that are no DICOM
// are passed over.
[[nodiscard]] Result<std::vector<DicomInstance>> dicomSeriesOf(const std::filesystem::path& file);

// The file through which the one slide of a folder is opened. Usage errors: no whole-slide DICOM in it, or several.
[[nodiscard]] Result<std::filesystem::path> dicomFileIn(const std::filesystem::path& folder);

}  // namespace snitt
