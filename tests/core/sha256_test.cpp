#include "core/sha256.h"

#include <fstream>

#include "core/fingerprint.h"
#include "support/temp_folder.h"

#include <gtest/gtest.h>

namespace snitt {
namespace {

// NIST FIPS 180-4 example values.
TEST(Sha256, GivesThePublishedDigests) {
  EXPECT_EQ(sha256Of(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(sha256Of("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(sha256Of("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
}

TEST(Sha256, OfAFileEqualsThatOfItsBytesAcrossBlocks) {
  const test::TempFolder folder;
  std::string bytes(3'000'001, 'x');
  for (std::size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<char>(i * 7 % 251);
  std::ofstream(folder / "file", std::ios::binary) << bytes;
  EXPECT_EQ(sha256OfFile(folder / "file"), sha256Of(bytes));
}

TEST(Sha256, StopsWhenAsked) {
  const test::TempFolder folder;
  std::ofstream(folder / "file") << "text";
  std::stop_source stop;
  stop.request_stop();
  const auto hash = sha256OfFile(folder / "file", stop.get_token());
  ASSERT_FALSE(hash);
  EXPECT_EQ(hash.error().kind, ErrorKind::cancelled);
}

class Fingerprint : public testing::Test {
 protected:
  std::filesystem::path write(const std::string& name, const std::string& bytes) {
    std::ofstream(m_folder / name, std::ios::binary) << bytes;
    return m_folder / name;
  }
  static std::string of(const std::vector<std::filesystem::path>& files, std::int64_t width = 100) {
    const std::vector<std::pair<std::int64_t, std::int64_t>> levels{{width, 50}};
    return fingerprintOf(files, levels).value();
  }
  test::TempFolder m_folder;
};

TEST_F(Fingerprint, FollowsTheFileWhenItIsRenamed) {
  const std::string bytes(5'000'000, 'a');
  EXPECT_EQ(of({write("one.svs", bytes)}), of({write("other name.svs", bytes)}));
}

TEST_F(Fingerprint, ChangesWithSizeEndsAndLevels) {
  std::string bytes(5'000'000, 'a');
  const std::string original = of({write("a", bytes)});
  EXPECT_NE(of({m_folder / "a"}, 101), original);
  EXPECT_NE(of({write("longer", bytes + "a")}), original);
  bytes[10] = 'b';
  EXPECT_NE(of({write("start", bytes)}), original);
  bytes[10] = 'a';
  bytes[4'999'990] = 'b';
  EXPECT_NE(of({write("end", bytes)}), original);
}

TEST_F(Fingerprint, DoesNotDependOnTheOrderOfFiles) {
  const auto a = write("a", "one");
  const auto b = write("b", "two");
  EXPECT_EQ(of({a, b}), of({b, a}));
  EXPECT_EQ(sha256OfFiles(std::vector{a, b}), sha256OfFiles(std::vector{b, a}));
}

TEST_F(Fingerprint, NamesTheFileThatIsMissing) {
  const auto result = fingerprintOf(std::vector<std::filesystem::path>{m_folder / "gone.svs"}, {});
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().kind, ErrorKind::notFound);
  EXPECT_NE(result.error().message.find("gone.svs"), std::string::npos);
}

}  // namespace
}  // namespace snitt
