#include "core/bundle/bundle.h"

#include <cstring>
#include <fstream>

#include <gtest/gtest.h>

#include "core/atomic_file.h"
#include "support/sample_bundle.h"
#include "support/temp_folder.h"

namespace snitt {
namespace {

namespace fs = std::filesystem;

std::string contents(const fs::path& file) { return readFile(file).value_or("unreadable"); }

void overwrite(const fs::path& file, const std::string& bytes) {
  std::ofstream out(file, std::ios::binary | std::ios::trunc);
  out << bytes;
}

std::size_t filesIn(const fs::path& folder) {
  return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder), fs::directory_iterator()));
}

class Bundle : public testing::Test {
 protected:
  Bundle() {
    const auto written = writeBundle(m_folder, test::sampleManifest(), test::sampleFiles());
    EXPECT_TRUE(written) << written.error().message;
  }

  Error refusal() {
    const auto bundle = loadBundle(m_folder);
    EXPECT_FALSE(bundle);
    return bundle ? Error{ErrorKind::cancelled, "loaded"} : bundle.error();
  }

  void expectRefusal(const std::string& part, ErrorKind kind = ErrorKind::model) {
    const Error error = refusal();
    EXPECT_EQ(error.kind, kind) << error.message;
    EXPECT_NE(error.message.find(part), std::string::npos) << "said: " << error.message << "\nwant: " << part;
    EXPECT_NE(error.message.find("bundle " + m_folder.string()), std::string::npos) << error.message;
  }

  // Lets the manifest vouch for a file as it now lies in the folder.
  void list(const std::string& path) {
    auto manifest = parseManifest(contents(m_folder / "manifest.toml"));
    ASSERT_TRUE(manifest);
    manifest->files[path] = sha256Of(contents(m_folder / path));
    overwrite(m_folder / "manifest.toml", formatManifest(*manifest));
  }

  test::TempFolder m_temp;
  fs::path m_folder = m_temp / "Bündel mit Leerzeichen";
};

TEST_F(Bundle, LoadsWhatWasWritten) {
  const auto bundle = loadBundle(m_folder);
  ASSERT_TRUE(bundle) << bundle.error().message;
  EXPECT_TRUE(bundle->manifest == test::sampleManifest());
  EXPECT_EQ(bundle->card, "# Sample\nMade for tests.\n");
  EXPECT_EQ(bundle->sha256, sha256Of(contents(m_folder / "manifest.toml")));
  EXPECT_EQ(bundle->parts, partHashes(test::sampleManifest()));
  EXPECT_EQ(bundle->networks.size(), 4U);
  EXPECT_EQ(bundle->networks.at("networks/40x-2.safetensors").tensors().at("weight").shape,
            (std::vector<std::int64_t>{2, 2}));
}

TEST_F(Bundle, KeepsTheBytesThatWereHashed) {
  const auto bundle = loadBundle(m_folder);
  ASSERT_TRUE(bundle);
  const std::string path = test::samplePath("10x-1");
  overwrite(m_folder / path, "something else");
  float first = 0;
  std::memcpy(&first, bundle->networks.at(path).tensors().at("weight").bytes.data(), 4);
  EXPECT_EQ(first, 0.25F);
}

TEST_F(Bundle, RefusesEveryKindOfFileWithOneByteChanged) {
  for (const std::string name : {"card.md", "networks/10x-1.safetensors", "networks/40x-2.safetensors"}) {
    const std::string before = contents(m_folder / name);
    for (const std::size_t at : {std::size_t{0}, before.size() / 2, before.size() - 1}) {
      std::string after = before;
      after[at] = static_cast<char>(after[at] ^ 1);
      overwrite(m_folder / name, after);
      expectRefusal("the file \"" + name + "\" has changed");
    }
    overwrite(m_folder / name, before + "\n");
    expectRefusal("the file \"" + name + "\" has changed");
    overwrite(m_folder / name, before);
  }
  ASSERT_TRUE(loadBundle(m_folder));
}

TEST_F(Bundle, ChangedManifestIsAnotherBundle) {
  const std::string before = loadBundle(m_folder)->sha256;
  std::string text = contents(m_folder / "manifest.toml");
  text.replace(text.find("10x = 0.5"), 9, "10x = 0.4");
  overwrite(m_folder / "manifest.toml", text);
  const auto bundle = loadBundle(m_folder);
  ASSERT_TRUE(bundle) << bundle.error().message;
  EXPECT_NE(bundle->sha256, before);
}

TEST_F(Bundle, RefusesManifestThatIsWrong) {
  overwrite(m_folder / "manifest.toml", "format = 1");
  expectRefusal("manifest.toml: format must be a text");
  overwrite(m_folder / "manifest.toml", "format = \"snitt-bundle/7\"");
  expectRefusal("snitt-bundle/7", ErrorKind::unsupported);
  overwrite(m_folder / "manifest.toml", std::string(5'000'000, '#'));
  expectRefusal("5000000 bytes");
}

TEST_F(Bundle, RefusesWithoutCard) {
  fs::remove(m_folder / "card.md");
  expectRefusal("the file \"card.md\" is missing");
}

TEST_F(Bundle, RefusesEmptyCard) {
  for (const char* blank : {"", " \n\t\r\n"}) {
    overwrite(m_folder / "card.md", blank);
    list("card.md");
    expectRefusal("the model card \"card.md\" is empty");
  }
}

TEST_F(Bundle, RefusesMissingNetwork) {
  fs::remove(m_folder / test::samplePath("40x-1"));
  expectRefusal("the file \"networks/40x-1.safetensors\" is missing");
}

TEST_F(Bundle, RefusesNetworkThatIsDamagedButListed) {
  const std::string path = test::samplePath("40x-1");
  overwrite(m_folder / path, "no network");
  list(path);
  expectRefusal("the network \"networks/40x-1.safetensors\" cannot be read");
}

TEST_F(Bundle, RefusesUnlistedFiles) {
  for (const std::string name : {"extra.txt", ".hidden", "networks/other.safetensors"}) {
    overwrite(m_folder / name, "x");
    expectRefusal("the file \"" + name + "\" is not listed");
    fs::remove(m_folder / name);
  }
  fs::create_directories(m_folder / "empty");
  EXPECT_TRUE(loadBundle(m_folder));
}

TEST_F(Bundle, TakesListedFileThatIsNoNetwork) {
  overwrite(m_folder / "licence.txt", "CC0");
  list("licence.txt");
  const auto bundle = loadBundle(m_folder);
  ASSERT_TRUE(bundle) << bundle.error().message;
  EXPECT_EQ(bundle->networks.size(), 4U);
}

TEST_F(Bundle, RefusesPathsOutOfTheFolder) {
  overwrite(m_temp / "outside.txt", "x");
  std::string text = contents(m_folder / "manifest.toml");
  overwrite(m_folder / "manifest.toml", text + "\"../outside.txt\" = \"" + sha256Of("x") + "\"\n");
  expectRefusal("files.\"../outside.txt\" is no relative path");
}

TEST_F(Bundle, RefusesLinksOutOfTheFolder) {
  const std::string path = test::samplePath("10x-2");
  fs::rename(m_folder / path, m_temp / "outside.safetensors");
  fs::create_symlink(m_temp / "outside.safetensors", m_folder / path);
  expectRefusal("\"networks/10x-2.safetensors\" is a link that leaves");
}

TEST_F(Bundle, RefusesLinkedFolderOutOfTheFolder) {
  fs::rename(m_folder / "networks", m_temp / "networks");
  fs::create_directory_symlink(m_temp / "networks", m_folder / "networks");
  expectRefusal("\"networks\" is not listed");
}

TEST_F(Bundle, RefusesFolderInPlaceOfFile) {
  fs::remove(m_folder / "card.md");
  fs::create_directory(m_folder / "card.md");
  expectRefusal("\"card.md\" is no ordinary file");
}

TEST_F(Bundle, SaysWhatIsNotThere) {
  fs::remove(m_folder / "manifest.toml");
  expectRefusal("there is no manifest.toml", ErrorKind::notFound);
  fs::remove_all(m_folder);
  expectRefusal("there is no such folder", ErrorKind::notFound);
  overwrite(m_folder, "a file");
  expectRefusal("there is no such folder", ErrorKind::notFound);
}

TEST_F(Bundle, OpensThroughLinkToTheFolder) {
  fs::create_directory_symlink(m_folder, m_temp / "link");
  EXPECT_TRUE(loadBundle(m_temp / "link"));
}

TEST_F(Bundle, IsWrittenIntoAnEmptyFolderOnly) {
  fs::create_directory(m_temp / "empty");
  EXPECT_TRUE(writeBundle(m_temp / "empty" / "", test::sampleManifest(), test::sampleFiles()));
  EXPECT_TRUE(loadBundle(m_temp / "empty"));
  const auto again = writeBundle(m_temp / "empty", test::sampleManifest(), test::sampleFiles());
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().kind, ErrorKind::usage);
  EXPECT_NE(again.error().message.find("not empty"), std::string::npos);
  EXPECT_TRUE(loadBundle(m_temp / "empty"));
}

TEST_F(Bundle, LeavesNothingWhereItIsRefused) {
  Manifest manifest = test::sampleManifest();
  manifest.decision.thresholds.erase("10x");
  const auto written = writeBundle(m_temp / "new", manifest, test::sampleFiles());
  ASSERT_FALSE(written);
  EXPECT_NE(written.error().message.find("decision.thresholds.\"10x\" is missing"), std::string::npos);
  auto files = test::sampleFiles();
  files["card.md"] = "\n";
  EXPECT_FALSE(writeBundle(m_temp / "new", test::sampleManifest(), files));
  files = test::sampleFiles();
  files.erase("card.md");
  EXPECT_FALSE(writeBundle(m_temp / "new", test::sampleManifest(), files));
  files = test::sampleFiles();
  files["../outside"] = "x";
  EXPECT_FALSE(writeBundle(m_temp / "new", test::sampleManifest(), files));
  // A file where a folder has to be fails while the files are written.
  files = test::sampleFiles();
  files["card.md/below"] = "x";
  EXPECT_FALSE(writeBundle(m_temp / "new", test::sampleManifest(), files));
  EXPECT_EQ(filesIn(m_temp.path()), 1U);
}

}  // namespace
}  // namespace snitt
