#include "core/drawing/outline_file.h"

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
    one->origin = Origin::ai;
    one->author = author;
    one->created = created;
    list.push_back(std::move(one));
  }
  return list;
}

OutlineState outlineState(const std::vector<OutlineFeature>& scored,
                          const std::function<AnnotationPtr(const std::string&)>& find) {
  OutlineState state = OutlineState::asScored;
  for (const OutlineFeature& feature : scored) {
    const AnnotationPtr now = find(feature.id);
    if (!now) {
      if (feature.notice == kDrawnHere) return OutlineState::removed;
    } else if (now->geometry.areas != feature.polygons) {
      state = OutlineState::edited;
    }
  }
  return state;
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
