// Slides that are damaged, are no file, or do not show what is claimed of them.
#include <sys/stat.h>

#include <algorithm>
#include <cstring>
#include <nlohmann/json.hpp>

#include "core/atomic_file.h"
#include "core/csv.h"
#include "core/text/number.h"
#include "support/paint_overview.h"
#include "support/score_fixture.h"

namespace snitt::test {
namespace {

constexpr std::uint16_t kImageWidth = 256;
constexpr std::uint16_t kImageLength = 257;
constexpr std::uint16_t kTileOffsets = 324;
constexpr std::uint16_t kTileByteCounts = 325;
constexpr int kTilePx = 240;

class BadSlide : public ScoreFixture {
 protected:
  // Ends a program that hangs: 124.
  [[nodiscard]] Ran scoreWithin20s(const std::filesystem::path& file) const {
    std::vector<std::string> command{"timeout", "20", snittProgram()};
    const auto arguments = scoreCommand(file);
    command.insert(command.end(), arguments.begin(), arguments.end());
    RunOptions options;
    options.environment["XDG_STATE_HOME"] = m_folder.path().string();
    return run(command, options);
  }

  // A slide whose every 32 × 32 px block has the colour of one pixel of an overview at 8 µm/px.
  [[nodiscard]] std::filesystem::path paintedFrom(const std::string& name, Image overview) const {
    SlideRecipe painted = recipe();
    painted.paint = [overview = std::move(overview)](std::int64_t left, std::int64_t top, Image& tile) {
      for (int y = 0; y < tile.heightPx; ++y)
        for (int x = 0; x < tile.widthPx; ++x) {
          const auto fromX = static_cast<int>(std::min<std::int64_t>((left + x) / 32, overview.widthPx - 1));
          const auto fromY = static_cast<int>(std::min<std::int64_t>((top + y) / 32, overview.heightPx - 1));
          std::copy_n(overview.pixel(fromX, fromY), 3, tile.pixel(x, y));
        }
    };
    makeSlide(m_folder / name, painted);
    return m_folder / name;
  }

  static nlohmann::json scoreIn(const std::filesystem::path& folder) {
    return nlohmann::json::parse(readFile(folder / "score.json").value());
  }
};

std::uint32_t wordAt(const std::string& bytes, std::size_t at) {
  std::uint32_t value = 0;
  std::memcpy(&value, bytes.data() + at, sizeof(value));
  return value;
}

// Value `index` of an array tag of the first directory (classic little-endian TIFF, type LONG).
std::uint32_t tagElement(const std::string& bytes, std::uint16_t tag, std::size_t index) {
  const std::size_t directory = wordAt(bytes, 4);
  for (std::size_t i = 0; i < (wordAt(bytes, directory) & 0xFFFFU); ++i) {
    const std::size_t at = directory + 2 + 12 * i;
    if ((wordAt(bytes, at) & 0xFFFFU) == tag) return wordAt(bytes, wordAt(bytes, at + 8) + 4 * index);
  }
  throw std::runtime_error("fixture: the slide lacks a tag");
}

TEST_F(BadSlide, HugeDimensions) {
  const std::filesystem::path copy = m_folder / "huge.svs";
  for (const std::uint32_t size : {0xFFFFFFF0U, 2'000'000'000U}) {
    std::filesystem::copy_file(slide(), copy, std::filesystem::copy_options::overwrite_existing);
    setTag(copy, kImageWidth, size);
    setTag(copy, kImageLength, size);
    const Ran ran = scoreWithin20s(copy);
    expectRefused(ran, 1, "huge.svs");
    EXPECT_LT(ran.peakMemoryMiB, 1024);
  }
}

// Zeros where a tile's picture was: a hole in a file that was copied in pieces.
TEST_F(BadSlide, ATileOfZerosIsListedAsUnreadable) {
  ASSERT_EQ(score(slide()).code, 0);
  const CsvRow planned = parseCsv(readFile(out() / "slide/tiles-40x.csv").value())->rows.at(3);
  const auto storedTile = [&](std::size_t field) {
    return static_cast<std::size_t>(parseNumber(planned[field]).value() + 200) / kTilePx;
  };
  constexpr std::size_t across = (5000 + kTilePx - 1) / kTilePx;
  const std::size_t index = storedTile(1) * across + storedTile(0);
  std::string bytes = readBytes(slide());
  const std::size_t offset = tagElement(bytes, kTileOffsets, index);
  const std::size_t count = tagElement(bytes, kTileByteCounts, index);
  std::fill_n(bytes.begin() + static_cast<std::ptrdiff_t>(offset), count, '\0');
  const Ran ran = score(write("holed.svs", bytes));
  EXPECT_TRUE(ran.code == 3 || ran.code == 0) << ran.code << ran.err;
  const auto unreadable = scoreIn(out() / "holed")["resolutions"][1]["unreadable"];
  EXPECT_NE(std::find(unreadable.begin(), unreadable.end(), 3), unreadable.end()) << unreadable;
}

TEST_F(BadSlide, ANamedPipeIsNotWaitedFor) {
  const std::filesystem::path pipe = m_folder / "pipe.svs";
  ASSERT_EQ(mkfifo(pipe.c_str(), 0600), 0);
  expectRefused(scoreWithin20s(pipe), 1, "pipe.svs");
}

TEST_F(BadSlide, ADeviceIsNotReadWithoutEnd) { expectRefused(scoreWithin20s("/dev/zero"), 1, "/dev/zero"); }

// Where there is no tissue there is no stain to be outside the scope with: the slide has a result, not a refusal.
TEST_F(BadSlide, NoTissueIsNotAssessableAlsoWhereTheStainIsLimited) {
  editManifest("[scope]", "[scope]\nstain = [\"H&E\"]");
  const Ran ran = scoreInScope(paintedFrom("glass.svs", Image(157, 125, 3, 242)));
  EXPECT_EQ(ran.code, 3) << ran.err;
  ASSERT_TRUE(std::filesystem::exists(out() / "glass/score.json")) << ran.err;
  EXPECT_EQ(scoreIn(out() / "glass")["notAssessable"]["reason"], "no tissue was found");
}

// The pixels are stronger than what somebody typed.
TEST_F(BadSlide, AStainThatThePixelsContradictIsRefused) {
  editManifest("[scope]", "[scope]\nstain = [\"H&E\"]");
  Image overview(157, 125, 3, 245);
  layTissue(overview, ellipse(78, 62, 60, 50), haematoxylin, dab, 1);
  const auto brown = paintedFrom("brown.svs", overview);
  expectRefused(scoreInScope(brown, {"--fact", "stain=H&E"}), 3, "stain");
  EXPECT_EQ(scoreInScope(slide(), {"--fact", "stain=H&E"}).code, 0);
}

}  // namespace
}  // namespace snitt::test
