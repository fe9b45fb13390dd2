// Labels of known contents, spoiled as scanners and printers spoil them.
#define ZX_USE_UTF8 1

#include "tiling/label/read_barcodes.h"

#include <ZXing/BitMatrix.h>
#include <ZXing/MultiFormatWriter.h>
#include <gtest/gtest.h>

#include <chrono>
#include <cmath>
#include <iostream>
#include <map>
#include <numbers>

#include <opencv2/imgproc.hpp>

#include "core/statistics/resampling/counter_random.h"
#include "support/soak.h"
#include "tiling/label/label_image.h"
#include "tiling/opencv_p.h"

namespace snitt {
namespace {

using statistics::CounterRandom;

double between(CounterRandom& random, double least, double most) { return least + (most - least) * random.uniform(); }

// As laboratories number their material: letters, year, running number, block.
std::string accessionOf(CounterRandom& random) {
  std::string text(1, "HPSBX"[random.below(5)]);
  text += std::to_string(15 + random.below(15)) + "-" + std::to_string(1 + random.below(99999));
  if (random.below(2) == 0) text += std::string("-") + static_cast<char>('A' + random.below(26)) + "1";
  return text;
}

Image drawn(const std::string& text, ZXing::BarcodeFormat format, int width, int height) {
  const ZXing::BitMatrix bits = ZXing::MultiFormatWriter(format).setMargin(4).encode(text, width, height);
  Image image(kLabelEdgePx, kLabelEdgePx);
  for (int y = 0; y < bits.height(); ++y)
    for (int x = 0; x < bits.width(); ++x)
      if (bits.get(x, y)) std::fill_n(image.pixel(60 + x, 140 + y), 3, std::uint8_t{30});
  return image;
}

enum class Code { code128, dataMatrix, qr };

Image labelOf(const std::string& text, Code code, std::uint64_t seed) {
  if (code == Code::qr) return drawn(text, ZXing::BarcodeFormat::QRCode, 260, 260);
  const BarcodeKind kind = code == Code::code128 ? BarcodeKind::code128 : BarcodeKind::dataMatrix;
  return labelImage({text, {"Block A1", "H&E"}, "SNITT PHANTOM", kind}, {seed}).value();
}

// How a photograph is spoiled.
struct Spoiling {
  double degrees = 0;
  double shear = 0;
  double scale = 1;
  double blurPx = 0;
  double noise = 0;     // grey levels
  double contrast = 1;  // of 1
};

Image spoiled(const Image& label, const Spoiling& how, CounterRandom& random) {
  const double angle = how.degrees * std::numbers::pi / 180;
  const cv::Matx22d turn(std::cos(angle), -std::sin(angle), std::sin(angle), std::cos(angle));
  const cv::Matx22d both = turn * cv::Matx22d(1, how.shear, 0, 1) * how.scale;
  const int edge = static_cast<int>(std::ceil(kLabelEdgePx * how.scale * (1.42 + std::abs(how.shear))));
  const double middle = kLabelEdgePx / 2.0;
  const cv::Vec2d from = both * cv::Vec2d(middle, middle);
  const cv::Matx23d map(both(0, 0), both(0, 1), edge / 2.0 - from[0], both(1, 0), both(1, 1), edge / 2.0 - from[1]);
  cv::Mat picture;
  cv::warpAffine(viewOf(label), picture, map, {edge, edge}, cv::INTER_AREA, cv::BORDER_CONSTANT,
                 cv::Scalar(180, 180, 180));
  if (how.blurPx > 0) cv::GaussianBlur(picture, picture, {}, how.blurPx);
  Image result(edge, edge);
  for (int y = 0; y < edge; ++y)
    for (int x = 0; x < edge; ++x) {
      const double grain = how.noise * (between(random, -1, 1) + between(random, -1, 1)) * 1.22;
      for (int c = 0; c < 3; ++c) {
        const double value = 200 - (200 - picture.at<cv::Vec3b>(y, x)[c]) * how.contrast + grain;
        result.pixel(x, y)[c] = cv::saturate_cast<std::uint8_t>(value);
      }
    }
  return result;
}

Spoiling anyhow(CounterRandom& random, double strength) {
  return {between(random, 0, 360),
          between(random, -0.3, 0.3) * strength,
          between(random, 1 - 0.4 * strength, 1 + 0.3 * strength),
          between(random, 0, 1.6) * strength,
          between(random, 0, 16) * strength,
          between(random, 1 - 0.7 * strength, 1)};
}

struct Tally {
  int labels = 0;
  int read = 0;
  int wrong = 0;
  double longestMs = 0;
  double totalMs = 0;
};

Tally tallyOf(Code code, double strength, int labels) {
  CounterRandom random(static_cast<std::uint64_t>(code) + 11, 5);
  Tally tally;
  for (int i = 0; i < labels; ++i) {
    const std::string text = accessionOf(random);
    const Image label = spoiled(labelOf(text, code, static_cast<std::uint64_t>(i)), anyhow(random, strength), random);
    const auto began = std::chrono::steady_clock::now();
    const auto found = readBarcodes(label);
    const double ms = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - began).count();
    if (!found) throw std::runtime_error(found.error().message);
    ++tally.labels;
    tally.longestMs = std::max(tally.longestMs, ms);
    tally.totalMs += ms;
    bool right = false;
    for (const LabelBarcode& one : *found) {
      right = right || one.text == text;
      if (one.text != text)
        ++tally.wrong, std::cout << "wrong: " << one.kind << " " << one.text << " for " << text << "\n";
    }
    tally.read += right ? 1 : 0;
  }
  return tally;
}

std::string textsIn(const Image& picture) {
  const auto found = readBarcodes(picture);
  if (!found) return found.error().message;
  std::string texts;
  for (const LabelBarcode& one : *found) texts += std::string(one.kind) + ":" + one.text + ";";
  return texts;
}

TEST(ReadBarcodes, TurnedByAnyAngle) {
  CounterRandom random(3, 1);
  for (const Code code : {Code::code128, Code::dataMatrix, Code::qr}) {
    const Image label = labelOf("P24-01234", code, 1);
    for (int degrees = 0; degrees < 360; degrees += 24) {
      const auto found = readBarcodes(spoiled(label, {degrees + 0.5}, random));
      ASSERT_TRUE(found && found->size() == 1) << degrees;
      EXPECT_EQ(found->front().text, "P24-01234");
    }
  }
}

TEST(ReadBarcodes, SkewedSmallAndPale) {
  CounterRandom random(4, 1);
  for (const Code code : {Code::code128, Code::dataMatrix, Code::qr}) {
    const Image label = labelOf("P24-01234", code, 2);
    for (const double shear : {-0.3, -0.15, 0.15, 0.3})
      EXPECT_NE(textsIn(spoiled(label, {10, shear}, random)).find(":P24-01234;"), std::string::npos) << shear;
    EXPECT_NE(textsIn(spoiled(label, {3, 0, 0.4}, random)).find(":P24-01234;"), std::string::npos);
    EXPECT_NE(textsIn(spoiled(label, {3, 0, 1, 0.7, 2, 0.2}, random)).find(":P24-01234;"), std::string::npos);
  }
}

// Of labels as poor as laboratories put up with next to none is lost; of those beyond that the most are read; and none
// is read wrongly.
TEST(SoakReadBarcodes, PoorPhotographs) {
  const int labels = test::soaked(100);
  for (const Code code : {Code::code128, Code::dataMatrix, Code::qr}) {
    const Tally poor = tallyOf(code, 0.6, labels);
    EXPECT_GE(poor.read, poor.labels * 0.97) << static_cast<int>(code);
    EXPECT_EQ(poor.wrong, 0);
    const Tally worst = tallyOf(code, 1, labels);
    EXPECT_GE(worst.read, worst.labels * 0.6) << static_cast<int>(code);
    EXPECT_EQ(worst.wrong, 0);
    std::cout << static_cast<int>(code) << ": " << poor.read << " and " << worst.read << " of " << labels << "; "
              << worst.longestMs << " ms at most\n";
  }
}

TEST(ReadBarcodes, OtherKinds) {
  EXPECT_EQ(textsIn(drawn("P24-01234", ZXing::BarcodeFormat::Code39, 460, 100)), "Code 39:P24-01234;");
  EXPECT_EQ(textsIn(drawn("P24-01234;A;1", ZXing::BarcodeFormat::PDF417, 460, 150)), "PDF417:P24-01234;A;1;");
}

Image beside(const Image& left, const Image& right) {
  Image both(left.widthPx + right.widthPx, std::max(left.heightPx, right.heightPx));
  for (const auto& [image, x] : {std::pair{&left, 0}, {&right, left.widthPx}})
    for (int y = 0; y < image->heightPx; ++y) std::copy_n(image->row(y), image->rowBytes(), both.pixel(x, y));
  return both;
}

Image above(const Image& upper, const Image& lower) {
  Image both(std::max(upper.widthPx, lower.widthPx), upper.heightPx + lower.heightPx);
  for (const auto& [image, top] : {std::pair{&upper, 0}, {&lower, upper.heightPx}})
    for (int y = 0; y < image->heightPx; ++y) std::copy_n(image->row(y), image->rowBytes(), both.row(top + y));
  return both;
}

TEST(ReadBarcodes, AllOfOneLabel) {
  const Image bars = labelOf("P24-00001", Code::code128, 1);
  const Image otherBars = labelOf("P24-00002", Code::code128, 2);
  const Image square = labelOf("P24-00003", Code::dataMatrix, 3);
  const Image qr = labelOf("P24-00004", Code::qr, 4);
  for (const Image& both : {beside(bars, otherBars), above(bars, otherBars)}) {
    const std::string texts = textsIn(both);
    EXPECT_NE(texts.find("Code 128:P24-00001;"), std::string::npos) << texts;
    EXPECT_NE(texts.find("Code 128:P24-00002;"), std::string::npos) << texts;
  }
  const std::string texts = textsIn(above(beside(bars, square), beside(qr, otherBars)));
  for (const char* one : {"Code 128:P24-00001;", "Code 128:P24-00002;", "Data Matrix:P24-00003;", "QR:P24-00004;"})
    EXPECT_NE(texts.find(one), std::string::npos) << texts;
}

TEST(ReadBarcodes, SameCodeTwiceIsOne) {
  const Image bars = labelOf("P24-00001", Code::code128, 1);
  EXPECT_EQ(textsIn(beside(bars, bars)), "Code 128:P24-00001;");
  EXPECT_EQ(textsIn(above(bars, bars)), "Code 128:P24-00001;");
  const Image square = labelOf("P24-00001", Code::dataMatrix, 1);
  EXPECT_EQ(textsIn(beside(square, square)), "Data Matrix:P24-00001;");
}

TEST(ReadBarcodes, CornersSurroundTheCode) {
  CounterRandom random(5, 1);
  const Image qr = drawn("P24-01234", ZXing::BarcodeFormat::QRCode, 260, 260);  // its middle at 190, 270
  for (const double scale : {1.0, 3.0}) {
    const auto found = readBarcodes(spoiled(qr, {0, 0, scale}, random));
    ASSERT_TRUE(found && found->size() == 1);
    double x = 0;
    double y = 0;
    for (const Point& corner : found->front().corners) x += corner.x / 4, y += corner.y / 4;
    const double margin = std::ceil(kLabelEdgePx * scale * 1.42) / 2 - scale * kLabelEdgePx / 2;
    EXPECT_NEAR(x, margin + 190 * scale, 12 * scale);
    EXPECT_NEAR(y, margin + 270 * scale, 12 * scale);
  }
}

TEST(ReadBarcodes, HostileContentsAreText) {
  const std::string text = "'; DROP TABLE lab_case;--<b>\x01\n&\t%s";
  EXPECT_EQ(textsIn(drawn(text, ZXing::BarcodeFormat::QRCode, 300, 300)), "QR:" + text + ";");
}

Image noise(int width, int height, std::uint64_t seed) {
  CounterRandom random(seed, 9);
  Image image(width, height);
  for (std::uint8_t& byte : image.bytes) byte = static_cast<std::uint8_t>(random.below(256));
  return image;
}

// Stripes of chance widths, as wood, cloth and torn paper show them.
Image stripes(std::uint64_t seed) {
  CounterRandom random(seed, 10);
  Image image(500, 400);
  const int narrow = 1 + static_cast<int>(random.below(4));
  for (int x = 0; x < 500;) {
    const int wide = narrow * (1 + static_cast<int>(random.below(4)));
    const auto grey = static_cast<std::uint8_t>(random.below(2) * 200 + random.below(50));
    for (int y = 0; y < 400; ++y) std::fill_n(image.pixel(x, y), 3 * std::min(wide, 500 - x), grey);
    x += wide;
  }
  return image;
}

TEST(ReadBarcodes, NothingIsReadWhereNothingIs) {
  for (std::uint64_t seed = 0; seed < 12; ++seed) EXPECT_EQ(textsIn(stripes(seed)), "") << seed;
  for (std::uint64_t seed = 0; seed < 2; ++seed) EXPECT_EQ(textsIn(noise(400, 400, seed)), "") << seed;
  EXPECT_EQ(textsIn(Image(600, 600)), "");
  for (const int edge : {0, 1, 7, 8, 9}) EXPECT_EQ(textsIn(Image(edge, edge)), "");
  EXPECT_EQ(textsIn(Image(3000, 1)), "");
}

TEST(ReadBarcodes, GreyPicturesToo) {
  const Image label = labelOf("P24-00001", Code::dataMatrix, 1);
  Image grey(label.widthPx, label.heightPx, 1);
  for (std::size_t i = 0; i < grey.bytes.size(); ++i) grey.bytes[i] = label.bytes[3 * i + 1];
  EXPECT_EQ(textsIn(grey), "Data Matrix:P24-00001;");
}

TEST(ReadBarcodes, LargePicturesTakeNoLonger) {
  const auto began = std::chrono::steady_clock::now();
  EXPECT_EQ(textsIn(noise(4000, 3000, 1)), "");
  EXPECT_LT(std::chrono::steady_clock::now() - began, std::chrono::seconds(4));
}

}  // namespace
}  // namespace snitt
