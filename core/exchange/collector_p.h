// What every reader does with an object once it is read: areas are repaired, ids made to differ, places checked against
// the slide, and all of it said.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_set>
#include <vector>

#include "core/exchange/annotation_file.h"
#include "core/exchange/findings_p.h"

namespace snitt::exchange {

class Collector {
 public:
  explicit Collector(const ReadOptions& options) : m_options(options) {}

  // `number` is the object's in its file, counted from 1. An object that encloses nothing is left out.
  void add(Annotation annotation, std::size_t number);
  void addClass(AnnotationClass one);
  Findings& findings() { return m_findings; }

  // Errors: corrupt, where all lie outside the slide.
  [[nodiscard]] Result<AnnotationFile> finish(AnnotationFormat format);

 private:
  bool repair(Annotation& annotation, const std::string& subject);
  void identify(Annotation& annotation, std::size_t number);
  void nameClasses(AnnotationFile& file);

  const ReadOptions& m_options;
  Findings m_findings;
  std::vector<Annotation> m_annotations;
  std::vector<AnnotationClass> m_classes;
  std::unordered_set<std::string> m_ids;
};

[[nodiscard]] bool isUuid(std::string_view text);

// Of one polygon without holes, whose four corners may begin anywhere and run either way.
[[nodiscard]] bool isUprightRectangle(const Geometry& geometry);

// The shape that a geometry has where nobody says otherwise.
[[nodiscard]] Shape plainShapeOf(const Geometry& geometry);
// Whether an object of this shape can have this geometry.
[[nodiscard]] bool fits(Shape shape, const Geometry& geometry);

// Whether objects lie in the slide at all, and what to make of it if not. Errors: corrupt, where none does.
[[nodiscard]] Result<void> checkFrame(const std::vector<Annotation>& annotations, const ReadOptions& options,
                                      Findings& findings);

}  // namespace snitt::exchange
