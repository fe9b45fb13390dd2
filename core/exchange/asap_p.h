// ASAP's XML of annotations.
#pragma once

#include <vector>

#include "core/exchange/annotation_file.h"
#include "core/exchange/xml_p.h"

namespace snitt::exchange {

[[nodiscard]] Result<AnnotationFile> readAsap(const pugi::xml_node& root, const ReadOptions& options);
[[nodiscard]] WrittenAnnotations writeAsap(const std::vector<Annotation>& annotations, const WriteOptions& options);

// Attributes that ASAP passes over: parts of one object have its id, and a hole names the object that it is in.
constexpr const char* kAsapId = "SnittId";
constexpr const char* kAsapHoleOf = "SnittHoleOf";
// The colour that ASAP gives what has none.
constexpr Colour kAsapPlain{0xF4, 0xFA, 0x58};

}  // namespace snitt::exchange
