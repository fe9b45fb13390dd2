// Lists of annotation classes as files. Pure functions.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/annotation/annotation.h"
#include "core/result.h"

namespace snitt {

// What Snitt begins with: the tissues of a colorectal slide.
[[nodiscard]] std::vector<AnnotationClass> defaultClasses();

// "format": "snitt-classes/1".
[[nodiscard]] std::string formatClasses(const std::vector<AnnotationClass>& classes);

// That, or QuPath's classes.json ({"pathClasses": [{"name", "color" as a packed integer or list}]}). Names are kept as
// they are, doubled ones once. Errors: corrupt, unsupported (a newer major version).
[[nodiscard]] Result<std::vector<AnnotationClass>> parseClasses(std::string_view json);

}  // namespace snitt
