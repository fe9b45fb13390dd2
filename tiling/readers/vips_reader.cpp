#include "tiling/readers/vips_reader.h"

#include <algorithm>
#include <array>
#include <mutex>
#include <optional>
#include <utility>

#include "tiling/readers/ome_tiff.h"
#include "tiling/readers/slide_properties.h"
#include "tiling/readers/tiff_look.h"
#include "tiling/readers/vips_picture_p.h"

namespace snitt {

namespace {

constexpr int kBlockPx = 512;
constexpr std::int64_t kMostStripBytes = std::int64_t{256} << 20;

class VipsReader final : public SlideReader {
 public:
  VipsReader(const std::filesystem::path& path, PictureKind kind, std::uint64_t fileBytes, std::size_t cacheBytes)
      : SlideReader(cacheBytes), m_kind(kind), m_fileBytes(fileBytes) {
    m_info.path = path;
    m_info.files = {path};
    m_info.reader = "vips";
  }

  [[nodiscard]] Result<void> describe(const os::ReadOnlyFile& file);

  [[nodiscard]] Result<Image> associatedImage(std::string_view name) override {
    return fail(ErrorKind::notFound, m_info.path.string() + " has no image '" + std::string(name) + "'");
  }
  [[nodiscard]] Result<std::vector<std::uint8_t>> iccProfile() override { return m_iccProfile; }

 protected:
  [[nodiscard]] Result<Image> decodeBlock(int level, std::int64_t column, std::int64_t row) override;

 private:
  [[nodiscard]] Result<void> describeTiff(const os::ReadOnlyFile& file);
  void decodeOnce();

  PictureKind m_kind;
  std::uint64_t m_fileBytes;
  std::vector<std::uint8_t> m_iccProfile;
  std::once_flag m_once;
  std::optional<Result<PixelStore>> m_pixels;  // after decodeOnce
};

Result<void> VipsReader::describeTiff(const os::ReadOnlyFile& file) {
  auto look = lookAtTiff(file, m_info.path);
  if (!look) return fail(std::move(look.error()));
  m_info.vendor = "generic-tiff";
  m_info.properties = look->properties;
  if (isOmeXml(look->description)) {
    if (auto ok = describeOme(*look, m_info); !ok) return ok;
  } else if (look->description.starts_with("ImageJ=") && look->images > 1) {
    return fail(ErrorKind::unsupported, m_info.path.string() + " is an ImageJ stack of " +
                                            std::to_string(look->images) + " pictures; save the slide alone");
  } else if (look->images > 1) {
    m_info.findings.push_back("the file holds " + std::to_string(look->images) + " pictures: the first is the slide");
  }
  std::string why = unreadablePixels(*look);
  if (why.empty() && look->stripBytes > kMostStripBytes)
    why = "stores its pixels in pieces of " + std::to_string(look->stripBytes >> 20) +
          " MiB, too large to unpack; make it a pyramid (`vips tiffsave IN OUT.tif --tile --pyramid`)";
  if (!why.empty()) return fail(ErrorKind::unsupported, m_info.path.string() + " " + why);
  return {};
}

Result<void> VipsReader::describe(const os::ReadOnlyFile& file) {
  m_info.vendor = m_kind == PictureKind::png ? "png" : "jpeg";
  if (m_kind == PictureKind::tiff)
    if (auto ok = describeTiff(file); !ok) return ok;
  const auto picture = openPicture(m_info.path, m_kind, m_fileBytes);
  if (!picture) return fail(picture.error());
  const int width = vips_image_get_width(picture->get());
  const int height = vips_image_get_height(picture->get());
  m_info.levels = {Level{width, height, 1, std::min(kBlockPx, width), std::min(kBlockPx, height)}};
  m_iccProfile = iccProfileOf(picture->get());
  if (const int turned = orientationOf(picture->get()); turned != 1)
    m_info.findings.push_back("the file asks to be shown turned (orientation " + std::to_string(turned) +
                              "): its pixels are taken as they are stored");
  m_info.properties["openslide.vendor"] = m_info.vendor;
  fillFromProperties(m_info);
  if (m_kind != PictureKind::tiff) m_info.mppOrigin = "a PNG or JPEG states no scale that can be trusted";
  return {};
}

void VipsReader::decodeOnce() {
  const auto picture = openPicture(m_info.path, m_kind, m_fileBytes);
  if (!picture)
    m_pixels = fail(picture.error());
  else if (vips_image_get_width(picture->get()) != m_info.levels.front().widthPx ||
           vips_image_get_height(picture->get()) != m_info.levels.front().heightPx)
    m_pixels = fail(ErrorKind::io, "it changed while it was read");
  else
    m_pixels = decodePicture(picture->get());
  if (*m_pixels || !picture) return;
  const bool corrupt = m_pixels->error().kind == ErrorKind::corrupt;
  m_pixels->error().message.insert(0, m_info.path.string() + (corrupt ? " is damaged: " : ": "));
}

Result<Image> VipsReader::decodeBlock(int, std::int64_t column, std::int64_t row) {
  std::call_once(m_once, [this] { decodeOnce(); });
  if (!*m_pixels) return fail(m_pixels->error());
  const Level& level = m_info.levels.front();
  const std::int64_t left = column * level.tileWidthPx;
  const std::int64_t top = row * level.tileHeightPx;
  Image block(level.tileWidthPx, level.tileHeightPx);
  const int width = static_cast<int>(std::min<std::int64_t>(level.tileWidthPx, level.widthPx - left));
  const int height = static_cast<int>(std::min<std::int64_t>(level.tileHeightPx, level.heightPx - top));
  if (auto ok = (*m_pixels)->read(static_cast<int>(left), static_cast<int>(top), width, height, block); !ok)
    return failIn(m_info.path.string(), ok.error());
  return block;
}

}  // namespace

PictureKind pictureKind(const std::filesystem::path& path) {
  const auto file = os::ReadOnlyFile::open(path);
  std::array<std::byte, 8> first{};
  if (!file || file->sizeBytes() < first.size() || !file->read(0, first)) return PictureKind::none;
  const std::string_view bytes(reinterpret_cast<const char*>(first.data()), first.size());
  if (bytes == "\x89PNG\r\n\x1a\n") return PictureKind::png;
  if (bytes.starts_with("\xFF\xD8\xFF")) return PictureKind::jpeg;
  for (const std::string_view mark : {std::string_view("II*\0", 4), std::string_view("MM\0*", 4),
                                      std::string_view("II+\0", 4), std::string_view("MM\0+", 4)})
    if (bytes.starts_with(mark)) return PictureKind::tiff;
  return PictureKind::none;
}

Result<std::unique_ptr<SlideReader>> openWithVips(const std::filesystem::path& path, std::size_t cacheBytes) {
  const PictureKind kind = pictureKind(path);
  if (kind == PictureKind::none) return fail(ErrorKind::unsupported, path.string() + " is no PNG, JPEG or TIFF");
  const auto file = os::ReadOnlyFile::open(path);
  if (!file) return fail(file.error());
  auto reader = std::make_unique<VipsReader>(path, kind, file->sizeBytes(), cacheBytes);
  if (auto ok = reader->describe(*file); !ok) return fail(std::move(ok.error()));
  return reader;
}

}  // namespace snitt
