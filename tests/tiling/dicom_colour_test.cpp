#include "tiling/readers/dicom_colour.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <string>
#include <vector>

#include "support/shared_data.h"
#include "tiling/slide_reader.h"

namespace snitt {
namespace {

constexpr const char* kStart = "\xFF\xD8";

std::string segment(unsigned char marker, const std::string& body) {
  const std::size_t length = body.size() + 2;
  return std::string("\xFF") + static_cast<char>(marker) + static_cast<char>(length >> 8U) +
         static_cast<char>(length & 255U) + body;
}

// SOF0 of a 16 x 16 image with three components.
std::string frame(const std::array<char, 3>& ids, char lumaSampling) {
  std::string body{'\x08', '\0', '\x10', '\0', '\x10', '\x03'};
  body += {ids[0], lumaSampling, '\0', ids[1], '\x11', '\1', ids[2], '\x11', '\1'};
  return segment(0xC0, body);
}

JpegColour colourOf(const std::string& stream) {
  return jpegColour({reinterpret_cast<const std::byte*>(stream.data()), stream.size()});
}

const std::string kJfif = segment(0xE0, std::string("JFIF\0\1\1\0\0\1\0\1\0\0", 14));
std::string adobe(char transform) { return segment(0xEE, std::string("Adobe\0\144\0\0\0\0", 11) + transform); }
constexpr std::array<char, 3> kNumbered{'\1', '\2', '\3'};

TEST(DicomColour, TheStreamsOwnMarkersDecide) {
  EXPECT_EQ(colourOf(kStart + kJfif + frame(kNumbered, '\x11')), JpegColour::yCbCr);
  EXPECT_EQ(colourOf(kStart + adobe('\0') + frame(kNumbered, '\x11')), JpegColour::rgb);
  EXPECT_EQ(colourOf(kStart + adobe('\1') + frame(kNumbered, '\x11')), JpegColour::yCbCr);
  EXPECT_EQ(colourOf(kStart + frame({'R', 'G', 'B'}, '\x11')), JpegColour::rgb);
  EXPECT_EQ(colourOf(kStart + frame(kNumbered, '\x22')), JpegColour::yCbCr);
  EXPECT_EQ(colourOf(kStart + frame(kNumbered, '\x11')), JpegColour::ambiguous);
}

// Of `glassPixels` and 1000 pixels of eosin, as a JPEG decoder delivers them.
JpegColour glassColourOf(const std::array<std::uint8_t, 3>& glass, const std::array<std::uint8_t, 3>& eosin,
                         int glassPixels) {
  std::vector<std::uint8_t> pixels;
  for (int i = 0; i < 1000 + glassPixels; ++i) {
    const auto& pixel = i < 1000 ? eosin : glass;
    pixels.insert(pixels.end(), pixel.begin(), pixel.end());
  }
  return colourByGlass(pixels);
}

TEST(DicomColour, GlassTellsWhatMarkersDoNot) {
  // Eosin (225, 150, 190) is Y 177, Cb 135, Cr 162 by T.871.
  EXPECT_EQ(glassColourOf({240, 238, 241}, {225, 150, 190}, 500), JpegColour::rgb);
  EXPECT_EQ(glassColourOf({240, 129, 127}, {177, 135, 162}, 500), JpegColour::yCbCr);
  EXPECT_EQ(glassColourOf({240, 238, 241}, {225, 150, 190}, 5), JpegColour::ambiguous);
  // The white where nothing was scanned is white whatever the colours.
  EXPECT_EQ(glassColourOf({255, 255, 255}, {177, 135, 162}, 500), JpegColour::ambiguous);
  EXPECT_EQ(colourByGlass({}), JpegColour::ambiguous);
}

TEST(DicomColour, BrokenStreamsAreUnknown) {
  EXPECT_EQ(colourOf(""), JpegColour::unknown);
  EXPECT_EQ(colourOf("no JPEG"), JpegColour::unknown);
  EXPECT_EQ(colourOf(std::string(kStart) + "\xFF\xE0\xFF"), JpegColour::unknown);
  const std::string whole = kStart + kJfif + frame(kNumbered, '\x22');
  for (std::size_t length = 0; length < whole.size(); ++length)
    EXPECT_EQ(colourOf(whole.substr(0, length)), JpegColour::unknown) << length;
}

TEST(DicomColour, ConvertsAsJfifSays) {
  using Pixel = std::array<std::uint8_t, 3>;
  for (const auto& [from, to] : {std::pair<Pixel, Pixel>{{128, 128, 128}, {128, 128, 128}},
                                 {{255, 128, 128}, {255, 255, 255}},
                                 {{76, 85, 255}, {254, 0, 0}},
                                 {{0, 255, 255}, {178, 0, 225}}}) {
    std::array<std::uint8_t, 3> pixel = from;
    yCbCrToRgb(pixel.data());
    EXPECT_EQ(pixel, to);
  }
  for (int y = 0; y < 256; y += 15)
    for (int cb = 0; cb < 256; cb += 15)
      for (int cr = 0; cr < 256; cr += 15) {
        std::array<std::uint8_t, 3> pixel{static_cast<std::uint8_t>(y), static_cast<std::uint8_t>(cb),
                                          static_cast<std::uint8_t>(cr)};
        yCbCrToRgb(pixel.data());
        const auto near = [](double value, int got) { return std::abs(std::clamp(value, 0.0, 255.0) - got) < 1.01; };
        ASSERT_TRUE(near(y + 1.402 * (cr - 128), pixel[0]));
        ASSERT_TRUE(near(y - 0.344136 * (cb - 128) - 0.714136 * (cr - 128), pixel[1]));
        ASSERT_TRUE(near(y + 1.772 * (cb - 128), pixel[2]));
      }
}

std::array<double, 3> meanColour(const Image& image) {
  std::array<double, 3> mean{};
  for (std::size_t i = 0; i < image.bytes.size(); ++i) mean[i % 3] += image.bytes[i];
  for (double& value : mean) value /= static_cast<double>(image.bytes.size() / 3);
  return mean;
}

Image levelOf(SlideReader& slide, std::size_t level) {
  const Level& shape = slide.info().levels[level];
  auto image = slide.readNative(static_cast<int>(level), 0, 0, static_cast<int>(shape.widthPx),
                                static_cast<int>(shape.heightPx));
  EXPECT_TRUE(image) << image.error().message;
  return image ? std::move(*image) : Image(1, 1);
}

TEST(DicomSlide, AFolderOpensInTheColoursOfTheSameSlideAsSvs) {
  SNITT_NEEDS_SHARED_DATA();
  const auto dicom = openSlide(test::sharedData() / "dicom" / "dicom_jcupitt_cmu1");
  ASSERT_TRUE(dicom) << dicom.error().message;
  const auto svs = openSlide(test::sharedData() / "slides" / "CMU-1-Small-Region.svs");
  ASSERT_TRUE(svs);
  EXPECT_EQ((*dicom)->info().vendor, "dicom");
  EXPECT_EQ((*dicom)->info().files.size(), 12U);
  ASSERT_EQ((*dicom)->info().findings.size(), 1U);
  EXPECT_NE((*dicom)->info().findings[0].find("YCbCr"), std::string::npos);
  const Image truth = levelOf(**svs, 0);
  const auto expected = meanColour(truth);
  for (std::size_t level = 0; level < 6; ++level) {
    const auto mean = meanColour(levelOf(**dicom, level));
    for (std::size_t c = 0; c < 3; ++c) EXPECT_NEAR(mean[c], expected[c], 1.5) << "level " << level;
  }
  // The same scan, compressed once more: pixel by pixel close as well.
  const Image again = levelOf(**dicom, 0);
  ASSERT_EQ(again.bytes.size(), truth.bytes.size());
  double difference = 0;
  for (std::size_t i = 0; i < truth.bytes.size(); ++i) difference += std::abs(truth.bytes[i] - again.bytes[i]);
  EXPECT_LT(difference / static_cast<double>(truth.bytes.size()), 4);
}

TEST(DicomSlide, AnyFileOfTheFolderOpensTheWholeSlide) {
  SNITT_NEEDS_SHARED_DATA();
  const auto folder = test::sharedData() / "dicom" / "dicom_jcupitt_cmu1";
  const auto slide = openSlide(folder / "level-7-frames-0-1.dcm");
  ASSERT_TRUE(slide);
  EXPECT_EQ((*slide)->info().levels.size(), 12U);
  EXPECT_NE(std::find((*slide)->info().files.begin(), (*slide)->info().files.end(), (*slide)->info().path),
            (*slide)->info().files.end());
}

TEST(DicomSlide, OtherInstancesOpenOrSayWhyNot) {
  SNITT_NEEDS_SHARED_DATA();
  int opened = 0;
  for (const auto& entry : std::filesystem::directory_iterator(test::sharedData() / "dicom" / "dicom_other")) {
    const auto slide = openSlide(entry.path());
    if (!slide) {
      EXPECT_NE(slide.error().message.find(entry.path().filename().string()), std::string::npos);
      continue;
    }
    ++opened;
    static_cast<void>(levelOf(**slide, 0));
  }
  EXPECT_EQ(opened, 7);
}

TEST(DicomSlide, OnePictureAsJpegAndJpeg2000HasTheSameColours) {
  SNITT_NEEDS_SHARED_DATA();
  const auto folder = test::sharedData() / "dicom" / "dicom_other";
  const auto jpeg = openSlide(folder / "gcp_wsi2dcm_jpeg.dicom");
  const auto jpeg2000 = openSlide(folder / "gcp_wsi2dcm_jpeg2000.dicom");
  ASSERT_TRUE(jpeg && jpeg2000);
  const auto a = meanColour(levelOf(**jpeg, 0));
  const auto b = meanColour(levelOf(**jpeg2000, 0));
  for (std::size_t c = 0; c < 3; ++c) EXPECT_NEAR(a[c], b[c], 1);
}

TEST(DicomSlide, AFolderOfSeveralSlidesAsksWhichIsMeant) {
  SNITT_NEEDS_SHARED_DATA();
  const auto slide = openSlide(test::sharedData() / "dicom" / "dicom_other");
  ASSERT_FALSE(slide);
  EXPECT_EQ(slide.error().kind, ErrorKind::unsupported);
}

}  // namespace
}  // namespace snitt
