#include "core/exchange/collector_p.h"

#include <algorithm>
#include <cctype>
#include <unordered_map>

#include <fmt/format.h>

#include "core/annotation/annotation_measure.h"
#include "core/area_ops.h"
#include "core/text/identity.h"
#include "core/text/number.h"

namespace snitt::exchange {

namespace {

bool hasThreePoints(const Ring& ring) {
  const auto second = std::ranges::find_if(ring, [&](const Point& point) { return point != ring.front(); });
  return std::any_of(second, ring.end(), [&](const Point& p) { return p != ring.front() && p != *second; });
}

std::string textOf(const Geometry& geometry) {
  std::string text;
  const auto append = [&](const std::vector<Point>& points) {
    for (const Point& point : points) text.append(shortest(point.x)).append(",").append(shortest(point.y)).append(" ");
    text += '\n';
  };
  for (const Polygon& polygon : geometry.areas) {
    append(polygon.outer);
    std::ranges::for_each(polygon.holes, append);
  }
  std::ranges::for_each(geometry.lines, append);
  append(geometry.points);
  return text;
}

}  // namespace

bool isUuid(std::string_view text) {
  constexpr std::size_t length = 36;
  if (text.size() != length) return false;
  for (std::size_t i = 0; i < length; ++i) {
    const bool isDash = i == 8 || i == 13 || i == 18 || i == 23;
    if (isDash ? text[i] != '-' : std::isxdigit(static_cast<unsigned char>(text[i])) == 0) return false;
  }
  return true;
}

bool isUprightRectangle(const Geometry& geometry) {
  if (geometry.areas.size() != 1 || !geometry.areas[0].holes.empty()) return false;
  const Ring& p = geometry.areas[0].outer;
  if (p.size() != 4 || p[0].x == p[2].x || p[0].y == p[2].y) return false;
  return (p[0].y == p[1].y && p[1].x == p[2].x && p[2].y == p[3].y && p[3].x == p[0].x) ||
         (p[0].x == p[1].x && p[1].y == p[2].y && p[2].x == p[3].x && p[3].y == p[0].y);
}

Shape plainShapeOf(const Geometry& geometry) {
  if (!geometry.points.empty()) return Shape::points;
  if (!geometry.lines.empty())
    return geometry.lines.size() == 1 && geometry.lines[0].size() == 2 ? Shape::line : Shape::polyline;
  return isUprightRectangle(geometry) ? Shape::rectangle : Shape::polygon;
}

bool fits(Shape shape, const Geometry& geometry) {
  switch (shape) {
    case Shape::points:
      return !geometry.points.empty();
    case Shape::line:
    case Shape::polyline:
      return !geometry.lines.empty();
    default:
      return !geometry.areas.empty();
  }
}

void Collector::add(Annotation annotation, std::size_t number) {
  if (!repair(annotation, subjectOf(number, annotation.name.empty() ? annotation.className : annotation.name))) return;
  identify(annotation, number);
  if (annotation.author.empty()) annotation.author = m_options.author;
  m_annotations.push_back(std::move(annotation));
}

// False where nothing is left.
bool Collector::repair(Annotation& annotation, const std::string& subject) {
  Geometry& geometry = annotation.geometry;
  if (isUprightRectangle(geometry)) return true;
  std::size_t gone = std::erase_if(geometry.lines, [](const auto& line) { return line.size() < 2; });
  gone += std::erase_if(geometry.areas, [](const Polygon& polygon) { return !hasThreePoints(polygon.outer); });
  for (Polygon& polygon : geometry.areas)
    gone += std::erase_if(polygon.holes, [](const Ring& hole) { return !hasThreePoints(hole); });
  if (isEmpty(geometry)) {
    m_findings.add(subject, gone > 0 ? "it has too few points for an area or a line, and was left out"
                                     : "it has no coordinates, and was left out");
    return false;
  }
  if (gone > 0)
    m_findings.add(subject, fmt::format("{} of its rings or lines had too few points, and were left out", gone));
  if (geometry.areas.empty()) return true;
  const std::string fault = faultOf(geometry.areas);
  if (fault.empty()) return true;
  auto mended = repaired(geometry.areas);
  if (!mended || mended->empty()) {
    m_findings.add(subject, fault + "; it cannot be repaired, and was left out");
    return false;
  }
  geometry.areas = std::move(*mended);
  if (annotation.shape != Shape::fieldFrame) annotation.shape = plainShapeOf(geometry);
  m_findings.add(subject, fault + "; it was repaired");
  return true;
}

void Collector::identify(Annotation& annotation, std::size_t number) {
  const bool isNamed = isUuid(annotation.id);
  if (isNamed && m_ids.insert(annotation.id).second) return;
  if (isNamed)
    m_findings.count("object has the id of another, and got a new one",
                     "objects have the ids of others, and got new ones");
  // Follows from the contents, so that the same file read again is known again.
  const std::string contents = annotation.className + "\n" + annotation.name + "\n" + textOf(annotation.geometry);
  annotation.id = uuidOfContent(contents);
  if (m_ids.insert(annotation.id).second) return;
  annotation.id = uuidOfContent(fmt::format("{}\n{}", number, contents));
  while (!m_ids.insert(annotation.id).second) annotation.id = randomUuid();
}

void Collector::addClass(AnnotationClass one) { m_classes.push_back(std::move(one)); }

void Collector::nameClasses(AnnotationFile& file) {
  std::unordered_map<std::string, std::size_t> places;
  const auto note = [&](const std::string& name, const std::optional<Colour>& colour) {
    if (!name.empty() && places.try_emplace(name, file.classes.size()).second)
      file.classes.push_back({name, colour.value_or(colourForName(name))});
  };
  for (const AnnotationClass& one : m_classes) note(one.name, one.colour);
  for (const Annotation& annotation : file.annotations)
    if (annotation.classColour) note(annotation.className, annotation.classColour);
  for (const Annotation& annotation : file.annotations) note(annotation.className, std::nullopt);
}

Result<AnnotationFile> Collector::finish(AnnotationFormat format) {
  if (auto checked = checkFrame(m_annotations, m_options, m_findings); !checked) return fail(checked.error());
  AnnotationFile file;
  file.format = format;
  file.annotations = std::move(m_annotations);
  nameClasses(file);
  file.findings = m_findings.take();
  return file;
}

}  // namespace snitt::exchange
