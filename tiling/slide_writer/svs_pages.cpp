#include <tiffio.h>

#include <utility>
#include <vector>

#include "tiling/slide_writer/jpeg_encode_p.h"
#include "tiling/slide_writer/svs_description_p.h"
#include "tiling/slide_writer/svs_pages_p.h"
#include "tiling/tiff_memory_p.h"

namespace snitt {

namespace {

constexpr std::uint64_t kLabelType = 1;  // NewSubfileType: reduced

void describePixels(TiffDirectory& page, std::int64_t widthPx, std::int64_t heightPx, std::uint64_t compression,
                    std::uint64_t photometric) {
  page.longs(TIFFTAG_IMAGEWIDTH, {static_cast<std::uint64_t>(widthPx)});
  page.longs(TIFFTAG_IMAGELENGTH, {static_cast<std::uint64_t>(heightPx)});
  page.shorts(TIFFTAG_BITSPERSAMPLE, {8, 8, 8});
  page.shorts(TIFFTAG_SAMPLESPERPIXEL, {3});
  page.shorts(TIFFTAG_PLANARCONFIG, {PLANARCONFIG_CONTIG});
  page.shorts(TIFFTAG_COMPRESSION, {compression});
  page.shorts(TIFFTAG_PHOTOMETRIC, {photometric});
}

void describeJpeg(TiffDirectory& page, const SvsRecipe& recipe, const std::string& tables) {
  const std::uint64_t sampling = recipe.chromaSubsampled ? 2 : 1;
  page.shorts(TIFFTAG_YCBCRSUBSAMPLING, {sampling, sampling});
  page.rationals(TIFFTAG_REFERENCEBLACKWHITE, {0, 255, 128, 255, 128, 255});
  page.bytes(TIFFTAG_JPEGTABLES, tables);
}

void describeStrip(TiffDirectory& page, const StoredBytes& stored, int heightPx) {
  page.longs(TIFFTAG_ROWSPERSTRIP, {static_cast<std::uint64_t>(heightPx)});
  page.offsets(TIFFTAG_STRIPOFFSETS, {stored.offset});
  page.longs(TIFFTAG_STRIPBYTECOUNTS, {stored.size});
}

// libtiff compresses; what it made is cut out of the file that it takes it for.
Result<std::string> lzwStrip(const Image& picture) {
  TiffMemory memory;
  const TiffHandle tiff = createTiff(memory);
  if (tiff == nullptr) return fail(ErrorKind::io, memory.error);
  TIFFSetField(tiff.get(), TIFFTAG_IMAGEWIDTH, static_cast<std::uint32_t>(picture.widthPx));
  TIFFSetField(tiff.get(), TIFFTAG_IMAGELENGTH, static_cast<std::uint32_t>(picture.heightPx));
  TIFFSetField(tiff.get(), TIFFTAG_BITSPERSAMPLE, 8);
  TIFFSetField(tiff.get(), TIFFTAG_SAMPLESPERPIXEL, 3);
  TIFFSetField(tiff.get(), TIFFTAG_PLANARCONFIG, PLANARCONFIG_CONTIG);
  TIFFSetField(tiff.get(), TIFFTAG_PHOTOMETRIC, PHOTOMETRIC_RGB);
  TIFFSetField(tiff.get(), TIFFTAG_COMPRESSION, COMPRESSION_LZW);
  TIFFSetField(tiff.get(), TIFFTAG_PREDICTOR, PREDICTOR_HORIZONTAL);
  TIFFSetField(tiff.get(), TIFFTAG_ROWSPERSTRIP, static_cast<std::uint32_t>(picture.heightPx));
  std::vector<std::uint8_t> pixels = picture.bytes;  // the predictor works in place
  if (TIFFWriteEncodedStrip(tiff.get(), 0, pixels.data(), static_cast<tmsize_t>(pixels.size())) < 0 ||
      TIFFFlushData(tiff.get()) == 0)
    return fail(ErrorKind::io, "a label could not be compressed: " + memory.error);
  return memory.bytes.substr(TIFFGetStrileOffset(tiff.get(), 0), TIFFGetStrileByteCount(tiff.get(), 0));
}

}  // namespace

TiffDirectory levelPage(const SvsRecipe& recipe, const PyramidShape& shape, int level, const SlideFile& file,
                        const std::string& jpegTables) {
  const LevelShape& size = shape.levels()[static_cast<std::size_t>(level)];
  TiffDirectory page;
  page.longs(TIFFTAG_SUBFILETYPE, {0});
  describePixels(page, size.widthPx, size.heightPx, COMPRESSION_JPEG, PHOTOMETRIC_YCBCR);
  describeJpeg(page, recipe, jpegTables);
  page.text(TIFFTAG_IMAGEDESCRIPTION, levelDescription(recipe, size));
  page.longs(TIFFTAG_TILEWIDTH, {static_cast<std::uint64_t>(recipe.tilePx)});
  page.longs(TIFFTAG_TILELENGTH, {static_cast<std::uint64_t>(recipe.tilePx)});
  std::vector<std::uint64_t> offsets;
  std::vector<std::uint64_t> sizes;
  for (const StoredBytes& tile : file.tiles(level)) {
    offsets.push_back(tile.offset);
    sizes.push_back(tile.size);
  }
  page.offsets(TIFFTAG_TILEOFFSETS, std::move(offsets));
  page.longs(TIFFTAG_TILEBYTECOUNTS, sizes);
  if (!recipe.iccProfile.empty())
    page.bytes(TIFFTAG_ICCPROFILE, std::string(recipe.iccProfile.begin(), recipe.iccProfile.end()));
  return page;
}

Result<TiffDirectory> jpegPage(const SvsRecipe& recipe, const Image& picture, SvsPicture kind,
                               const std::string& description, SlideFile& file) {
  JpegEncoder encoder({recipe.quality, recipe.chromaSubsampled});
  const auto tables = encoder.tables();
  if (!tables) return fail(tables.error());
  const auto bytes = encoder.pixels(picture);
  if (!bytes) return fail(bytes.error());
  const auto stored = file.append(*bytes);
  if (!stored) return fail(stored.error());
  TiffDirectory page;
  page.longs(TIFFTAG_SUBFILETYPE, {static_cast<std::uint64_t>(kind)});
  describePixels(page, picture.widthPx, picture.heightPx, COMPRESSION_JPEG, PHOTOMETRIC_YCBCR);
  describeJpeg(page, recipe, *tables);
  page.text(TIFFTAG_IMAGEDESCRIPTION, description);
  describeStrip(page, *stored, picture.heightPx);
  return page;
}

Result<TiffDirectory> labelPage(const Image& label, SlideFile& file) {
  const auto bytes = lzwStrip(label);
  if (!bytes) return fail(bytes.error());
  const auto stored = file.append(*bytes);
  if (!stored) return fail(stored.error());
  TiffDirectory page;
  page.longs(TIFFTAG_SUBFILETYPE, {kLabelType});
  describePixels(page, label.widthPx, label.heightPx, COMPRESSION_LZW, PHOTOMETRIC_RGB);
  page.shorts(TIFFTAG_PREDICTOR, {PREDICTOR_HORIZONTAL});
  page.text(TIFFTAG_IMAGEDESCRIPTION, pictureDescription("label", label));
  describeStrip(page, *stored, label.heightPx);
  return page;
}

}  // namespace snitt
