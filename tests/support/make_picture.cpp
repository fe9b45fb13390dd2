#include "support/make_picture.h"

#include <cmath>
#include <memory>
#include <stdexcept>

#include <vips/vips.h>

namespace snitt::test {

namespace {

using Picture = std::unique_ptr<VipsImage, void (*)(void*)>;

[[noreturn]] void giveUp() { throw std::runtime_error(std::string("libvips: ").append(vips_error_buffer())); }

// By reference: the call that yields `code` fills `image` in.
Picture taken(int code, VipsImage* const& image) {
  if (code != 0) giveUp();
  return {image, g_object_unref};
}

Picture viewOf(const Image& image) {
  if (vips_init("tests") != 0) giveUp();
  VipsImage* const view = vips_image_new_from_memory(image.bytes.data(), image.bytes.size(), image.widthPx,
                                                     image.heightPx, image.channels, VIPS_FORMAT_UCHAR);
  VipsImage* copy = nullptr;
  const int code = vips_copy(view, &copy, "interpretation",
                             image.channels < 3 ? VIPS_INTERPRETATION_B_W : VIPS_INTERPRETATION_sRGB, nullptr);
  g_object_unref(view);
  return taken(code, copy);
}

Picture converted(Picture image, const std::string& as) {
  VipsImage* out = nullptr;
  if (as == "float") return taken(vips_cast(image.get(), &out, VIPS_FORMAT_FLOAT, nullptr), out);
  if (as == "16bit") {
    image = taken(vips_cast(image.get(), &out, VIPS_FORMAT_USHORT, nullptr), out);
    return taken(vips_copy(image.get(), &out, "interpretation", VIPS_INTERPRETATION_RGB16, nullptr), out);
  }
  if (as == "cmyk")
    return taken(vips_copy(image.get(), &out, "interpretation", VIPS_INTERPRETATION_CMYK, nullptr), out);
  return image;
}

void save(VipsImage* image, const std::filesystem::path& file, const std::string& saver) {
  if (vips_image_write_to_file(image, (file.string() + "[" + saver + "]").c_str(), nullptr) != 0) giveUp();
}

}  // namespace

Image patternImage(int widthPx, int heightPx, int channels) {
  Image image(widthPx, heightPx, channels);
  for (int y = 0; y < heightPx; ++y)
    for (int x = 0; x < widthPx; ++x)
      for (int c = 0; c < channels; ++c)
        image.pixel(x, y)[c] = static_cast<std::uint8_t>((x * (7 + c) + y * (13 + 2 * c) + x * y / 97) % 251);
  return image;
}

Image tissueImage(int widthPx, int heightPx) {
  Image image(widthPx, heightPx);
  for (int y = 0; y < heightPx; ++y)
    for (int x = 0; x < widthPx; ++x) {
      const double wave = std::sin(x * 0.11) * std::cos(y * 0.07) + std::sin((x + 2 * y) * 0.013);
      image.pixel(x, y)[0] = static_cast<std::uint8_t>(190 + 30 * wave);
      image.pixel(x, y)[1] = static_cast<std::uint8_t>(120 + 55 * wave);
      image.pixel(x, y)[2] = static_cast<std::uint8_t>(180 + 25 * std::sin(x * 0.05));
    }
  return image;
}

void savePicture(const std::filesystem::path& file, const Image& image, const PictureOptions& options) {
  const Picture picture = converted(viewOf(image), options.as);
  VipsImage* out = nullptr;
  const Picture scaled =
      taken(vips_copy(picture.get(), &out, "xres", options.pixelsPerMm, "yres", options.pixelsPerMm, nullptr), out);
  if (!options.description.empty())
    vips_image_set_string(scaled.get(), VIPS_META_IMAGEDESCRIPTION, options.description.c_str());
  if (options.orientation != 1) vips_image_set_int(scaled.get(), VIPS_META_ORIENTATION, options.orientation);
  save(scaled.get(), file, options.saver);
}

void saveBlank(const std::filesystem::path& file, int widthPx, int heightPx, const std::string& saver) {
  if (vips_init("tests") != 0) giveUp();
  VipsImage* out = nullptr;
  save(taken(vips_black(&out, widthPx, heightPx, nullptr), out).get(), file, saver);
}

std::string omeXml(int widthPx, int heightPx, const std::string& pixels, int sizeC, int sizeZ) {
  std::string xml =
      R"(<?xml version="1.0" encoding="UTF-8"?><OME xmlns="http://www.openmicroscopy.org/Schemas/OME/2016-06">)";
  xml += R"(<Instrument ID="Instrument:0"><Microscope Manufacturer="Zeiss" Model="Axioscan 7"/>)";
  xml +=
      R"(<Objective ID="Objective:0" NominalMagnification="20"/></Instrument><Image ID="Image:0"><Pixels ID="Pixels:0")";
  xml += R"( DimensionOrder="XYCZT" Type="uint8" SizeX=")" + std::to_string(widthPx) + R"(" SizeY=")" +
         std::to_string(heightPx) + R"(" SizeZ=")" + std::to_string(sizeZ) + R"(" SizeC=")" + std::to_string(sizeC) +
         R"(" SizeT="1" )" + pixels +
         R"(><Channel ID="Channel:0:0" SamplesPerPixel="3"/><TiffData/></Pixels></Image></OME>)";
  return xml;
}

}  // namespace snitt::test
