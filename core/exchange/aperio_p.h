// Aperio ImageScope's XML of annotations. A layer is a class, its name and colour the class's.
//
// Regions by Type: 0 drawn freely, 1 rectangle (four corners), 2 ellipse (two corners of the rectangle around it),
// 3 arrow (head and tail), 4 ruler. Programs that write a GeoShape beside it use Type for something of their own.
#pragma once

#include <vector>

#include "core/exchange/annotation_file.h"
#include "core/exchange/collector_p.h"
#include "core/exchange/xml_p.h"

namespace snitt::exchange {

[[nodiscard]] Result<AnnotationFile> readAperio(const pugi::xml_node& root, const ReadOptions& options);
[[nodiscard]] WrittenAnnotations writeAperio(const std::vector<Annotation>& annotations, const WriteOptions& options);

// An attribute that ImageScope passes over: parts of one object have its id.
constexpr const char* kAperioId = "SnittId";
// ImageScope's own column for what is said of a region: the note.
constexpr const char* kDescription = "Description";

// Of a layer: its regions, drawn but for the negative ones.
struct AperioHole {
  Ring ring;
  std::size_t number = 0;
};
struct AperioDraft {
  Annotation annotation;
  std::size_t number = 0;
};
// Each negative region becomes a hole of the smallest region that it lies in, or is cut out of those that it touches.
void cutHoles(std::vector<AperioDraft>& drafts, std::vector<AperioHole> holes, Findings& findings);

}  // namespace snitt::exchange
