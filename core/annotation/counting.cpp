#include "core/annotation/counting.h"

#include <set>
#include <utility>

#include "core/area_ops.h"
#include "core/csv.h"
#include "core/text/number.h"

namespace snitt {

namespace {

// Where GEOS cannot join them no area is told: a density that is missing does less harm than a wrong one.
double jointAreaMm2(const std::vector<AnnotationPtr>& frames, PixelSize um) {
  std::vector<Area> areas;
  for (const AnnotationPtr& frame : frames) {
    auto area = repaired(frame->geometry.areas);
    if (!area) return 0;
    areas.push_back(std::move(*area));
  }
  auto joint = united(areas);
  return joint ? areaMm2(Geometry{std::move(*joint), {}, {}}, um) : 0;
}

std::set<std::string> classesOf(const Counts& counts) {
  std::set<std::string> names;
  for (const FrameCount& frame : counts.frames)
    for (const auto& [name, count] : frame.points) names.insert(name);
  if (names.empty()) names.emplace();
  return names;
}

std::string rowOf(const std::string& frame, const std::string& name, const std::map<std::string, std::size_t>& points,
                  double areaMm2) {
  const auto found = points.find(name);
  const std::size_t count = found == points.end() ? 0 : found->second;
  return csvRow({frame, name, std::to_string(count), areaMm2 > 0 ? shortest(areaMm2) : std::string(),
                 areaMm2 > 0 ? shortest(static_cast<double>(count) / areaMm2) : std::string()});
}

}  // namespace

Counts countPoints(const AnnotationSet& annotations, PixelSize um) {
  const bool hasScale = um.x > 0 && um.y > 0;
  Counts counts;
  std::vector<AnnotationPtr> frames;
  for (const AnnotationPtr& one : annotations.all()) {
    if (one->shape != Shape::fieldFrame || one->geometry.areas.empty()) continue;
    frames.push_back(one);
    counts.frames.push_back({one->id, one->name, hasScale ? areaMm2(one->geometry, um) : 0, {}});
  }
  FrameCount outside;
  for (const AnnotationPtr& one : annotations.all()) {
    for (const Point& point : one->geometry.points) {
      bool inAny = false;
      for (std::size_t i = 0; i < frames.size(); ++i) {
        if (!covers(frames[i]->geometry, point)) continue;
        inAny = true;
        ++counts.frames[i].points[one->className];
      }
      ++(inAny ? counts.inFrames : outside.points)[one->className];
    }
  }
  if (hasScale && !frames.empty()) counts.areaMm2 = jointAreaMm2(frames, um);
  if (!outside.points.empty()) counts.frames.push_back(std::move(outside));
  return counts;
}

std::string countsCsv(const Counts& counts) {
  std::string csv = csvRow({"frame", "class", "points", "areaMm2", "perMm2"});
  const std::set<std::string> classes = classesOf(counts);
  bool anyFrame = false;
  for (const FrameCount& frame : counts.frames) {
    anyFrame |= !frame.frame.empty();
    const std::string& named = frame.name.empty() ? frame.frame : frame.name;
    for (const std::string& name : classes)
      csv += rowOf(frame.frame.empty() ? "outside frames" : named, name, frame.points, frame.areaMm2);
  }
  if (anyFrame)
    for (const std::string& name : classes) csv += rowOf("all frames", name, counts.inFrames, counts.areaMm2);
  return csv;
}

}  // namespace snitt
