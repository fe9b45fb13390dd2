#include "tiling/libraries.h"

#include <cstddef>
#include <cstdio>

#include <jpeglib.h>
#include <openslide.h>
#include <tiffio.h>

#include <opencv2/core.hpp>

#include "tiling/vips_p.h"

namespace snitt {

std::vector<std::string> tilingLibraries() {
  std::string tiff = TIFFGetVersion();
  tiff = tiff.substr(0, tiff.find('\n'));
  const auto turbo = [](int part) { return std::to_string(part); };
  return {std::string("OpenSlide ") + openslide_get_version(), tiff,
          "libjpeg-turbo " + turbo(LIBJPEG_TURBO_VERSION_NUMBER / 1000000) + "." +
              turbo(LIBJPEG_TURBO_VERSION_NUMBER / 1000 % 1000) + "." + turbo(LIBJPEG_TURBO_VERSION_NUMBER % 1000),
          std::string("OpenCV ") + CV_VERSION, std::string("libvips ") + vips_version_string()};
}

void useOneThreadPerWorkerForPixels() {
  cv::setNumThreads(1);
  // It changes the environment, which is safe only as long as there are no other threads. Should it fail, whoever needs
  // it says so.
  static_cast<void>(startVips());
}

}  // namespace snitt
