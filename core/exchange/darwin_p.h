// V7's Darwin JSON 2.0, and of 1.0 what is written the same way.
#pragma once

#include <string_view>
#include <vector>

#include "core/exchange/annotation_file.h"

namespace snitt::exchange {

[[nodiscard]] Result<AnnotationFile> readDarwin(std::string_view json, const ReadOptions& options);
[[nodiscard]] WrittenAnnotations writeDarwin(const std::vector<Annotation>& annotations, const WriteOptions& options);

// Darwin's rings say nothing of which is a hole: one that lies in an odd number of others is.
[[nodiscard]] std::vector<Polygon> nested(std::vector<Ring> rings);

// The polygon that stands for an ellipse with half axes along `angle` (radians) and across it.
[[nodiscard]] Geometry turnedEllipse(Point centre, Point radius, double angle);

}  // namespace snitt::exchange
