// WSInfer's tables of tiles: minx, miny, width, height and a column prob_<Class> for each class. core/overlay reads
// them for painting, as single-precision values on whole pixels; here tiles become objects that keep what was written.
#pragma once

#include <string_view>
#include <vector>

#include "core/exchange/annotation_file.h"

namespace snitt::exchange {

[[nodiscard]] Result<AnnotationFile> readWsinferCsv(std::string_view csv, const ReadOptions& options);
// Errors: unsupported, where no annotation is an upright rectangle with measurements.
[[nodiscard]] Result<WrittenAnnotations> writeWsinferCsv(const std::vector<Annotation>& annotations);

}  // namespace snitt::exchange
