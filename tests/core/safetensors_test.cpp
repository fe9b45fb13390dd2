#include "core/bundle/safetensors.h"

#include <cmath>
#include <cstring>
#include <limits>

#include <gtest/gtest.h>

#include "core/bundle/half.h"
#include "core/bundle/half_weights.h"

namespace snitt {
namespace {

std::string file(const std::string& header, const std::string& data) {
  const std::uint64_t length = header.size();
  std::string result(8, '\0');
  std::memcpy(result.data(), &length, 8);
  return result + header + data;
}

std::string tensor(const std::string& name, const std::string& dtype, const std::string& shape,
                   const std::string& offsets) {
  return "\"" + name + "\":{\"dtype\":\"" + dtype + "\",\"shape\":" + shape + ",\"data_offsets\":" + offsets + "}";
}

std::string errorOf(const std::string& bytes) {
  const auto parsed = SafetensorsFile::parse(bytes);
  if (parsed) return "no error";
  EXPECT_EQ(parsed.error().kind, ErrorKind::corrupt);
  return parsed.error().message;
}

void expectError(const std::string& header, const std::string& data, const std::string& part) {
  const std::string error = errorOf(file(header, data));
  EXPECT_NE(error.find(part), std::string::npos) << header << "\n  said: " << error << "\n  want: " << part;
}

const std::string kEight(8, '\1');

// Bytes laid out by hand from the format's description.
TEST(Safetensors, ReadsFileMadeByHand) {
  const std::string header = "{\"__metadata__\":{\"format\":\"pt\"}," + tensor("b", "F16", "[2]", "[4,8]") + "," +
                             tensor("a", "F32", "[1,1]", "[0,4]") + "," + tensor("none", "BF16", "[0,3]", "[8,8]") +
                             "}  ";
  const auto parsed = SafetensorsFile::parse(file(header, std::string("\x00\x00\x80\x3f\x00\x3c\x00\xc0", 8)));
  ASSERT_TRUE(parsed) << parsed.error().message;
  const auto tensors = parsed->tensors();
  ASSERT_EQ(tensors.size(), 3U);
  EXPECT_EQ(tensors.at("a").type, TensorType::f32);
  EXPECT_EQ(tensors.at("a").shape, (std::vector<std::int64_t>{1, 1}));
  float one = 0;
  std::memcpy(&one, tensors.at("a").bytes.data(), 4);
  EXPECT_EQ(one, 1.0F);
  EXPECT_EQ(tensors.at("b").type, TensorType::f16);
  EXPECT_EQ(tensors.at("b").bytes[1], std::byte{0x3c});
  EXPECT_EQ(tensors.at("none").bytes.size(), 0U);
}

TEST(Safetensors, ViewsStayValidWhereTheFileIsMoved) {
  auto parsed = SafetensorsFile::parse(file("{" + tensor("a", "F32", "[1]", "[0,4]") + "}", "wxyz"));
  ASSERT_TRUE(parsed);
  const SafetensorsFile moved = std::move(*parsed);
  EXPECT_EQ(std::memcmp(moved.tensors().at("a").bytes.data(), "wxyz", 4), 0);
}

TEST(Safetensors, WritesWhatItReads) {
  const std::map<std::string, TensorData> tensors{{"layer.weight", {{2, 3}, {1, -2, 3.5F, 0, 1e-20F, 1e20F}}},
                                                  {"layer.bias", {{1}, {0.1F}}},
                                                  {"scalar", {{}, {7}}}};
  const std::string bytes = writeSafetensors(tensors);
  EXPECT_EQ(bytes, writeSafetensors(tensors));
  const auto parsed = SafetensorsFile::parse(bytes);
  ASSERT_TRUE(parsed) << parsed.error().message;
  const auto views = parsed->tensors();
  ASSERT_EQ(views.size(), tensors.size());
  for (const auto& [name, data] : tensors) {
    EXPECT_EQ(views.at(name).shape, data.shape);
    ASSERT_EQ(views.at(name).bytes.size(), 4 * data.values.size());
    EXPECT_EQ(std::memcmp(views.at(name).bytes.data(), data.values.data(), 4 * data.values.size()), 0);
  }
  std::uint64_t header = 0;
  std::memcpy(&header, bytes.data(), 8);
  EXPECT_EQ(header % 8, 0U);
}

TEST(Safetensors, WritesHalf) {
  const auto parsed = SafetensorsFile::parse(writeSafetensors({{"a", {{2}, {1, -2}}}}, true));
  ASSERT_TRUE(parsed) << parsed.error().message;
  const TensorView view = parsed->tensors().at("a");
  EXPECT_EQ(view.type, TensorType::f16);
  EXPECT_EQ(std::memcmp(view.bytes.data(), "\x00\x3c\x00\xc0", 4), 0);
}

TEST(Safetensors, RefusesHeaderThatContradictsTheFile) {
  EXPECT_NE(errorOf("").find("too short"), std::string::npos);
  EXPECT_NE(errorOf("1234567").find("too short"), std::string::npos);
  EXPECT_NE(errorOf(std::string(8, '\xff') + "{}").find("18446744073709551615"), std::string::npos);
  EXPECT_NE(errorOf(std::string("\x03\0\0\0\0\0\0\0", 8) + "{}").find("3 bytes long"), std::string::npos);
  EXPECT_TRUE(SafetensorsFile::parse(file("{}", "")));
  expectError("{", "", "no JSON object");
  expectError("[]", "", "no JSON object");
  expectError("", "", "no JSON object");
  expectError("{\"a\":1}", "", "tensor \"a\" must have dtype");
  expectError("{\"a\":{\"dtype\":\"F32\",\"shape\":[2]}}", kEight, "must have dtype");
}

TEST(Safetensors, RefusesHeaderOfBracketsInLittleMemory) {
  expectError("{\"a\":" + std::string(5'000'000, '['), "", "no JSON object");
}

TEST(Safetensors, RefusesDuplicateNames) {
  expectError("{" + tensor("a", "F32", "[1]", "[0,4]") + "," + tensor("a", "F32", "[1]", "[4,8]") + "}", kEight,
              "names \"a\" twice");
  expectError("{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"shape\":[1],\"data_offsets\":[0,8]}}", kEight,
              "names \"shape\" twice");
}

TEST(Safetensors, RefusesRangesThatOverlapOrLeaveGaps) {
  expectError("{" + tensor("a", "F32", "[2]", "[0,8]") + "," + tensor("b", "F32", "[1]", "[4,8]") + "}", kEight,
              "tensor \"b\" overlaps");
  expectError("{" + tensor("a", "F32", "[1]", "[4,8]") + "}", kEight, "tensor \"a\" follows bytes");
  expectError("{" + tensor("a", "F32", "[1]", "[0,4]") + "}", kEight, "last 4 bytes");
  expectError("{" + tensor("a", "F32", "[2]", "[0,8]") + "}", "1234", "tensor \"a\" does not lie inside");
  expectError("{" + tensor("a", "F32", "[2]", "[8,0]") + "}", kEight, "does not lie inside");
  expectError("{" + tensor("a", "F32", "[2]", "[-8,0]") + "}", kEight, "does not lie inside");
  expectError("{" + tensor("a", "F32", "[2]", "[0,8.0]") + "}", kEight, "does not lie inside");
  expectError("{" + tensor("a", "F32", "[2]", "[0]") + "}", kEight, "does not lie inside");
}

TEST(Safetensors, RefusesShapesThatDoNotFit) {
  expectError("{" + tensor("a", "F32", "[3]", "[0,8]") + "}", kEight, "tensor \"a\" has a shape that does not fit");
  expectError("{" + tensor("a", "F16", "[2]", "[0,8]") + "}", kEight, "does not fit");
  // 2^32 * 2^32 * 4 is 0 in 64 bits.
  expectError("{" + tensor("a", "F32", "[4294967296,4294967296]", "[0,0]") + "}", "", "does not fit");
  expectError("{" + tensor("a", "F32", "[18446744073709551615]", "[0,8]") + "}", kEight, "size in its shape");
  expectError("{" + tensor("a", "F32", "[-2]", "[0,8]") + "}", kEight, "size in its shape");
  expectError("{" + tensor("a", "F32", "[2.0]", "[0,8]") + "}", kEight, "size in its shape");
  expectError("{" + tensor("a", "F32", "2", "[0,8]") + "}", kEight, "no list");
  expectError("{" + tensor("a", "F32", "[1,1,1,1,1,1,1,1,2]", "[0,8]") + "}", kEight, "at most 8");
}

TEST(Safetensors, RefusesOtherTypes) {
  expectError("{" + tensor("a", "I64", "[1]", "[0,8]") + "}", kEight, "tensor \"a\" is of a type other than F32");
}

// Bit patterns of IEEE 754-2019 binary16.
TEST(Half, RoundsToNearestEven) {
  const float unit = std::ldexp(1.0F, -24);  // smallest subnormal
  EXPECT_EQ(halfBits(0.0F), 0x0000);
  EXPECT_EQ(halfBits(-0.0F), 0x8000);
  EXPECT_EQ(halfBits(1.0F), 0x3c00);
  EXPECT_EQ(halfBits(-2.0F), 0xc000);
  EXPECT_EQ(halfBits(0.333251953125F), 0x3555);
  EXPECT_EQ(halfBits(65504.0F), 0x7bff);
  EXPECT_EQ(halfBits(65519.0F), 0x7bff);
  EXPECT_EQ(halfBits(65520.0F), 0x7c00);
  EXPECT_EQ(halfBits(1e30F), 0x7c00);
  EXPECT_EQ(halfBits(-std::numeric_limits<float>::infinity()), 0xfc00);
  EXPECT_EQ(halfBits(std::nanf("")) & 0x7fff, 0x7e00);
  EXPECT_EQ(halfBits(1.0F + std::ldexp(1.0F, -11)), 0x3c00);
  EXPECT_EQ(halfBits(1.0F + std::ldexp(3.0F, -11)), 0x3c02);
  EXPECT_EQ(halfBits(std::ldexp(1.0F, -14)), 0x0400);
  EXPECT_EQ(halfBits(unit), 0x0001);
  EXPECT_EQ(halfBits(unit * 1.5F), 0x0002);
  EXPECT_EQ(halfBits(unit / 2), 0x0000);
  EXPECT_EQ(halfBits(unit * 0.51F), 0x0001);
  EXPECT_EQ(halfBits(std::ldexp(1.0F, -14) - unit / 2), 0x0400);
  EXPECT_EQ(halfBits(1e-30F), 0x0000);
}

TEST(Half, EveryNumberOfItComesBack) {
  for (std::uint32_t bits = 0; bits < 0x10000; ++bits) {
    const float value = valueOfHalf(static_cast<std::uint16_t>(bits));
    if (std::isnan(value)) continue;
    EXPECT_EQ(halfBits(value), bits);
  }
  EXPECT_EQ(valueOfHalf(0x3C00), 1);
  EXPECT_EQ(valueOfHalf(0xC900), -10);
  EXPECT_EQ(valueOfHalf(0x0001), std::ldexp(1.0F, -24));
}

TEST(Half, AFileInHalfHasTheRoundedValues) {
  std::map<std::string, TensorData> tensors{{"a", {{2}, {0.1F, -3}}}, {"b", {{1}, {1e-9F}}}};
  const auto half = inHalf(writeSafetensors(tensors));
  ASSERT_TRUE(half) << half.error().message;
  ASSERT_TRUE(roundToHalf(tensors));
  EXPECT_EQ(*half, writeSafetensors(tensors, true));
  EXPECT_NEAR(tensors.at("a").values[0], 0.1, 5e-5);
  EXPECT_EQ(tensors.at("b").values[0], 0);
  EXPECT_EQ(*inHalf(*half), *half);  // it is already
  EXPECT_EQ(inHalf(writeSafetensors({{"large", {{1}, {70000}}}})).error().message,
            "large has a value that float16 cannot hold");
}

}  // namespace
}  // namespace snitt
