#include "tiling/readers/openslide_reader.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <utility>

#include "core/text/number.h"
#include "tiling/readers/dicom_series.h"
#include "tiling/readers/openslide_handle_p.h"
#include "tiling/readers/slide_files.h"
#include "tiling/readers/slide_properties.h"

// Added by OpenSlide 4; weak, so that the program also starts with the distribution's 3.4.
extern "C" {
std::int64_t openslide_get_icc_profile_size(openslide_t*) __attribute__((weak));
void openslide_read_icc_profile(openslide_t*, void*) __attribute__((weak));
}

namespace snitt {

namespace {

constexpr int kUsualBlockPx = 512;
constexpr double kMostTileBytes = 256.0 * (1 << 20);
constexpr std::int64_t kMostPicturePx = std::int64_t{100} << 20;
constexpr std::int64_t kMostIccBytes = std::int64_t{16} << 20;

struct Rgb {
  unsigned r = 255;
  unsigned g = 255;
  unsigned b = 255;
};

// Premultiplied ARGB over a background.
void overBackground(const std::uint32_t argb, const Rgb& background, std::uint8_t* rgb) {
  const unsigned clear = 255U - (argb >> 24U);
  rgb[0] = static_cast<std::uint8_t>((argb >> 16U & 255U) + (clear * background.r + 127U) / 255U);
  rgb[1] = static_cast<std::uint8_t>((argb >> 8U & 255U) + (clear * background.g + 127U) / 255U);
  rgb[2] = static_cast<std::uint8_t>((argb & 255U) + (clear * background.b + 127U) / 255U);
}

struct DicomParts {
  std::set<int> levels;
  std::set<std::string, std::less<>> pictures;
};
using PartsByColour = std::map<JpegColour, DicomParts>;

class OpenSlideReader final : public SlideReader {
 public:
  OpenSlideReader(const std::filesystem::path& path, const OpenSlideHandle& handle, std::size_t cacheBytes)
      : SlideReader(cacheBytes), m_handle(path.string(), handle) {
    m_info.path = path;
    m_info.reader = "openslide";
    readProperties(handle.get());
    m_info.files = filesOfSlide(path);
    if (const char* const* names = openslide_get_associated_image_names(handle.get()); names != nullptr)
      for (; *names != nullptr; ++names) m_info.associatedImages.emplace_back(*names);
  }

  [[nodiscard]] Result<void> readLevels();
  // Nothing to do unless the vendor is DICOM.
  [[nodiscard]] Result<void> checkColours();

  [[nodiscard]] Result<Image> associatedImage(std::string_view name) override;
  [[nodiscard]] Result<std::vector<std::uint8_t>> iccProfile() override;

 protected:
  [[nodiscard]] Result<Image> decodeBlock(int level, std::int64_t column, std::int64_t row) override;

 private:
  void readProperties(openslide_t* handle);
  // Of the tiles that a level is stored in, 0 where the file does not say.
  [[nodiscard]] double storedEdge(int level, const char* side) const;
  [[nodiscard]] int blockEdge(int level, const char* side) const;
  // How OpenSlide delivers an instance's pixels: as RGB, or raw.
  [[nodiscard]] Result<JpegColour> deliveredColour(const DicomInstance& instance) const;
  // Moves what no header tells about to the colours that its pixels show.
  void settleAmbiguous(PartsByColour& parts);
  [[nodiscard]] std::vector<std::uint8_t> sampleOf(int levelIndex);

  SharedHandle m_handle;
  Rgb m_background;
  std::set<int> m_levelsToConvert;
  std::set<std::string, std::less<>> m_picturesToConvert;
};

void OpenSlideReader::readProperties(openslide_t* handle) {
  for (const char* const* name = openslide_get_property_names(handle); name != nullptr && *name != nullptr; ++name)
    if (const char* value = openslide_get_property_value(handle, *name); value != nullptr)
      m_info.properties[cleanText(*name)] = cleanText(value);
  m_info.vendor = m_info.properties["openslide.vendor"];
  fillFromProperties(m_info);
  const auto found = m_info.properties.find("openslide.background-color");
  if (found == m_info.properties.end() || found->second.size() != 6) return;
  char* end = nullptr;
  const unsigned long colour = std::strtoul(found->second.c_str(), &end, 16);
  if (*end == '\0')
    m_background = {static_cast<unsigned>(colour >> 16U & 255U), static_cast<unsigned>(colour >> 8U & 255U),
                    static_cast<unsigned>(colour & 255U)};
}

double OpenSlideReader::storedEdge(int level, const char* side) const {
  const auto found = m_info.properties.find("openslide.level[" + std::to_string(level) + "].tile-" + side);
  const auto edge = found == m_info.properties.end() ? std::nullopt : parseNumber(found->second);
  return edge.value_or(0);
}

int OpenSlideReader::blockEdge(int level, const char* side) const {
  const double edge = storedEdge(level, side);
  return edge >= 64 && edge <= 1024 ? static_cast<int>(edge) : kUsualBlockPx;
}

Result<void> OpenSlideReader::readLevels() {
  const auto handle = m_handle.current();
  if (!handle) return fail(handle.error());
  const int count = openslide_get_level_count(handle->get());
  for (int index = 0; index < count; ++index) {
    Level level;
    openslide_get_level_dimensions(handle->get(), index, &level.widthPx, &level.heightPx);
    level.downsample = openslide_get_level_downsample(handle->get(), index);
    if (level.widthPx <= 0 || level.heightPx <= 0 || !(level.downsample > 0)) break;
    // OpenSlide decodes a stored tile as a whole; one of 2^30 px would end the process.
    const double tileBytes = 4 * storedEdge(index, "width") * storedEdge(index, "height");
    if (tileBytes > kMostTileBytes)
      return fail(ErrorKind::unsupported, m_info.path.string() + " has tiles of " + fixed(tileBytes / (1 << 20), 0) +
                                              " MiB each, too large to be read");
    level.tileWidthPx = blockEdge(index, "width");
    level.tileHeightPx = blockEdge(index, "height");
    m_info.levels.push_back(level);
  }
  if (m_info.levels.empty()) return fail(ErrorKind::corrupt, m_info.path.string() + " holds no image");
  return {};
}

Result<JpegColour> OpenSlideReader::deliveredColour(const DicomInstance& instance) const {
  const bool saysRgb = instance.photometric == "RGB";
  if (saysRgb && (instance.stream == JpegColour::yCbCr || instance.stream == JpegColour::ambiguous))
    return instance.stream;
  // The way back from a wrong conversion loses colours, so such a slide is not shown at all.
  if (!saysRgb && instance.stream == JpegColour::rgb)
    return fail(ErrorKind::unsupported, instance.path.string() + " says its colours are " + instance.photometric +
                                            " but its JPEG data are RGB, so they cannot be trusted");
  return JpegColour::rgb;
}

Result<void> OpenSlideReader::checkColours() {
  if (m_info.vendor != "dicom") return {};
  const auto series = dicomSeriesOf(m_info.path);
  if (!series) return fail(series.error());
  m_info.files.clear();
  PartsByColour parts;
  for (const DicomInstance& instance : *series) {
    m_info.files.push_back(instance.path);
    const auto colour = deliveredColour(instance);
    if (!colour) return fail(colour.error());
    if (instance.flavour != "VOLUME") {
      parts[*colour].pictures.insert(instance.flavour == "OVERVIEW"    ? "macro"
                                     : instance.flavour == "THUMBNAIL" ? "thumbnail"
                                                                       : "label");
      continue;
    }
    for (std::size_t i = 0; i < m_info.levels.size(); ++i)
      if (m_info.levels[i].widthPx == instance.widthPx && m_info.levels[i].heightPx == instance.heightPx)
        parts[*colour].levels.insert(static_cast<int>(i));
  }
  settleAmbiguous(parts);
  m_levelsToConvert = std::move(parts[JpegColour::yCbCr].levels);
  m_picturesToConvert = std::move(parts[JpegColour::yCbCr].pictures);
  for (const int level : m_levelsToConvert)
    if (parts[JpegColour::rgb].levels.contains(level))
      return fail(ErrorKind::unsupported, m_info.path.string() + ": the parts of level " + std::to_string(level) +
                                              " disagree about their colours, so they cannot be trusted");
  if (!m_levelsToConvert.empty() || !m_picturesToConvert.empty())
    m_info.findings.emplace_back("the DICOM header says RGB but the JPEG data are YCbCr: colours were converted");
  return {};
}

void OpenSlideReader::settleAmbiguous(PartsByColour& parts) {
  const DicomParts ambiguous = std::move(parts[JpegColour::ambiguous]);
  parts.erase(JpegColour::ambiguous);
  if (ambiguous.levels.empty() && ambiguous.pictures.empty()) return;
  const JpegColour seen =
      ambiguous.levels.empty() ? JpegColour::ambiguous : colourByGlass(sampleOf(*ambiguous.levels.rbegin()));
  if (seen == JpegColour::ambiguous)
    m_info.findings.emplace_back(
        "the colours of this slide could not be verified: the DICOM header says RGB and the JPEG data do not tell");
  DicomParts& into = parts[seen == JpegColour::yCbCr ? JpegColour::yCbCr : JpegColour::rgb];
  into.levels.insert(ambiguous.levels.begin(), ambiguous.levels.end());
  into.pictures.insert(ambiguous.pictures.begin(), ambiguous.pictures.end());
}

// Pixels as OpenSlide delivers them, from blocks spread over a level.
std::vector<std::uint8_t> OpenSlideReader::sampleOf(int levelIndex) {
  constexpr std::int64_t kBlocksAlongSide = 4;
  const Level& level = m_info.levels[static_cast<std::size_t>(levelIndex)];
  const std::int64_t columns = (level.widthPx + level.tileWidthPx - 1) / level.tileWidthPx;
  const std::int64_t rows = (level.heightPx + level.tileHeightPx - 1) / level.tileHeightPx;
  std::vector<std::uint8_t> pixels;
  for (std::int64_t row = 0; row < rows; row += std::max<std::int64_t>(1, rows / kBlocksAlongSide))
    for (std::int64_t column = 0; column < columns; column += std::max<std::int64_t>(1, columns / kBlocksAlongSide))
      if (const auto block = decodeBlock(levelIndex, column, row))
        pixels.insert(pixels.end(), block->bytes.begin(), block->bytes.end());
  return pixels;
}

Result<Image> OpenSlideReader::decodeBlock(int levelIndex, std::int64_t column, std::int64_t row) {
  const Level& level = m_info.levels[static_cast<std::size_t>(levelIndex)];
  const std::int64_t left = column * level.tileWidthPx;
  const std::int64_t top = row * level.tileHeightPx;
  const std::int64_t width = std::min<std::int64_t>(level.tileWidthPx, level.widthPx - left);
  const std::int64_t height = std::min<std::int64_t>(level.tileHeightPx, level.heightPx - top);
  thread_local std::vector<std::uint32_t> argb;
  const auto done = m_handle.read(levelIndex, std::llround(static_cast<double>(left) * level.downsample),
                                  std::llround(static_cast<double>(top) * level.downsample), width, height, argb);
  if (!done)
    return fail(done.error().kind, m_info.path.string() + ": block (" + std::to_string(column) + ", " +
                                       std::to_string(row) + ") of level " + std::to_string(levelIndex) +
                                       " cannot be read: " + done.error().message);
  const bool convert = m_levelsToConvert.contains(levelIndex);
  Image block(level.tileWidthPx, level.tileHeightPx);
  for (int y = 0; y < height; ++y) {
    const std::uint32_t* from = argb.data() + y * width;
    std::uint8_t* into = block.row(y);
    for (int x = 0; x < width; ++x, into += 3) {
      overBackground(from[x], m_background, into);
      if (convert && from[x] >> 24U != 0) yCbCrToRgb(into);
    }
  }
  return block;
}

Result<Image> OpenSlideReader::associatedImage(std::string_view name) {
  const std::string key(name);
  const auto handle = m_handle.current();
  if (!handle) return fail(handle.error());
  std::int64_t width = -1;
  std::int64_t height = -1;
  openslide_get_associated_image_dimensions(handle->get(), key.c_str(), &width, &height);
  if (width <= 0 || height <= 0) return fail(ErrorKind::notFound, m_info.path.string() + " has no image '" + key + "'");
  if (width > kMostPicturePx / height)
    return fail(ErrorKind::corrupt, m_info.path.string() + ": its image '" + key + "' is too large");
  std::vector<std::uint32_t> argb(static_cast<std::size_t>(width * height));
  openslide_read_associated_image(handle->get(), key.c_str(), argb.data());
  if (const char* error = openslide_get_error(handle->get()); error != nullptr) {
    std::string message = m_info.path.string() + ": its image '" + key + "' cannot be read: " + error;
    m_handle.replace(*handle, nullptr);
    return fail(ErrorKind::corrupt, std::move(message));
  }
  Image picture(static_cast<int>(width), static_cast<int>(height));
  const bool convert = m_picturesToConvert.contains(name);
  for (std::size_t i = 0; i < argb.size(); ++i) {
    overBackground(argb[i], {}, picture.bytes.data() + 3 * i);
    if (convert) yCbCrToRgb(picture.bytes.data() + 3 * i);
  }
  return picture;
}

Result<std::vector<std::uint8_t>> OpenSlideReader::iccProfile() {
  if (openslide_get_icc_profile_size == nullptr || openslide_read_icc_profile == nullptr)
    return std::vector<std::uint8_t>();
  const auto handle = m_handle.current();
  if (!handle) return fail(handle.error());
  const std::int64_t size = openslide_get_icc_profile_size(handle->get());
  if (size <= 0 || size > kMostIccBytes) return std::vector<std::uint8_t>();
  std::vector<std::uint8_t> profile(static_cast<std::size_t>(size));
  openslide_read_icc_profile(handle->get(), profile.data());
  if (openslide_get_error(handle->get()) != nullptr) {
    m_handle.replace(*handle, nullptr);
    return fail(ErrorKind::corrupt, m_info.path.string() + ": its colour profile cannot be read");
  }
  return profile;
}

}  // namespace

std::string openSlideVendor(const std::filesystem::path& path) {
  const char* vendor = openslide_detect_vendor(path.c_str());
  return vendor == nullptr ? std::string() : std::string(vendor);
}

Result<std::unique_ptr<SlideReader>> openWithOpenSlide(const std::filesystem::path& path, std::size_t cacheBytes) {
  auto handle = openHandle(path.string());
  if (!handle) return fail(std::move(handle.error()));
  auto reader = std::make_unique<OpenSlideReader>(path, std::move(*handle), cacheBytes);
  if (auto ok = reader->readLevels(); !ok) return fail(std::move(ok.error()));
  if (auto ok = reader->checkColours(); !ok) return fail(std::move(ok.error()));
  return reader;
}

}  // namespace snitt
