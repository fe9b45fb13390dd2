#include "tiling/readers/known_formats.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

#include "core/os/os.h"
#include "tiling/readers/slide_files.h"
#include "tiling/readers/vips_reader.h"

namespace snitt {

namespace {

using std::string_view;

constexpr string_view kBioFormats =
    "convert it with Bio-Formats (`bfconvert -series 0 -tilex 512 -tiley 512 -pyramid-resolutions 5 -pyramid-scale 4 "
    "-compression JPEG IN OUT.ome.tiff`) or in QuPath (File, Export images, OME-TIFF)";
constexpr string_view kMaker = "export it as SVS, DICOM or tiled TIFF with the maker's own program";
constexpr string_view kVips = "convert it with `vips tiffsave IN OUT.tif --tile --pyramid --compression jpeg --Q 90`";
constexpr string_view kPicture = "save it as PNG or TIFF";

struct Format {
  string_view name;
  std::size_t offset;      // of the mark
  string_view mark;        // empty: told by the extension alone
  string_view extensions;  // each with its dot and a blank behind
  string_view advice;
  bool insideTiff = false;  // the extension counts even where the first bytes are a TIFF's
};

constexpr std::array kFormats = std::to_array<Format>({
    {"a Zeiss CZI file", 0, "ZISRAWFILE", ".czi ", kBioFormats},
    {"a Philips iSyntax file", 0, "<DataObject", ".isyntax .i2syntax ",
     "export it as TIFF from the Philips image management system"},
    {"a Leica LIF file", 0, string_view("\x70\0\0\0", 4), ".lif .lof .xlef ", kBioFormats},
    {"an Olympus VSI slide", 0, "", ".vsi ", kBioFormats, true},
    {"an Olympus ETS file, a part of a VSI slide", 0, string_view("SIS\0", 4), ".ets ", kBioFormats},
    {"an Olympus OIR file", 0, "OLYMPUSRAWFORMAT", ".oir ", kBioFormats},
    {"a Nikon ND2 file", 0, "\xDA\xCE\xBE\x0A", ".nd2 ", kBioFormats},
    {"a KFBIO slide", 0, "", ".kfb .kfbf ", kMaker},
    {"a TEKSQRAY slide", 0, "", ".sdpc .dyqx ", kMaker},
    {"a UNIC slide", 0, "", ".tmap ", kMaker},
    {"a Motic slide", 0, "", ".mds .mdsx ", kMaker},
    {"a 3DHISTECH slide package", 0, "", ".3dhx ", "unpack it, or export it from SlideViewer"},
    {"a list of Hamamatsu slides", 0, "[NanoZoomer Digital Pathology Image Set]", ".ndpis ",
     "give one of the .ndpi files that it names"},
    {"a Zeiss ZVI or Olympus OIB file", 0, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", ".zvi .oib ", kBioFormats},
    {"an Imaris file", 0, "", ".ims ", kBioFormats},
    {"a JPEG 2000 picture", 4, "jP  \r\n\x87\n", ".jp2 .jpx .jpf ", kVips},
    {"a JPEG 2000 picture", 0, "\xFF\x4F\xFF\x51", ".j2k .j2c .jpc ", kVips},
    {"a JPEG XL picture", 4, "JXL \r\n\x87\n", ".jxl ", kVips},
    {"a JPEG XR picture", 0, "II\xBC\x01", ".jxr .wdp .hdp ", kPicture},
    {"a HEIF or AVIF picture", 4, "ftyp", ".heic .heif .avif ", kPicture},
    {"a WebP picture", 8, "WEBP", ".webp ", kPicture},
    {"a BMP picture", 0, "", ".bmp ", kPicture},
    {"a GIF picture", 0, "GIF8", ".gif ", kPicture},
    {"a PDF document", 0, "%PDF-", ".pdf ", "give the slide itself"},
    {"an HDF5 file", 0, "\x89HDF\r\n\x1a\n", ".h5 .hdf5 ", "give the slide itself"},
    {"a ZIP archive", 0, "PK\x03\x04", ".zip ", "unpack it and give the slide itself"},
    {"a gzip archive", 0, "\x1F\x8B", ".gz .tgz ", "unpack it and give the slide itself"},
});

std::string firstBytes(const std::filesystem::path& path) {
  const auto file = os::ReadOnlyFile::open(path);
  if (!file) return {};
  std::string bytes(std::min<std::uint64_t>(file->sizeBytes(), 128), '\0');
  if (!file->read(0, std::as_writable_bytes(std::span(bytes)))) return {};
  return bytes;
}

bool hasMark(const Format& format, string_view bytes) {
  return !format.mark.empty() && bytes.size() >= format.offset && bytes.substr(format.offset).starts_with(format.mark);
}

std::string sentence(const Format& format) {
  return std::string("is ").append(format.name).append(", which Snitt does not read; ").append(format.advice);
}

std::optional<std::string> missingCompanion(const std::filesystem::path& path, const std::string& extension) {
  if (extension != ".mrxs") return std::nullopt;
  std::error_code ignored;
  const std::filesystem::path folder = std::filesystem::path(path).replace_extension();
  if (std::filesystem::is_directory(folder, ignored)) return std::nullopt;
  return "is a 3DHISTECH MIRAX slide without its folder; put the folder " + folder.filename().string() +
         " beside it, which holds its pixels";
}

}  // namespace

std::optional<std::string> unreadableFormat(const std::filesystem::path& path) {
  const std::string extension = lowerExtension(path);
  std::error_code ignored;
  if (std::filesystem::is_directory(path, ignored)) {
    if (extension != ".zarr" && !std::filesystem::exists(path / ".zattrs", ignored)) return std::nullopt;
    return std::string("is an OME-Zarr folder, which Snitt does not read; ").append(kBioFormats);
  }
  const std::string bytes = firstBytes(path);
  // Absent, empty or locked: others say so.
  if (bytes.empty()) return std::nullopt;
  if (auto missing = missingCompanion(path, extension)) return missing;
  for (const Format& format : kFormats)
    if (hasMark(format, bytes)) return sentence(format);
  const PictureKind kind = pictureKind(path);
  for (const Format& format : kFormats) {
    const bool named = !extension.empty() && format.extensions.find(extension + " ") != string_view::npos;
    if (named && (kind == PictureKind::none || (kind == PictureKind::tiff && format.insideTiff)))
      return sentence(format);
  }
  return std::nullopt;
}

}  // namespace snitt
