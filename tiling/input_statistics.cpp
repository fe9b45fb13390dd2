#include "tiling/input_statistics.h"

#include <opencv2/core.hpp>

#include "tiling/density_p.h"
#include "tiling/mask_ops.h"
#include "tiling/opencv_p.h"

namespace snitt {
namespace {

// Densities of red, green and blue of one unit of each stain (rows), as in stain_view.cpp; the last is normal to both.
cv::Matx33d stainVectors() {
  const cv::Vec3d haematoxylin{0.644211, 0.716556, 0.266844};
  const cv::Vec3d eosin{0.092789, 0.954111, 0.283111};
  const cv::Vec3d residual = cv::normalize(haematoxylin.cross(eosin));
  return {haematoxylin[0], haematoxylin[1], haematoxylin[2], eosin[0],   eosin[1],
          eosin[2],        residual[0],     residual[1],     residual[2]};
}

}  // namespace

std::vector<std::pair<std::string_view, double>> InputStatistics::named() const {
  return {{"brightness", brightness},
          {"haematoxylin", haematoxylin},
          {"eosin", eosin},
          {"blurredShare", blurredShare},
          {"tissueShare", tissueShare}};
}

InputStatistics inputStatistics(const TissueMap& map, const QualityFigures& quality) {
  InputStatistics statistics;
  statistics.brightness = quality.brightness;
  statistics.blurredShare = quality.blurShare;
  const std::int64_t tissue = countInside(map.tissue);
  if (tissue == 0) return statistics;
  statistics.tissueShare = static_cast<double>(tissue) / static_cast<double>(map.tissue.values.size());
  const Density density = densityOf(map.overview, glassColour(map.overview));
  const cv::Mat mask = viewOf(map.tissue);
  // Mixing is linear, so the mean's amounts are the amounts' means.
  const cv::Matx13d mean{cv::mean(density.red, mask)[0], cv::mean(density.green, mask)[0],
                         cv::mean(density.blue, mask)[0]};
  const cv::Matx13d amounts = mean * stainVectors().inv();
  statistics.haematoxylin = amounts(0, 0);
  statistics.eosin = amounts(0, 1);
  return statistics;
}

}  // namespace snitt
