// QuPath's GeoJSON.
#pragma once

#include <string_view>
#include <vector>

#include "core/exchange/annotation_file.h"

namespace snitt::exchange {

// Nothing where it is no GeoJSON but Darwin JSON.
[[nodiscard]] Result<std::optional<AnnotationFile>> readGeoJson(std::string_view json, const ReadOptions& options);
[[nodiscard]] WrittenAnnotations writeGeoJson(const std::vector<Annotation>& annotations, const WriteOptions& options);

}  // namespace snitt::exchange
