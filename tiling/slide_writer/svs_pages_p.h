// The directories of an Aperio file: levels in tiles, pictures in one strip.
#pragma once

#include <string>

#include "core/image.h"
#include "core/result.h"
#include "tiling/slide_writer/pyramid_shape_p.h"
#include "tiling/slide_writer/slide_file_p.h"
#include "tiling/slide_writer/svs_recipe.h"
#include "tiling/slide_writer/tiff_directory_p.h"

namespace snitt {

// All tiles must be stored.
[[nodiscard]] TiffDirectory levelPage(const SvsRecipe& recipe, const PyramidShape& shape, int level,
                                      const SlideFile& file, const std::string& jpegTables);

enum class SvsPicture { thumbnail = 0, macro = 9 };  // NewSubfileType, as Aperio sets it

// Stores an RGB picture as JPEG of the recipe's settings.
[[nodiscard]] Result<TiffDirectory> jpegPage(const SvsRecipe& recipe, const Image& picture, SvsPicture kind,
                                             const std::string& description, SlideFile& file);

// Stores an RGB picture without loss (LZW with differences), as Aperio does with labels: barcodes stay crisp.
[[nodiscard]] Result<TiffDirectory> labelPage(const Image& label, SlideFile& file);

}  // namespace snitt
