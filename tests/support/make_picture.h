// Flat pictures and nested TIFFs written by libvips and by Python's tifffile: none of our own code is in them.
#pragma once

#include <filesystem>
#include <string>

#include "core/image.h"

namespace snitt::test {

// A picture without a repeat in it: every pixel differs from its neighbours, and slow gradients tell places apart.
[[nodiscard]] Image patternImage(int widthPx, int heightPx, int channels = 3);

// Smooth, as JPEG likes it.
[[nodiscard]] Image tissueImage(int widthPx, int heightPx);

struct PictureOptions {
  std::string saver = {};        // libvips' own options: "compression=deflate,tile"
  std::string description = {};  // TIFF ImageDescription
  std::string as = {};           // "", "16bit", "cmyk", "float"
  double pixelsPerMm = 1;        // resolution tags
  int orientation = 1;           // EXIF's, TIFF's
};

// The suffix chooses the format. 1 to 4 channels. Throws std::runtime_error.
void savePicture(const std::filesystem::path& file, const Image& image, const PictureOptions& options = {});

// Blank pixels of which no memory is taken.
void saveBlank(const std::filesystem::path& file, int widthPx, int heightPx, const std::string& saver = {});

// An OME-XML that describes an RGB image; `pixels` are further attributes of Pixels ("PhysicalSizeX=\"0.25\"").
[[nodiscard]] std::string omeXml(int widthPx, int heightPx, const std::string& pixels, int sizeC = 3, int sizeZ = 1);

}  // namespace snitt::test
