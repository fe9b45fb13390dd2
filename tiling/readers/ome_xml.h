// The OME-XML of an OME-TIFF (OME data model 2016-06, found in the first directory's image description), as far as a
// brightfield slide needs it: the first image is the slide. Entities and external references are not followed.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "core/result.h"

namespace snitt {

struct OmeImage {
  int sizeZ = 1;
  int sizeC = 1;
  int sizeT = 1;
  int channels = 0;            // Channel elements, 0 where none are listed
  std::string pixelType;       // "uint8"
  std::optional<double> mppX;  // µm, whatever unit the file uses
  std::optional<double> mppY;
  std::optional<double> magnification;
  std::map<std::string, std::string> properties;  // "ome.PhysicalSizeX" and the like, cleaned
};

// Cheap: is this image description OME-XML?
[[nodiscard]] bool isOmeXml(std::string_view description);

// Errors: corrupt (no well-formed XML, no image), unsupported (the pixels lie in another file); the message does not
// name the file and continues a sentence that begins with it.
[[nodiscard]] Result<OmeImage> parseOmeXml(std::string_view xml);

}  // namespace snitt
