// What a site file says, and what it is refused for.
#include <chrono>

#include <gtest/gtest.h>

#include "core/site/site_file.h"

namespace snitt {
namespace {

const std::string kHead = "format = \"snitt-site/1\"\nname = \"HOSP\"\n";
const std::string kPattern =
    "[[pattern]]\nsources = [\"fileName\"]\nmatch = '(?P<accession>H\\d+)_(?P<block>\\d)(?:_(?P<stain>.+))?'\n"
    "[[pattern.example]]\ntext = \"H7_2\"\naccession = \"H7\"\nblock = \"2\"\n";

Site siteOf(const std::string& toml) {
  const auto site = Site::parse(kHead + toml, "/etc/snitt");
  EXPECT_TRUE(site) << site.error().message;
  return site ? *site : Site::withoutFile("none");
}

Error errorOf(const std::string& toml, const std::string& head = kHead) {
  const auto site = Site::parse(head + toml, "/");
  EXPECT_FALSE(site) << toml;
  return site ? Error{} : site.error();
}

TEST(SiteFile, UnderstandsTextsOfTheSourcesOfItsPatterns) {
  const Site site = siteOf(kPattern + "[stains]\n\"01\" = \"HE\"\n");
  const SaidIdentity said = site.understand(IdentitySource::fileName, "H7_2_01");
  EXPECT_EQ(said.site, "HOSP");
  EXPECT_EQ(said.text, "H7_2_01");
  EXPECT_EQ(said.identity, (SlideIdentity{"H7", "", "2", "", "HE"}));
  EXPECT_EQ(site.understand(IdentitySource::fileName, "H7_2_02").identity->stain, "02");
  EXPECT_FALSE(site.understand(IdentitySource::barcode, "H7_2").identity);
  EXPECT_FALSE(site.understand(IdentitySource::fileName, "a H7_2").identity);
  EXPECT_FALSE(site.understand(IdentitySource::fileName, "H7_2_" + std::string(1000, 'x')).identity);
  EXPECT_FALSE(Site::withoutFile("X").understand(IdentitySource::barcode, "H7_2").identity);
}

TEST(SiteFile, TriesTheExamplesOfItsPatterns) {
  EXPECT_EQ(errorOf(kPattern + "[[pattern.example]]\ntext = \"H7\"\naccession = \"H7\"\n").message,
            "pattern[0].example[1].text does not match its pattern");
  const Error wrong = errorOf(kPattern + "[[pattern.example]]\ntext = \"H7_2\"\naccession = \"H7\"\nblock = \"3\"\n");
  EXPECT_EQ(wrong.kind, ErrorKind::corrupt);
  EXPECT_EQ(wrong.message, "pattern[0].example[1]: the pattern gives block \"2\" where the example says \"3\"");
  std::string refusing = kPattern;
  refusing.insert(refusing.find("match"), "refuses = [\"H8_1\"]\n");
  EXPECT_EQ(errorOf(refusing).message, "pattern[0].match matches \"H8_1\", which pattern[0].refuses lists");
}

TEST(SiteFile, RefusesPatternsThatCannotBe) {
  const auto with = [](const std::string& match) {
    return "[[pattern]]\nsources = [\"barcode\"]\nmatch = '" + match +
           "'\n[[pattern.example]]\ntext = \"x\"\naccession = \"x\"\n";
  };
  EXPECT_EQ(errorOf(with("(")).kind, ErrorKind::corrupt);
  EXPECT_EQ(errorOf(with("x")).message, "pattern[0].match has no group named accession: (?P<accession>…)");
  EXPECT_EQ(errorOf(with("(?P<accession>x)(?P<colour>y)?")).message,
            "pattern[0].match has a group named \"colour\"; known are accession, specimen, block, slide and stain");
  EXPECT_EQ(errorOf(with("(?P<accession>((x{1000}){1000}){1000})")).kind, ErrorKind::corrupt);
  EXPECT_EQ(errorOf(with(std::string(1001, 'x'))).message, "pattern[0].match is longer than 1000 bytes");
  EXPECT_EQ(errorOf("[[pattern]]\nsources = [\"barcode\"]\nmatch = 'x'\n").message, "pattern[0].example is missing");
  EXPECT_EQ(errorOf("[[pattern]]\nsources = [\"smell\"]\nmatch = 'x'\n").message,
            "pattern[0].sources must list some of \"barcode\", \"fileName\", \"folderName\"");
}

// Patterns that take exponential time elsewhere.
TEST(SiteFile, HostileTextCostsNoMoreThanItsLength) {
  const Site site = siteOf(
      "[[pattern]]\nsources = [\"barcode\"]\nmatch = '(?P<accession>((a*)*)*b)'\n"
      "[[pattern.example]]\ntext = \"aab\"\naccession = \"aab\"\n");
  const auto start = std::chrono::steady_clock::now();
  for (int i = 0; i < 1000; ++i) EXPECT_FALSE(site.understand(IdentitySource::barcode, std::string(999, 'a')).identity);
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(5));
}

TEST(SiteFile, NamesTheKeyThatIsWrong) {
  const Error unknown = errorOf("[list]\nseperator = \";\"\n");
  EXPECT_EQ(unknown.kind, ErrorKind::usage);
  EXPECT_EQ(unknown.message,
            "list.seperator is no key that this version knows (nearest: \"separator\"); known here: columns, dates, "
            "separator");
  EXPECT_EQ(errorOf("[list]\nseparator = \"x\"\n").message,
            "list.separator must be one of \",\", \";\", \"|\", \"tab\"");
  EXPECT_EQ(errorOf("[messages]\naccession = [\"SPM30\"]\n").message,
            "messages.accession must name fields of messages as \"SPM-30\" or \"ORC-38.1\"");
  EXPECT_EQ(errorOf("[watch]\nmessages = \"in\"\n").message,
            "watch.quarantine is missing: messages that cannot be read go there");
  EXPECT_EQ(errorOf("[watch]\nmessages = \"in\"\nquarantine = \"in/\"\n").message,
            "watch.quarantine is the folder that messages arrive in");
  EXPECT_EQ(errorOf("[watch]\nmessages = \"in\"\nquarantine = \"q\"\ntaken = \"x/../in\"\n").message,
            "watch.taken is the folder that messages arrive in");
  EXPECT_EQ(errorOf("[preselect]\nblocks = '('\n").kind, ErrorKind::corrupt);
  EXPECT_EQ(errorOf("", "format = \"snitt-site/2\"\n").kind, ErrorKind::unsupported);
  EXPECT_EQ(errorOf("", "format = \"snitt-site/1\"\nname = \"A:B\"\n").kind, ErrorKind::usage);
  EXPECT_EQ(errorOf("", "format = \"snitt-site/1\"\n").message, "name is missing");
  EXPECT_EQ(errorOf("x y").kind, ErrorKind::corrupt);
  EXPECT_EQ(Site::read("/nowhere/site.toml").error().kind, ErrorKind::notFound);
}

TEST(SiteFile, FoldersStartAtItsOwn) {
  const Site site = siteOf("[watch]\nmessages = \"in\"\nquarantine = \"../q\"\nslides = [\"/scans\"]\n");
  EXPECT_EQ(site.watch().messages, "/etc/snitt/in");
  EXPECT_EQ(site.watch().quarantine, "/etc/q");
  EXPECT_EQ(site.watch().slides.at(0), "/scans");
  EXPECT_EQ(site.watch().settledSeconds, 60);
}

TEST(SiteFile, PreselectsTumourBlocksOnHe) {
  const Site plain = siteOf("");
  EXPECT_TRUE(plain.preselects("H&E", "A", "1", true));
  EXPECT_FALSE(plain.preselects("H&E", "A", "1", false));
  EXPECT_FALSE(plain.preselects("H&E", "A", "1", std::nullopt));
  EXPECT_FALSE(plain.preselects("PAS", "A", "1", true));
  const Site byLabel = siteOf("[preselect]\nstains = [\"01\"]\nblocks = '[A-Z]1'\n");
  EXPECT_TRUE(byLabel.preselects("01", "A", "1", std::nullopt));
  EXPECT_FALSE(byLabel.preselects("01", "A", "11", std::nullopt));
  EXPECT_FALSE(byLabel.preselects("01", "A", "1", false));
  EXPECT_FALSE(byLabel.preselects("H&E", "A", "1", true));
  EXPECT_TRUE(siteOf("[preselect]\ntumourBlocksOnly = false\n").preselects("HE", "A", "1", false));
}

TEST(SiteFile, ReadsFieldsOfMessages) {
  EXPECT_EQ(*parseHl7Field("SPM-30"), (Hl7Field{"SPM", 30, 0}));
  EXPECT_EQ(*parseHl7Field("ORC-38.1"), (Hl7Field{"ORC", 38, 1}));
  EXPECT_EQ(*parseHl7Field("Z01-2"), (Hl7Field{"Z01", 2, 0}));
  for (const char* wrong :
       {"", "SPM", "SPM-", "SPM-0", "SPM-1.", "SPM-1.0", "SPM-x", "spm-1", "SPM-999", "SPMX-1", "1PM-1"})
    EXPECT_FALSE(parseHl7Field(wrong)) << wrong;
}

}  // namespace
}  // namespace snitt
