#include "core/secrets/secrets.h"

#include <fstream>

#include <sys/stat.h>

#include "core/atomic_file.h"
#include "support/temp_folder.h"

#include <gtest/gtest.h>

namespace snitt {
namespace {

using Words = std::vector<std::string>;

TEST(Secrets, OpensWhatItSealedAtItsPlaceAlone) {
  const Secrets secrets = Secrets::generate();
  const std::string sealed = secrets.seal("Kari Nordmann", "patient:1");
  EXPECT_EQ(secrets.open(sealed, "patient:1").value(), "Kari Nordmann");
  EXPECT_EQ(secrets.open(secrets.seal("", "p"), "p").value(), "");
  EXPECT_EQ(secrets.open(sealed, "patient:2").error().kind, ErrorKind::corrupt);
  EXPECT_EQ(Secrets::generate().open(sealed, "patient:1").error().kind, ErrorKind::corrupt);
  EXPECT_EQ(sealed.find("Kari"), std::string::npos);
  // The same text never looks the same twice: nobody sees that two patients share a name.
  EXPECT_NE(secrets.seal("Kari Nordmann", "patient:1"), sealed);
}

TEST(Secrets, EveryChangedByteIsNoticed) {
  const Secrets secrets = Secrets::generate();
  const std::string sealed = secrets.seal("Kari", "p");
  for (std::size_t i = 0; i < sealed.size(); ++i) {
    std::string changed = sealed;
    changed[i] = static_cast<char>(changed[i] ^ 1);
    EXPECT_FALSE(secrets.open(changed, "p")) << i;
    EXPECT_FALSE(secrets.open(sealed.substr(0, i), "p")) << i;
  }
}

TEST(Secrets, MarksAreTheSameForTheSameTextKindAndKeyAlone) {
  const Secrets secrets = Secrets::generate();
  EXPECT_EQ(secrets.mark("word", "kari"), secrets.mark("word", "kari"));
  EXPECT_EQ(secrets.mark("word", "kari").size(), 16U);
  EXPECT_NE(secrets.mark("word", "kari"), secrets.mark("path", "kari"));
  EXPECT_NE(secrets.mark("a", "bc"), secrets.mark("ab", "c"));
  EXPECT_NE(secrets.mark("word", "kari"), Secrets::generate().mark("word", "kari"));
}

TEST(Secrets, AKeyFileBringsTheSameKeyBack) {
  const test::TempFolder folder;
  const Secrets secrets = Secrets::generate();
  ASSERT_TRUE(secrets.write(folder / "a.key"));
  struct stat status {};
  ASSERT_EQ(stat((folder / "a.key").c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777U, 0600U);
  const auto again = Secrets::read(folder / "a.key");
  ASSERT_TRUE(again) << again.error().message;
  EXPECT_EQ(again->id(), secrets.id());
  EXPECT_EQ(again->id().size(), 16U);
  EXPECT_NE(again->id(), Secrets::generate().id());
  EXPECT_EQ(again->open(secrets.seal("Kari", "p"), "p").value(), "Kari");
  EXPECT_EQ(Secrets::generate().write(folder / "a.key").error().kind, ErrorKind::usage);
}

TEST(Secrets, AKeyFileThatIsNoneIsRefusedAsWhatItIs) {
  const test::TempFolder folder;
  const std::filesystem::path file = folder / "a.key";
  EXPECT_EQ(Secrets::read(file).error().kind, ErrorKind::notFound);
  ASSERT_TRUE(Secrets::generate().write(file));
  const std::string good = readFile(file).value();
  const auto changed = [&](const std::string& text) {
    std::ofstream(file, std::ios::trunc) << text;
    return Secrets::read(file).error();
  };
  EXPECT_EQ(changed("").kind, ErrorKind::corrupt);
  EXPECT_EQ(changed("-----BEGIN PRIVATE KEY-----\n").kind, ErrorKind::corrupt);
  // One digit of the key, as a person types it wrongly.
  for (std::size_t i = good.find('\n') + 1; i < good.size() - 1; ++i) {
    std::string typed = good;
    if (typed[i] == '\n') continue;
    typed[i] = typed[i] == '0' ? '1' : '0';
    const Error error = changed(typed);
    EXPECT_EQ(error.kind, ErrorKind::corrupt) << i;
    EXPECT_NE(error.message.find("damaged"), std::string::npos) << error.message;
    EXPECT_EQ(error.message.find(good.substr(12, 16)), std::string::npos) << "the key is told";
  }
  std::ofstream(file, std::ios::trunc) << good;
  ASSERT_TRUE(Secrets::read(file));
  ASSERT_EQ(chmod(file.c_str(), 0644), 0);
  EXPECT_EQ(Secrets::read(file).error().kind, ErrorKind::refused);
  ASSERT_EQ(chmod(file.c_str(), 0640), 0);
  EXPECT_TRUE(Secrets::read(file));
}

TEST(SearchWords, AreWholeWordsWithoutCaseAndAccents) {
  EXPECT_EQ(searchWords("O'Brien-Åse 010203-12345"), (Words{"010203", "12345", "ase", "brien", "o"}));
  EXPECT_EQ(searchWords("MÜLLER Straße"), (Words{"muller", "strasse"}));
  EXPECT_EQ(searchWords("Østby øSTBY"), (Words{"østby"}));
  EXPECT_EQ(searchWords(""), Words{});
  EXPECT_EQ(searchWords(" -- !"), Words{});
  EXPECT_EQ(searchWords("Ａｎｎａ ١٢"), (Words{"anna", "١٢"}));
}

// The same name, typed in one letter or as a letter and its accent.
TEST(SearchWords, AreTheSameForComposedAndDecomposedLetters) {
  EXPECT_EQ(searchWords("\u00C5se"), searchWords("A\u030Ase"));
  EXPECT_EQ(searchWords("a\u202Eb\u00ADc"), (Words{"abc"}));
}

TEST(SearchWords, BytesThatAreNoTextEndAWordAndHarmNothing) {
  EXPECT_EQ(searchWords("kari\xFF\xC3nordmann\xE2\x82"), (Words{"kari", "nordmann"}));
  EXPECT_EQ(searchWords(std::string("a\0b", 3)), (Words{"a", "b"}));
  EXPECT_EQ(searchWords(std::string(1 << 20, 'x')).front().size(), std::size_t{1} << 20U);
}

}  // namespace
}  // namespace snitt
