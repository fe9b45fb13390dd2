// Cases as files, flags that keep slides from being given on or learned from, and pages that name whose slide they are
// of.
#include <sys/stat.h>

#include <nlohmann/json.hpp>

#include "core/annotation/annotation_measure.h"
#include "core/atomic_file.h"
#include "core/csv.h"
#include "core/text/identity.h"
#include "support/case_fixture.h"
#include "support/score_fixture.h"
#include "support/train_fixture.h"
#include "tiling/slide_reader.h"

namespace snitt::test {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

std::string fingerprintFor(const fs::path& slide) {
  const auto reader = openSlide(slide);
  EXPECT_TRUE(reader) << reader.error().message;
  return reader ? fingerprintOf((*reader)->info()).value_or("") : std::string();
}

// A database where the account of the test is administrator and pathologist, with one case of a patient.
class CaseDesk {
 public:
  explicit CaseDesk(const fs::path& file) : m_file(file) {
    Store store = open(true);
    People people(store);
    const auto self = people.find(store.actor().name);
    EXPECT_TRUE(self && people.setRoles(self->id, {Role::administrator, Role::pathologist}, std::nullopt));
    EXPECT_TRUE(Cases(store).apply(orderOf("H26-1")));
  }
  [[nodiscard]] Store open(bool make = false) const {
    StoreOptions options;
    options.makeIfMissing = make;
    auto store = Store::open(m_file, options);
    EXPECT_TRUE(store) << store.error().message;
    return std::move(*store);
  }
  void link(const fs::path& slide, const std::string& accession = "H26-1") const {
    Store store = open();
    Cases cases(store);
    if (!cases.find({"STJ", accession})) {
      EXPECT_TRUE(cases.make({"STJ", accession}));
    }
    const auto linked = cases.link({slide.string(), fingerprintFor(slide), 1, "1", "Aperio"}, {"STJ", accession},
                                   {accession, "A", "1", "1", "HE"});
    EXPECT_TRUE(linked) << linked.error().message;
  }
  void draw(const fs::path& slide) const {
    Store store = open();
    auto one = std::make_shared<Annotation>();
    one->id = randomUuid();
    one->geometry = rectangleOf({200, 200}, {600, 600});
    one->className = "Tumor";
    EXPECT_TRUE(store.saveAnnotations(fingerprintFor(slide), {{one->id, one, 0}}));
  }
  void flag(Flag flag, const std::string& accession = "H26-1") const {
    Store store = open();
    Cases cases(store);
    EXPECT_TRUE(cases.setFlag(*cases.find({"STJ", accession}), flag, false, true, "2026-01-05", "letter"));
  }
  [[nodiscard]] std::vector<AuditEvent> history() const {
    Store store = open();
    Cases cases(store);
    const auto labCase = cases.load(*cases.find({"STJ", "H26-1"}));
    return AuditLog(store).read({"case:" + labCase->uuid, "", 0, 1000}).value();
  }

 private:
  fs::path m_file;
};

class CaseFiles : public ScoreFixture {
 protected:
  [[nodiscard]] fs::path file() const { return m_folder / "snitt.db"; }
  [[nodiscard]] Ran on(std::vector<std::string> command, const fs::path& database) const {
    command.insert(command.end(), {"--db", database.string()});
    return snitt(command);
  }
  [[nodiscard]] Ran on(std::vector<std::string> command) const { return on(std::move(command), file()); }
  static void expect(const Ran& ran, int code, const std::string& sentence) {
    EXPECT_EQ(ran.code, code) << ran.out << ran.err;
    EXPECT_NE(ran.err.find(sentence), std::string::npos) << ran.err;
  }
  [[nodiscard]] static std::string pageOf(const fs::path& folder) {
    return run({"pdftotext", "-layout", (folder / "report.pdf").string(), "-"}).out;
  }
};

TEST_F(CaseFiles, ACaseGoesFromOneDatabaseToAnotherAsAFile) {
  const CaseDesk desk(file());
  desk.link(slide());
  desk.draw(slide());
  writeBytes(m_folder / "password", "correct horse\n");
  const std::string zip = (m_folder / "case.zip").string();
  const Ran out = on({"case", "export", "STJ:H26-1", zip, "--with-identity", "--password-file",
                      (m_folder / "password").string(), "--json"});
  ASSERT_EQ(out.code, 0) << out.err;
  const json told = json::parse(out.out);
  EXPECT_EQ(told["masked"], false);
  EXPECT_EQ(told["slides"], 1);
  EXPECT_EQ(told["drawings"], 1);
  EXPECT_EQ(told["sha256"], sha256Of(readBytes(zip)));
  expect(on({"case", "export", "STJ:H26-1", zip}), 2, "is there already");
  ASSERT_EQ(on({"case", "export", "STJ:H26-1", (m_folder / "masked.zip").string()}).code, 0);

  const fs::path other = m_folder / "other.db";
  const CaseDesk there(m_folder / "there.db");
  ASSERT_EQ(on({"db", "create", "--role", "pathologist"}, other).code, 0);
  expect(on({"case", "import", zip}, other), 3, "password");
  const Ran in = on({"case", "import", zip, "--password-file", (m_folder / "password").string()}, other);
  ASSERT_EQ(in.code, 0) << in.err;
  EXPECT_NE(in.out.find("STJ:H26-1: 1 slide, 0 scores, 1 drawing"), std::string::npos) << in.out;
  EXPECT_NE(on({"case", "show", "STJ:H26-1"}, other).out.find("Cathal"), std::string::npos);
  const Ran again = on({"case", "import", zip, "--password-file", (m_folder / "password").string(), "--json"}, other);
  EXPECT_EQ(json::parse(again.out)["added"], false);
  // There is another case of this name there.
  expect(on({"case", "import", (m_folder / "masked.zip").string()}, m_folder / "there.db"), 3, "differs");
  expect(on({"case", "import", slide().string()}, other), 1, "no zip archive");
  expect(on({"case", "import", (m_folder / "no.zip").string()}, other), 1, "no.zip");
  expect(on({"case", "export", "STJ", zip}), 2, "SITE:ACCESSION");
  desk.flag(Flag::consentWithdrawn);
  expect(on({"case", "export", "STJ:H26-1", zip, "--force"}), 3, "consent withdrawn");
}

TEST_F(CaseFiles, AnnotationsOfAFlaggedCaseAreNotExported) {
  const CaseDesk desk(file());
  desk.link(slide());
  desk.draw(slide());
  const std::string to = (m_folder / "drawn").string();
  ASSERT_EQ(on({"export", "annotations", slide().string(), "--out", to}).code, 0);
  EXPECT_EQ(desk.history().back().entry.action, "slide.exported");
  fs::remove_all(to);
  desk.flag(Flag::doNotUse);
  const Ran ran = on({"export", "annotations", slide().string(), "--out", to});
  expect(ran, 3, "do not use");
  EXPECT_NE(ran.out.find("1 slide left out"), std::string::npos) << ran.out;
  EXPECT_TRUE(fs::is_empty(to));
  EXPECT_EQ(desk.history().back().entry.action, "refused");
  expect(on({"export", "training", slide().string(), "--out", (m_folder / "t").string()}), 3, "do not use");
  EXPECT_FALSE(fs::exists(m_folder / "t/list.csv"));
}

TEST_F(CaseFiles, APageNamesTheCaseAndItsPatientAndNoOtherFileDoes) {
  const CaseDesk desk(file());
  desk.link(slide());
  const auto folder = out() / "slide";
  ASSERT_EQ(score(slide(), {"--db", file().string()}).code, 0);
  for (const char* words : {"STJ:H26-1", "Cathal", "1958-06-14"})
    EXPECT_NE(pageOf(folder).find(words), std::string::npos) << words << "\n" << pageOf(folder);
  struct stat status {};
  ASSERT_EQ(stat((folder / "report.pdf").c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777U, 0600U);
  for (const std::string& name : resultsLeft())
    for (const char* words : {"H26-1", "Cathal", "1958-06-14"})
      EXPECT_EQ(readBytes(out() / name).find(words), std::string::npos) << name;
  // Made again, and without the permission to see who it is.
  ASSERT_EQ(on({"report", folder.string()}).code, 0);
  EXPECT_NE(pageOf(folder).find("Cathal"), std::string::npos);
  {
    Store store = desk.open();
    People people(store);
    ASSERT_TRUE(people.setRoles(people.find(store.actor().name)->id, {Role::administrator}, std::nullopt));
  }
  ASSERT_EQ(on({"report", folder.string()}).code, 0);
  EXPECT_NE(pageOf(folder).find("STJ:H26-1"), std::string::npos);
  EXPECT_EQ(pageOf(folder).find("Cathal"), std::string::npos);
  ASSERT_EQ(snitt({"report", folder.string(), "--db", "none"}).code, 0);
  EXPECT_EQ(pageOf(folder).find("H26-1"), std::string::npos);
}

class FlaggedCohort : public TrainFixture {
 protected:
  [[nodiscard]] fs::path file() const { return m_folder / "snitt.db"; }
  void writeCells() {
    std::string text;
    for (const auto& row : m_cells) text += csvRow(row);
    ASSERT_TRUE(writeFileAtomically(m_folder / "cohort.csv", text));
  }
};

// One is known as a slide of the case, one by what its row calls it.
TEST_F(FlaggedCohort, SlidesOfFlaggedCasesAreLeftOutOfListsAndOfLearning) {
  const CaseDesk desk(file());
  desk.link(cell(2, "path"));
  desk.flag(Flag::researchReservation);
  {
    Store store = desk.open();
    ASSERT_TRUE(Cases(store).make({"STJ", "H26-2"}));
  }
  desk.flag(Flag::consentWithdrawn, "H26-2");
  if (column("accession") == m_cells.front().size()) addColumn("accession");
  if (column("site") == m_cells.front().size()) addColumn("site");
  cell(5, "accession") = "H26-2";
  cell(5, "site") = "STJ";
  writeCells();
  const Ran ran = snitt({"export", "training", "--list", (m_folder / "cohort.csv").string(), "--out",
                         (m_folder / "training").string(), "--db", file().string(), "--json"});
  ASSERT_EQ(ran.code, 0) << ran.err;
  const json told = json::parse(ran.out);
  EXPECT_EQ(told["leftOut"], 2);
  EXPECT_NE(told["leftOutBecause"].get<std::string>().find("research reservation"), std::string::npos);
  EXPECT_EQ(told["slides"], m_cells.size() - 3);
  const auto table = parseCsv(readBytes(m_folder / "training/list.csv"));
  ASSERT_TRUE(table);
  EXPECT_EQ(table->rows.size(), m_cells.size() - 3);

  const Ran train = snitt({"train", "--cohort", (m_folder / "cohort.csv").string(), "--config",
                           (m_folder / "train.toml").string(), "--out", (m_folder / "bundle").string(),
                           "--password-file", (m_folder / "password").string(), "--db", file().string(), "--json"});
  ASSERT_EQ(train.code, 0) << train.err;
  const json learned = json::parse(train.out);
  ASSERT_GE(learned["leftOut"].size(), 2U);
  EXPECT_EQ(learned["leftOut"][0]["row"], 2);
  EXPECT_EQ(learned["leftOut"][1]["row"], 5);
  EXPECT_NE(learned["leftOut"][1]["reason"].get<std::string>().find("consent withdrawn"), std::string::npos);
}

}  // namespace
}  // namespace snitt::test
