#include "core/drawing/outline_file.h"

#include <unordered_map>

namespace snitt {

namespace {

constexpr const char* kDrawnHere = "drawn in Snitt";
constexpr const char* kTumour = "Tumor";

}  // namespace

std::string outlineFile(const std::vector<AnnotationPtr>& annotations) {
  std::vector<OutlineFeature> features;
  for (const AnnotationPtr& one : annotations) {
    if (one->geometry.areas.empty()) continue;
    OutlineFeature feature;
    feature.id = one->id;
    feature.className = kTumour;
    feature.polygons = one->geometry.areas;
    feature.notice = kDrawnHere;
    features.push_back(std::move(feature));
  }
  return formatOutlines(features);
}

std::vector<AnnotationPtr> outlineAnnotations(const std::vector<OutlineFeature>& outline, const std::string& author,
                                              const std::string& created) {
  std::vector<AnnotationPtr> list;
  for (const OutlineFeature& feature : outline) {
    auto one = std::make_shared<Annotation>();
    one->id = feature.id;
    one->className = feature.className;
    one->geometry.areas = feature.polygons;
    // What a person drew stays a person's work, of whom the file tells nothing.
    const bool human = feature.notice == kDrawnHere;
    one->origin = human ? Origin::human : Origin::ai;
    if (!human) one->author = author;
    one->created = created;
    list.push_back(std::move(one));
  }
  return list;
}

OutlineState outlineState(const std::vector<OutlineFeature>& scored,
                          const std::function<AnnotationPtr(const std::string&)>& find,
                          const std::function<bool(const std::string&)>& wasRemoved) {
  OutlineState state = OutlineState::asScored;
  for (const OutlineFeature& feature : scored) {
    const AnnotationPtr now = find(feature.id);
    if (!now) {
      if (wasRemoved(feature.id)) return OutlineState::removed;
    } else if (now->geometry.areas != feature.polygons) {
      state = OutlineState::edited;
    }
  }
  return state;
}

OutlineState outlineState(const std::vector<OutlineFeature>& scored, const DrawnNow& drawn) {
  std::unordered_map<std::string, AnnotationPtr> byId;
  for (const PlacedAnnotation& one : drawn.annotations) byId.emplace(one.annotation->id, one.annotation);
  return outlineState(
      scored,
      [&](const std::string& id) {
        const auto found = byId.find(id);
        return found == byId.end() ? nullptr : found->second;
      },
      [&](const std::string& id) { return drawn.removed.contains(id); });
}

std::string staleReason(OutlineState state) {
  switch (state) {
    case OutlineState::edited:
      return "the outline it rests on was edited since";
    case OutlineState::removed:
      return "the outline it rests on was deleted since";
    case OutlineState::asScored:
      break;
  }
  return {};
}

}  // namespace snitt
