// Image descriptions as Aperio's library writes them; OpenSlide takes a slide's properties from the first one.
#pragma once

#include <cstdint>
#include <string>

#include "tiling/slide_writer/pyramid_shape_p.h"
#include "tiling/slide_writer/svs_recipe.h"

namespace snitt {

// "Aperio Image Library v12.0.16\r\n6000x5000 [0,0 6000x5000] (240x240) JPEG/RGB Q=70|AppMag = 40|MPP = 0.2520|…"; of a
// smaller level with "-> 1500x1250" before its compression.
[[nodiscard]] std::string levelDescription(const SvsRecipe& recipe, const LevelShape& level);
[[nodiscard]] std::string thumbnailDescription(const SvsRecipe& recipe, const Image& thumbnail);
// `name`: "label" or "macro".
[[nodiscard]] std::string pictureDescription(const std::string& name, const Image& picture);

}  // namespace snitt
