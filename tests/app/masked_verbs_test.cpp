// What the command line shows and writes for a person who may not see what names patients.
#include <nlohmann/json.hpp>

#include "core/annotation/annotation_measure.h"
#include "core/atomic_file.h"
#include "core/text/identity.h"
#include "support/case_fixture.h"
#include "support/score_fixture.h"
#include "tiling/slide_reader.h"

namespace snitt::test {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

constexpr const char* kShown = "H26-1 A1-1 HE";

class MaskedVerbs : public ScoreFixture {
 protected:
  void SetUp() override {
    ScoreFixture::SetUp();
    m_slide = m_folder / "Wexford Nuala.svs";
    fs::rename(ScoreFixture::slide(), m_slide);
    m_fingerprint = fingerprintOf((*openSlide(m_slide))->info()).value();
    Store store = open(true);
    Cases cases(store);
    become(true, store);
    ASSERT_TRUE(cases.apply(orderOf("H26-1")));
    ASSERT_TRUE(cases.link({m_slide.string(), m_fingerprint, 1, "1", "Aperio"}, {"STJ", "H26-1"},
                           {"H26-1", "A", "1", "1", "HE"}));
  }
  [[nodiscard]] std::string database() const { return (m_folder / "cases.db").string(); }
  [[nodiscard]] Store open(bool make = false) const {
    StoreOptions options;
    options.makeIfMissing = make;
    auto store = Store::open(database(), options);
    EXPECT_TRUE(store) << store.error().message;
    return std::move(*store);
  }
  // The account of the test.
  void become(bool unmasked, Store& store) const {
    People people(store);
    const auto self = people.find(store.actor().name);
    EXPECT_TRUE(self && people.setRoles(self->id, {Role::administrator, Role::pathologist}, unmasked));
  }
  void mask() const {
    Store store = open();
    become(false, store);
  }
  [[nodiscard]] Ran on(std::vector<std::string> arguments) const {
    arguments.insert(arguments.end(), {"--db", database()});
    return snitt(std::move(arguments));
  }
  static bool names(const std::string& text) {
    for (const char* secret : {"Wexford", "Nuala", "Wálsh", "Cathal", "7145823"})
      if (text.find(secret) != std::string::npos) return true;
    return false;
  }
  // In the names and contents of all files.
  [[nodiscard]] bool namesIn(const fs::path& folder) const {
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
      if (names(fs::relative(entry.path(), folder).string())) return true;
      if (entry.is_regular_file() && names(readFile(entry.path()).value())) return true;
      if (entry.path().extension() == ".pdf" && names(run({"pdftotext", entry.path().string(), "-"}).out)) return true;
    }
    return false;
  }

  fs::path m_slide;
  std::string m_fingerprint;
};

TEST_F(MaskedVerbs, InfoLeavesOutWhatAFileSaysOfItself) {
  const Ran all = on({"info", m_slide.string()});
  EXPECT_TRUE(names(all.out));
  EXPECT_NE(all.out.find("aperio.AppMag = "), std::string::npos) << all.out;
  mask();
  const Ran ran = on({"info", m_slide.string()});
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_FALSE(names(ran.out)) << ran.out;
  EXPECT_EQ(ran.out.find(" = "), std::string::npos) << ran.out;
  EXPECT_TRUE(ran.out.starts_with(kShown)) << ran.out;
  EXPECT_NE(ran.err.find("left out"), std::string::npos) << ran.err;
  EXPECT_FALSE(names(ran.err)) << ran.err;
  const json told = json::parse(on({"info", m_slide.string(), "--json"}).out);
  EXPECT_EQ(told["path"], nullptr);
  EXPECT_EQ(told["name"], kShown);
  EXPECT_EQ(told["masked"], true);
  EXPECT_TRUE(told["properties"].empty());
  EXPECT_EQ(told["fingerprint"], m_fingerprint);
  EXPECT_FALSE(told["levels"].empty());
  // A slide that the database does not know is nobody's.
  const fs::path other = m_folder / "other.svs";
  makeSlide(other, {});
  EXPECT_NE(on({"info", other.string()}).out.find(other.string()), std::string::npos);
}

TEST_F(MaskedVerbs, InfoOfADatabaseThatDoesNotAnswerTellsTheSame) {
  ASSERT_TRUE(writeFileAtomically(m_folder / "broken.db", "no database"));
  const Ran ran = snitt({"info", m_slide.string(), "--db", (m_folder / "broken.db").string()});
  EXPECT_EQ(ran.code, 0);
  EXPECT_FALSE(names(ran.out)) << ran.out;
  EXPECT_NE(ran.err.find("nobody knows whether you may see them"), std::string::npos) << ran.err;
}

TEST_F(MaskedVerbs, CasesAreShownWithoutPathsAndNames) {
  EXPECT_TRUE(names(on({"case", "show", "STJ:H26-1", "--json"}).out));
  mask();
  for (const auto& command : {std::vector<std::string>{"case", "show", "STJ:H26-1"},
                              {"case", "show", "STJ:H26-1", "--json"},
                              {"case", "list"},
                              {"case", "list", "--json"}}) {
    const Ran ran = on(command);
    EXPECT_EQ(ran.code, 0) << ran.err;
    EXPECT_NE(ran.out.find("H26-1"), std::string::npos);
    EXPECT_FALSE(names(ran.out)) << ran.out;
  }
  const fs::path zip = m_folder / "case.zip";
  expectRefused(on({"case", "export", "STJ:H26-1", zip.string(), "--with-identity"}), 3,
                "may not see what names patients");
  EXPECT_FALSE(fs::exists(zip));
}

TEST_F(MaskedVerbs, AScoreBearsTheSlidesFingerprint) {
  mask();
  expectRefused(score(m_slide, {"--db", database(), "--show-paths"}), 3, "--show-paths");
  const Ran ran = score(m_slide, {"--db", database()});
  ASSERT_EQ(ran.code, 0) << ran.err;
  EXPECT_TRUE(ran.out.starts_with(kShown)) << ran.out;
  EXPECT_FALSE(names(ran.out)) << ran.out;
  EXPECT_TRUE(fs::exists(out() / m_fingerprint.substr(0, 16) / "report.pdf"));
  EXPECT_FALSE(namesIn(out()));
  // What is given again from the database, as JSON.
  const Ran again = score(m_slide, {"--db", database(), "--json"});
  ASSERT_EQ(again.code, 0) << again.err;
  EXPECT_EQ(json::parse(again.out)["slides"][0]["reused"], true);
  EXPECT_FALSE(names(again.out)) << again.out;
  EXPECT_FALSE(namesIn(out()));
}

TEST_F(MaskedVerbs, APageIsNotMadeAgainWithTheFilesName) {
  ASSERT_EQ(score(m_slide, {"--db", database()}).code, 0);
  const std::string folder = (out() / "Wexford Nuala").string();
  mask();
  const Ran ran = on({"report", folder, "--show-paths"});
  EXPECT_EQ(ran.code, 3) << ran.err;
  EXPECT_NE(ran.err.find("--show-paths"), std::string::npos) << ran.err;
  ASSERT_EQ(on({"report", folder}).code, 0);
  EXPECT_FALSE(names(run({"pdftotext", folder + "/report.pdf", "-"}).out));
}

TEST_F(MaskedVerbs, TheSingleStepsNeitherTellNorWriteTheFilesName) {
  mask();
  const std::string model = bundle().string();
  for (const std::vector<std::string>& step :
       {std::vector<std::string>{"tissue"}, {"segment", "--bundle", model}, {"tiles", "--bundle", model}}) {
    std::vector<std::string> command = step;
    command.insert(command.end(), {m_slide.string(), "--out", out().string()});
    const Ran ran = on(command);
    EXPECT_EQ(ran.code, 0) << ran.err;
    EXPECT_FALSE(names(ran.out + ran.err)) << ran.out << ran.err;
    EXPECT_NE(ran.out.find(kShown), std::string::npos) << ran.out;
  }
  EXPECT_FALSE(namesIn(out()));
}

TEST_F(MaskedVerbs, ACohortDoesNotNameTheFiles) {
  ASSERT_TRUE(writeFileAtomically(m_folder / "list.csv", "path,patient\nWexford Nuala.svs,P1\n"));
  mask();
  std::vector<std::string> command{"cohort",          (m_folder / "list.csv").string(),
                                   "--bundle",        bundle().string(),
                                   "--out",           out().string(),
                                   "--outside-scope", "a test"};
  const Ran ran = on(command);
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_FALSE(names(ran.out + ran.err)) << ran.out << ran.err;
  // What the list itself said stands in the one table that is the person's alone, and in what the run remembers.
  for (const char* own : {"paths.csv", ".cohort"}) fs::remove_all(out() / own);
  EXPECT_FALSE(namesIn(out()));
  command.emplace_back("--show-paths");
  command[5] = (m_folder / "shown").string();
  const Ran shown = on(command);
  EXPECT_EQ(shown.code, 3) << shown.out << shown.err;
  EXPECT_NE(shown.err.find("--show-paths"), std::string::npos) << shown.err;
  EXPECT_FALSE(names(shown.err)) << shown.err;
}

TEST_F(MaskedVerbs, DrawingsAreExportedUnderAnotherName) {
  {
    Store store = open();
    auto one = std::make_shared<Annotation>();
    one->id = randomUuid();
    one->geometry = rectangleOf({200, 200}, {600, 600});
    one->className = "Tumor";
    ASSERT_TRUE(store.saveAnnotations(m_fingerprint, {{one->id, one, 0}}));
  }
  mask();
  for (const char* format : {"geojson", "aperio", "asap", "darwin"}) {
    const Ran ran = on({"export", "annotations", m_slide.string(), "--out", out().string(), "--format", format});
    EXPECT_EQ(ran.code, 0) << ran.err;
    EXPECT_FALSE(names(ran.out)) << ran.out;
  }
  EXPECT_TRUE(fs::exists(out() / ("H26-1_A1-1_HE-" + m_fingerprint.substr(0, 8) + ".geojson")));
  EXPECT_FALSE(namesIn(out()));
  const Ran list = on({"export", "training", m_slide.string(), "--out", (m_folder / "training").string()});
  EXPECT_EQ(list.code, 3) << list.err;
  EXPECT_FALSE(fs::exists(m_folder / "training/list.csv"));
}

}  // namespace
}  // namespace snitt::test
