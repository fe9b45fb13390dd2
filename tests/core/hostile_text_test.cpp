// Damaged files reach every parser of core: each must say no or give a value that can be used, and never crash. Worth
// most in the asan build.
#include <functional>
#include <random>

#include <gtest/gtest.h>

#include "core/geojson.h"
#include "core/score.h"
#include "support/sample_bundle.h"

namespace snitt {
namespace {

// `text` with a few bytes flipped, doubled, cut out or replaced by such as formats are made of.
std::string damaged(std::string text, std::mt19937& random) {
  static const std::string telling = "{}[]\",:=-+.eE0129\\/#\n\xff";
  const auto below = [&](std::size_t limit) { return static_cast<std::size_t>(random() % limit); };
  const std::size_t changes = 1 + below(4);
  for (std::size_t i = 0; i < changes && !text.empty(); ++i) {
    const std::size_t at = below(text.size());
    switch (random() % 5) {
      case 0:
        text[at] = static_cast<char>(text[at] ^ (1 << below(8)));
        break;
      case 1:
        text[at] = telling[below(telling.size())];
        break;
      case 2:
        text.erase(at, 1 + below(20));
        break;
      case 3:
        text.insert(at, text.substr(below(text.size()), 1 + below(20)));
        break;
      default:
        text.resize(at);
        break;
    }
  }
  return text;
}

// `parse` says whether the text was taken.
void survives(const std::string& good, const std::function<bool(const std::string&)>& parse) {
  ASSERT_TRUE(parse(good));
  std::mt19937 random(7);
  int refused = 0;
  for (int i = 0; i < 3000; ++i) refused += parse(damaged(good, random)) ? 0 : 1;
  EXPECT_GT(refused, 500);
}

TEST(HostileText, Manifest) {
  survives(formatManifest(test::sampleManifest()), [](const std::string& text) {
    const auto manifest = parseManifest(text);
    EXPECT_TRUE(!manifest || parseManifest(formatManifest(*manifest))) << text;
    return manifest.has_value();
  });
}

TEST(HostileText, Safetensors) {
  const std::string good =
      writeSafetensors({{"a", {{2, 2}, {1, 2, 3, 4}}}, {"b", {{}, {5}}}, {"c", {{1, 3}, {6, 7, 8}}}});
  survives(good, [](const std::string& bytes) {
    const auto file = SafetensorsFile::parse(bytes);
    if (!file) return false;
    std::size_t total = 0;
    for (const auto& [name, view] : file->tensors())
      for (const std::byte byte : view.bytes) total += std::to_integer<std::size_t>(byte) > 0 ? 1 : 0;
    EXPECT_LE(total, bytes.size());
    return true;
  });
}

TEST(HostileText, Score) {
  Score score;
  score.resolutions.push_back({"10x", 471, 0.92, 3, {1}, {{"10x-1", 0.5}}, 0.5, 0.5, Prognosis::good});
  score.tissueQuality = QualityFigures{};
  score.scope.findings.push_back({"organ", FactState::met, "organ is colon"});
  survives(formatScore(score), [](const std::string& text) {
    const auto parsed = parseScore(text);
    EXPECT_TRUE(!parsed || parseScore(formatScore(*parsed))) << text;
    return parsed.has_value();
  });
}

TEST(HostileText, Outlines) {
  OutlineFeature feature;
  feature.className = "Tumor";
  feature.polygons = {{{{0, 0}, {8, 0}, {0, 8}}, {{{1, 1}, {2, 1}, {1, 2}}}}, {{{9, 9}, {19, 9}, {9, 19}}, {}}};
  feature.measurements = {{"Area", 3}};
  survives(formatOutlines({feature, feature}), [](const std::string& text) {
    const auto outlines = parseOutlines(text);
    EXPECT_TRUE(!outlines || parseOutlines(formatOutlines(*outlines))) << text;
    return outlines.has_value();
  });
}

}  // namespace
}  // namespace snitt
