#include "core/overlay/detections.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>

#include "core/overlay/feature_stream_p.h"

namespace snitt {

namespace {

// One of 24 strong hues. The same name has the same colour in every file and on every machine.
std::array<std::uint8_t, 3> colourOf(const std::string& className) {
  if (className.empty()) return DetectionClass{}.colour;
  std::uint32_t hash = 2166136261U;  // FNV-1a
  for (const char letter : className) hash = (hash ^ static_cast<unsigned char>(letter)) * 16777619U;
  constexpr double strongest = 225;
  constexpr double weakest = 45;
  const double hue = (hash >> 8U) % 24 / 4.0;  // in sixths of the circle
  std::array<std::uint8_t, 3> colour{};
  for (std::size_t channel = 0; channel < 3; ++channel) {
    // Each channel is full within a third of the circle around its own hue and falls off on both sides.
    double away = std::abs(hue - 2.0 * static_cast<double>(channel));
    away = std::min(away, 6 - away);
    const double share = std::clamp(2 - away, 0.0, 1.0);
    colour[channel] = static_cast<std::uint8_t>(std::lround(weakest + share * (strongest - weakest)));
  }
  return colour;
}

class Collector {
 public:
  explicit Collector(std::string name) { m_set.name = std::move(name); }

  Result<void> add(const StreamedFeature& feature) {
    if (feature.isUnlocated) return {};
    auto detection = geometryOf(feature);
    if (!detection) return fail(detection.error());
    detection->classIndex = classOf(feature);
    m_set.detections.push_back(std::move(*detection));
    return {};
  }

  DetectionSet finish() {
    m_set.detections.shrink_to_fit();
    return std::move(m_set);
  }

 private:
  static Result<Detection> geometryOf(const StreamedFeature& feature) {
    if (feature.geometry == "Polygon" || feature.geometry == "MultiPolygon") {
      auto polygons = polygonsOf(feature);
      if (!polygons) return fail(polygons.error());
      return Detection{0, std::move(*polygons), {}};
    }
    const bool isPoint = feature.geometry == "Point";
    if (!isPoint && feature.geometry != "MultiPoint" && feature.geometry != "LineString")
      return fail(ErrorKind::corrupt, feature.geometry.empty()
                                          ? "it has no geometry"
                                          : "its geometry is a " + feature.geometry + ", which is not shown here");
    if (feature.points.empty()) return fail(ErrorKind::corrupt, "its geometry has no coordinates");
    if (feature.pointDepth != (isPoint ? 1U : 2U))
      return fail(ErrorKind::corrupt, "its coordinates are not those of a " + feature.geometry);
    for (const ClosedList& list : feature.closed)
      if (list.depth >= feature.pointDepth) return fail(ErrorKind::corrupt, "a point is no pair of numbers");
    return Detection{0, {}, feature.points};
  }

  std::size_t classOf(const StreamedFeature& feature) {
    const auto [place, isNew] = m_classes.try_emplace(feature.className, Known{m_set.classes.size(), false});
    if (isNew) m_set.classes.push_back({feature.className, colourOf(feature.className)});
    if (feature.colour && !place->second.isColoured) {
      m_set.classes[place->second.index].colour = *feature.colour;
      place->second.isColoured = true;
    }
    return place->second.index;
  }

  struct Known {
    std::size_t index;
    bool isColoured;  // by the file
  };

  DetectionSet m_set;
  std::unordered_map<std::string, Known> m_classes;
};

}  // namespace

Result<DetectionSet> parseDetections(std::string_view json, std::string name) {
  Collector collector(std::move(name));
  if (auto read = streamFeatures(json, [&](const StreamedFeature& feature) { return collector.add(feature); }); !read)
    return fail(read.error());
  return collector.finish();
}

}  // namespace snitt
