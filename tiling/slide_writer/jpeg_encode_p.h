// JPEG as TIFF stores it (TIFF Technical Note 2): one stream of tables for a whole directory, and abbreviated streams
// of pixels without tables, JFIF or Adobe markers. By libjpeg-turbo, baseline, YCbCr.
#pragma once

#include <memory>
#include <string>

#include "core/image.h"
#include "core/result.h"

namespace snitt {

struct JpegSettings {
  int quality = 70;
  bool chromaSubsampled = true;  // 4:2:0, else 4:4:4
};

// One thread at a time. Errors: io.
class JpegEncoder {
 public:
  explicit JpegEncoder(const JpegSettings& settings);
  ~JpegEncoder();
  JpegEncoder(const JpegEncoder&) = delete;
  JpegEncoder& operator=(const JpegEncoder&) = delete;

  // `rgb` of any size that JPEG knows, at most 65,500 px an edge.
  [[nodiscard]] Result<std::string> pixels(const Image& rgb);
  [[nodiscard]] Result<std::string> tables();

 private:
  struct State;
  std::unique_ptr<State> m_state;
};

}  // namespace snitt
