#include "core/training/bundle_leaks.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "core/sha256.h"
#include "core/statistics/resampling/counter_random.h"
#include "core/trust/signing_key.h"

namespace snitt::training {
namespace {

const std::string kHash = sha256Of("a slide");

TrainingRecord record() {
  TrainingRecord made;
  RecordedPatient patient{"P-1734", {}, "", "", 1, false, {}, {}};
  patient.slides.push_back({"S99-4711.svs", "archive/2019/S99-4711.svs", kHash, sha256Of("ends"), 0x123456789ABCDEF0});
  made.patients.push_back(patient);
  made.patients.push_back({"12", {}, "", "", 1, false, {}, {}});
  return made;
}

std::string weights(std::size_t size) {
  statistics::CounterRandom random(1, 2);
  std::string bytes;
  while (bytes.size() < size) bytes += static_cast<char>(random.next() & 0xffU);
  return bytes;
}

std::string bytesOfHex(const std::string& hex) {
  std::string bytes;
  for (std::size_t i = 0; i < hex.size(); i += 2) bytes += static_cast<char>(std::stoi(hex.substr(i, 2), nullptr, 16));
  return bytes;
}

// What is found where `text` stands in the middle of a file of weights and in a card.
std::vector<std::string> found(const std::string& text) {
  std::vector<std::string> whats;
  const std::string inWeights = weights(1000) + "{\"format\": \"pt\", \"note\": \"" + text + "\"}" + weights(1000);
  for (const std::string& file : {inWeights, "# Card\nSome text, " + text + ", more text.\n"})
    for (const BundleLeak& leak : findBundleLeaks({{"file", file}}, forbiddenTexts(record())))
      whats.push_back(leak.what);
  return whats;
}

void expectFoundTwice(const std::string& text, const std::string& what) {
  const auto whats = found(text);
  EXPECT_GE(std::ranges::count(whats, what), 2) << text << ": " << (whats.empty() ? "nothing" : whats[0]);
}

TEST(BundleLeaks, IdsAndNamesAreFoundInAnyCase) {
  expectFoundTwice("P-1734", "the patient \"P-1734\"");
  expectFoundTwice("p-1734", "the patient \"P-1734\"");
  expectFoundTwice("_P-1734_", "the patient \"P-1734\"");
  expectFoundTwice("s99-4711", "the slide \"S99-4711\"");
  expectFoundTwice("archive/2019", "the path \"archive/2019\"");
}

TEST(BundleLeaks, HashesAreFoundInEveryForm) {
  const std::string slide = "the hash of a slide (" + kHash.substr(0, 16) + "…)";
  expectFoundTwice(kHash, slide);
  std::string upper = kHash;
  std::ranges::transform(upper, upper.begin(), [](char c) { return c >= 'a' ? static_cast<char>(c - 32) : c; });
  expectFoundTwice(upper, slide);
  expectFoundTwice(bytesOfHex(kHash), slide);
  expectFoundTwice(base64Of(bytesOfHex(kHash)), slide);
  expectFoundTwice("123456789abcdef0", "the image fingerprint of a slide");
  expectFoundTwice("1311768467463790320", "the image fingerprint of a slide");
  // Oracle: printf '%s' P-1734 | sha1sum, and the like; 12 is too short to be found as itself.
  expectFoundTwice(sha256Of("P-1734"), "the SHA-256 of the patient \"P-1734\"");
  expectFoundTwice(sha256Of("p-1734"), "the SHA-256 of the patient \"P-1734\"");
  expectFoundTwice(base64Of(bytesOfHex(sha256Of("12"))), "the SHA-256 of the patient \"12\"");
  expectFoundTwice("c20ad4d76fe97759aa27a0c99bff6710", "the MD5 of the patient \"12\"");
  expectFoundTwice("7b52009b64fd0a2a49e6d8a939753077792b0554", "the SHA-1 of the patient \"12\"");
}

TEST(BundleLeaks, DatesAndPathsAreFoundByTheirShape) {
  expectFoundTwice("2019-03-25", "a date (\"2019-03-25\")");
  expectFoundTwice("25.03.2019", "a date (\"25.03.2019\")");
  expectFoundTwice("03/25/2019", "a date (\"03/25/2019\")");
  expectFoundTwice("20190325", "a date (\"20190325\")");
  expectFoundTwice("/home/kari/slides", "a path (\"/home/kari/slides\")");
  expectFoundTwice("~/slides", "a path (\"~/slides\")");
  expectFoundTwice("D:\\slides\\x", "a path (\"D:\\slides\\x\")");
  expectFoundTwice("\\\\server\\share", "a path (\"\\\\server\\share\")");
}

TEST(BundleLeaks, WhatABundleHoldsAnywayIsNone) {
  for (const std::string text :
       {"https://example.org/a/b.html", "0.20190325", "3.5 of 12 patients", "and/or", "XP-17345", "µm/px, tiles/slide",
        "networks/10x-1.safetensors", "version 20.19.3", "2019-13-25", "1201903251", "CC BY 4.0", "1/2/3"})
    EXPECT_TRUE(found(text).empty()) << text << ": " << found(text)[0];
}

TEST(BundleLeaks, NamesOfFilesAreSearchedToo) {
  const auto leaks = findBundleLeaks({{"networks/P-1734.safetensors", "x"}}, forbiddenTexts(record()));
  ASSERT_EQ(leaks.size(), 1U);
  EXPECT_EQ(leaks[0].file, "(names of files)");
}

TEST(BundleLeaks, TheFirstIsRefusedWithItsPlace) {
  const auto refused = refuseBundleLeaks({{"card.md", "Trained on P-1734."}}, forbiddenTexts(record()));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::refused);
  EXPECT_EQ(refused.error().message,
            "the bundle's file \"card.md\" holds the patient \"P-1734\" at byte 11, which must not leave the site");
  EXPECT_TRUE(refuseBundleLeaks({{"card.md", "Trained on patients."}}, forbiddenTexts(record())));
}

TEST(BundleLeaks, WeightsOfManyNetworksHoldNoneOfManyIds) {
  TrainingRecord many;
  for (int i = 0; i < 400; ++i) {
    RecordedPatient patient;
    patient.id = std::string("K").append(std::to_string(100 + i));  // as short as ids get
    patient.slides.push_back({std::string("slide-").append(std::to_string(i)), "", sha256Of(patient.id), "",
                              statistics::CounterRandom(9, static_cast<std::uint64_t>(i)).next() * 0x100000001ULL});
    many.patients.push_back(patient);
  }
  const auto leaks = findBundleLeaks({{"weights", weights(std::size_t{8} << 20)}}, forbiddenTexts(many));
  EXPECT_TRUE(leaks.empty()) << leaks[0].what;
}

}  // namespace
}  // namespace snitt::training
