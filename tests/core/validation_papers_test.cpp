// Papers of a validation, opened with Python's own zip and XML: every fact is there, every judgement is an empty field,
// every page says draft.
#include "core/validation/papers/papers.h"

#include <algorithm>
#include <filesystem>
#include <set>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "core/document/document_files.h"
#include "core/sha256.h"
#include "core/text/trimmed.h"
#include "core/validation/papers/card_parts_p.h"
#include "support/run_program.h"
#include "support/sample_study.h"
#include "support/simulated_study.h"
#include "support/temp_folder.h"
#include "support/tiff_surgery.h"

namespace snitt::validation {
namespace {

using Json = nlohmann::json;
namespace fs = std::filesystem;

const fs::path kWording = fs::path(SNITT_SOURCE_DIR) / "resources/validation/papers";

constexpr std::string_view kCard = R"(# Simulated 1.0
Status: demonstrator.

For research only: no result of this bundle
may decide about a patient's treatment.

## Intended use
Shows what the program does.

## Limits
- It has been tried on no other patients.
- Trained on <two> scanners.

| a | b |
|---|---|

## How it was made
By hand.
)";

struct Reported {
  ReportInput input;
  ValidationReport report;
};

const Reported& reported() {
  static const Reported kOne = [] {
    test::SimulatedStudy study;
    study.patients = 150;
    study.resamples = 200;
    Reported one;
    one.input = test::simulatedInput(study).value();
    one.input.manifest.id = "simulated-1";
    one.input.manifest.licence = "CC0-1.0";
    one.input.manifest.intendedUse = "Shows a report";
    one.input.manifest.card = "card.md";
    one.input.manifest.files["card.md"] = std::string(64, 'c');
    one.input.manifest.scope.allowed["organ"] = {"colon", "rectum"};
    one.input.manifest.scope.leastMpp = 0.2;
    one.input.bundleSha256 = std::string(64, 'b');
    one.input.notices = {"The cohort was scored on two devices."};
    one.report = makeReport(one.input).value();
    return one;
  }();
  return kOne;
}

PaperFacts facts() {
  return paperFactsOf(reported().input, reported().report,
                      {std::string(kCard), {{"report.pdf", std::string(64, 'd')}, {"results.json", "e5"}}});
}

class ValidationPapers : public testing::Test {
 protected:
  [[nodiscard]] Json look(const std::string& bytes) const {
    test::writeBytes(m_folder / "paper.odt", bytes);
    const auto ran =
        test::run({SNITT_PYTHON, SNITT_SOURCE_DIR "/tests/support/odt_oracle.py", (m_folder / "paper.odt").string()});
    EXPECT_EQ(ran.code, 0) << ran.err;
    return ran.code == 0 ? Json::parse(ran.out) : Json::object();
  }
  [[nodiscard]] Json miniHta(const PaperFacts& of = facts()) const { return look(miniHtaOdt(of).value()); }
  [[nodiscard]] Json declaration(const PaperFacts& of = facts()) const { return look(declarationOdt(of).value()); }

  // A wording of the test's own, with everything else as it is installed.
  [[nodiscard]] Result<std::string> worded(const std::string& wording) const {
    fs::copy(kWording, m_folder / "wording", fs::copy_options::overwrite_existing | fs::copy_options::recursive);
    test::writeBytes(m_folder / "wording/own.xml", wording);
    return paperOdt(facts(), m_folder / "wording", "own");
  }
  void expectRefused(const std::string& wording, const std::string& why) const {
    const auto made = worded(wording);
    ASSERT_FALSE(made) << wording;
    EXPECT_EQ(made.error().kind, ErrorKind::corrupt);
    EXPECT_NE(made.error().message.find("own.xml: " + why), std::string::npos) << made.error().message;
  }

  test::TempFolder m_folder;
};

std::string allOf(const Json& paper) {
  std::string all;
  for (const Json& one : paper["text"]) all += one.get<std::string>() + "\n";
  return all;
}

void expectTold(const Json& paper, const std::vector<std::string>& facts) {
  const std::string all = allOf(paper);
  for (const std::string& one : facts) EXPECT_NE(all.find(one), std::string::npos) << one;
}

void expectFields(const Json& paper, const std::vector<std::string>& labels) {
  std::set<std::string> found;
  for (const Json& field : paper["fields"]) {
    found.insert(field["label"].get<std::string>());
    EXPECT_TRUE(field["isEmpty"].get<bool>()) << field;
    EXPECT_EQ(field["style"], "FieldCell") << field;
    // Brackets are not printed: what is asked stands beside them, but for signatures, which have their row of headings.
    EXPECT_TRUE((std::set<Json>{"<fill in>", "<name>", "<date>", "<signature>"}.contains(field["prompt"]))) << field;
    EXPECT_EQ(field["prompt"] == "<fill in>", !field["hint"].get<std::string>().empty()) << field;
  }
  for (const std::string& label : labels) EXPECT_TRUE(found.contains(label)) << label;
  EXPECT_EQ(paper["fields"].size(), paper["placeholders"].get<std::size_t>());
}

TEST_F(ValidationPapers, ArePackagesAsOpenDocumentWantsThem) {
  for (const Json& paper : {miniHta(), declaration()}) {
    EXPECT_EQ(paper["entries"], (Json{"mimetype", "META-INF/manifest.xml", "content.xml", "styles.xml", "meta.xml"}));
    EXPECT_EQ(paper["stored"], Json{"mimetype"});
    EXPECT_EQ(paper["extra"], "");
    EXPECT_EQ(paper["mimetype"], "application/vnd.oasis.opendocument.text");
    EXPECT_EQ(paper["listed"], (Json{"/", "content.xml", "styles.xml", "meta.xml"}));
    EXPECT_EQ(paper["versions"], (Json{"1.3", "1.3", "1.3"}));
    EXPECT_EQ(paper["times"], (Json::array({Json{1980, 1, 1, 0, 0, 0}})));
    EXPECT_EQ(paper["unknownStyles"], Json::array());
  }
  // As a file manager tells it: by the bytes at their fixed places.
  const std::string bytes = miniHtaOdt(facts()).value();
  EXPECT_EQ(bytes.substr(30, 47), "mimetypeapplication/vnd.oasis.opendocument.text");
}

TEST_F(ValidationPapers, SayDraftInTheHeaderOfEveryPage) {
  for (const Json& paper : {miniHta(), declaration()}) {
    ASSERT_FALSE(paper["pages"].empty());
    for (const auto& [name, page] : paper["pages"].items()) {
      EXPECT_TRUE(trimmed(page["header"].get<std::string>()).starts_with("DRAFT")) << name << ": " << page;
      EXPECT_EQ(page["behind"], Json{"DRAFT"}) << name;
      EXPECT_NE(page["footer"].get<std::string>().find(facts().lockHash), std::string::npos);
      EXPECT_NE(page["footer"].get<std::string>().find(facts().study), std::string::npos);
    }
    expectTold(paper, {"shaded field", "may be taken off the pages", "research software"});
  }
}

TEST_F(ValidationPapers, AMiniHtaTellsAllFactsWithTheirSources) {
  const PaperFacts of = facts();
  const Json paper = miniHta();
  expectTold(paper, {of.study,
                     of.site,
                     of.intendedUse,
                     of.responsible,
                     of.endpoint,
                     of.timeFrom,
                     "3 years, 5 years",
                     "2024-01-01",
                     "Simulated 1.0",
                     "demonstrator: made to show the program",
                     "CC0-1.0",
                     "Shows a report",
                     "colon, rectum",
                     "0.2 µm/px",
                     of.bundleId.empty() ? "?" : of.bundleName,
                     of.lockHash,
                     of.lockTime,
                     of.runTime,
                     "snitt 0.1.0",
                     of.cardSha256,
                     std::string(64, '1'),
                     std::string(64, 'd'),
                     of.conclusion,
                     "age from 18 to 95",
                     "neoadjuvant treatment",
                     of.deviations.at(0),
                     "not assessable, since no training record was given",
                     "The register has 2 earlier entries on these patients",
                     "One site's patients: figures elsewhere may differ",
                     "For research only: no result of this bundle may decide about a patient's treatment.",
                     "Trained on <two> scanners."});
  const auto hasRow = [&paper](const Json& row) {
    return std::ranges::find(paper["rows"], row) != paper["rows"].end();
  };
  EXPECT_TRUE(hasRow({"Endpoint", of.endpoint, "locked protocol"}));
  EXPECT_TRUE(hasRow({"SHA-256: report.pdf", std::string(64, 'd'), "files of the report"}));
  EXPECT_TRUE(hasRow({"Made for: organ", "colon, rectum", "bundle’s manifest, scope"}));
}

// What the report says, its JSON says too: the papers may not differ from it.
TEST_F(ValidationPapers, TellEachCriterionAndSectionAsTheReportDoes) {
  const Json results = Json::parse(document::documentJson(reported().report.document));
  const Json paper = miniHta();
  const Json alsoPaper = declaration();
  const auto expectRow = [](const Json& of, const Json& row) {
    EXPECT_NE(std::ranges::find(of["rows"], row), of["rows"].end()) << row;
  };
  ASSERT_EQ(results["criteria"].size(), 7U);
  for (const Json& one : results["criteria"]) {
    std::string section;
    for (const Json& part : results["sections"])
      if (part["id"] == one["section"])
        section = std::to_string(part["number"].get<int>()) + " " + part["title"].get<std::string>();
    const Json row{std::to_string(one["number"].get<int>()), one["asked"],
                   one["found"].empty() ? one["why"] : one["found"], one["verdict"], section};
    expectRow(paper, row);
    expectRow(alsoPaper, row);
  }
  for (const Json& part : results["sections"])
    if (part["id"] != "files")
      expectRow(paper,
                {std::to_string(part["number"].get<int>()) + " " + part["title"].get<std::string>(), part["sentence"]});
}

TEST_F(ValidationPapers, LeaveEveryJudgementOfAMiniHtaEmpty) {
  const Json paper = miniHta();
  expectFields(paper, {"Purpose",
                       "Alternatives",
                       "Regulatory position",
                       "Other documentation",
                       "Benefit for patients",
                       "Risks for patients",
                       "Information security",
                       "Who does what",
                       "Skills",
                       "Cost of starting",
                       "Cost a year",
                       "Who pays",
                       "Patients’ own choice",
                       "Fairness",
                       "Privacy",
                       "Recommendation",
                       "Conditions",
                       "Follow-up",
                       "Competing interests",
                       "Decision and reasons",
                       "Who decides",
                       "Clinician who proposes the method",
                       "Reviewer from another hospital or department"});
  std::size_t signatures = 0;
  for (const Json& field : paper["fields"]) signatures += field["prompt"] == "<signature>" ? 1U : 0U;
  EXPECT_EQ(signatures, 7U);
}

// The parts of Article 5(5) of Regulation (EU) 2017/746, by their letters.
TEST_F(ValidationPapers, ADeclarationAsksForWhatTheArticleAsks) {
  const Json paper = declaration();
  expectTold(paper, {"Article 5(5)(a)", "Article 5(5)(b) and (c)", "Article 5(5)(d)", "Article 5(5)(e) and (f)",
                     "Article 5(5)(g) and (h)", "Article 5(5)(i)", "This paper states no conformity"});
  expectTold(paper, {facts().bundleId, facts().bundleName, facts().bundleVersion, facts().bundleSha256, "snitt 0.1.0",
                     facts().conclusion, facts().lockHash, "Trained on <two> scanners."});
  expectFields(
      paper, {"Name", "Address", "Intended purpose", "Class", "Requirements that apply", "Not fully met",
              "Justification", "Making it", "Using it", "EN ISO 15189", "Transfer", "Scale", "Documentation", "Review",
              "Corrective action", "Information on request", "Published", "Declaration", "For the institution"});
}

TEST_F(ValidationPapers, ADeclarationWhichBecomesPublicNamesNobody) {
  PaperFacts of = facts();
  EXPECT_NE(allOf(miniHta(of)).find("Kari Olsen"), std::string::npos);
  EXPECT_EQ(allOf(declaration(of)).find("Kari Olsen"), std::string::npos);
  EXPECT_EQ(allOf(declaration(of)).find(of.responsible), std::string::npos);
}

TEST_F(ValidationPapers, NoNameOfTheWordingIsLeftOver) {
  for (const std::string& bytes : {miniHtaOdt(facts()).value(), declarationOdt(facts()).value(), miniHtaOdt({}).value(),
                                   declarationOdt({}).value()}) {
    const Json paper = look(bytes);
    EXPECT_EQ(paper.dump().find("{{"), std::string::npos);
    EXPECT_EQ(paper.dump().find("}}\""), std::string::npos);
  }
}

TEST_F(ValidationPapers, WhatIsNotKnownIsSaid) {
  const std::string all = allOf(miniHta({}));
  EXPECT_NE(all.find("not stated"), std::string::npos);
  EXPECT_NE(all.find("The card has no part on limits."), std::string::npos);
  EXPECT_NE(all.find("The protocol has no criterion."), std::string::npos);
}

TEST_F(ValidationPapers, KeepWhateverANameHolds) {
  PaperFacts of = facts();
  of.study = "A < B & \"C\" 'D' ]]> {{site}} <!-- x -->";
  of.site = std::string("bell\a, null") + '\0' + ", \xFF, \xEF\xBF\xBE and \u202E back";
  of.intendedUse = "first line\n  second line\n";
  of.deviations = {"<text:p>not a paragraph</text:p>"};
  for (const Json& paper : {miniHta(of), declaration(of)}) {
    expectTold(paper, {of.study, "first line\nsecond line", "<text:p>not a paragraph</text:p>", "bell␇, null␀, \uFFFD",
                       "⟨U+202E⟩ back"});
    for (const auto& [name, page] : paper["pages"].items())
      EXPECT_NE(page["footer"].get<std::string>().find(of.study), std::string::npos) << page;
    EXPECT_NE(std::ranges::find(paper["meta"], Json(of.study)), paper["meta"].end());
  }
}

TEST_F(ValidationPapers, AreTheSameBytesInAnyTimeZone) {
  const auto first = papers(facts()).value();
  setenv("TZ", "Pacific/Auckland", 1);
  tzset();
  const auto second = papers(facts()).value();
  unsetenv("TZ");
  tzset();
  EXPECT_EQ(first, second);
  ASSERT_EQ(first.size(), 2U);
  EXPECT_EQ(first.at("mini-hta.odt"), miniHtaOdt(facts()).value());
  EXPECT_EQ(first.at("in-house-declaration.odt"), declarationOdt(facts()).value());
}

TEST_F(ValidationPapers, AWordingOfTheSiteIsTakenOrRefusedWithItsFile) {
  const auto made = worded(R"(<paper title="Ours"><section title="Of {{site}}"><p>About
    {{study}}</p><fields><field label="Ours">to say</field></fields></section></paper>)");
  ASSERT_TRUE(made) << made.error().message;
  expectTold(look(*made), {"Ours", "1  Of " + facts().site, "About " + facts().study});
  expectRefused("<paper", "it ends in the middle");
  expectRefused("<letter/>", "it is no <paper>");
  expectRefused(R"(<paper title="x"><p>{{studdy}}</p></paper>)",
                R"(it names {{studdy}}, which nobody knows (nearest: "study"))");
  expectRefused(R"(<paper title="x"><p>{{study</p></paper>)", "a name is opened by {{ and not closed");
  expectRefused(R"(<paper title="x"><list of="wishes">{{text}}</list></paper>)", "nobody knows the list wishes");
  expectRefused(R"(<paper title="x"><p>a <b>bold</b> word</p></paper>)", "a <p> holds <b>");
  expectRefused(R"(<paper title="x"><chapter/></paper>)", "a <paper> holds <chapter>");
  expectRefused(R"(<paper title="x"><facts><fact label="A">b</fact></facts></paper>)", "a <fact> has no from");
  expectRefused(R"(<paper title="x"><fields><field label="Benefit">{{conclusion}}</field></fields></paper>)",
                "a <field> is for a person to fill in and names something");
}

TEST_F(ValidationPapers, ACardThatWasChangedIsRefused) {
  const test::SampleStudy study{m_folder.path()};
  const auto read = study.files();
  ASSERT_TRUE(read) << read.error().message;
  const StudyFiles& files = *read;
  const auto card = readCardOf(files);
  ASSERT_TRUE(card) << card.error().message;
  EXPECT_EQ(sha256Of(*card), files.manifest.files.at(files.manifest.card));
  test::writeBytes(study.bundle() / files.manifest.card, "# Another card\n");
  const auto changed = readCardOf(files);
  ASSERT_FALSE(changed);
  EXPECT_EQ(changed.error().kind, ErrorKind::refused);
  EXPECT_NE(changed.error().message.find(files.manifest.card), std::string::npos);
}

TEST(ValidationPapersCard, PartsOfACardAreItsParagraphs) {
  EXPECT_EQ(openingOfCard(kCard),
            (std::vector<std::string>{
                "Status: demonstrator.",
                "For research only: no result of this bundle may decide about a patient's treatment."}));
  EXPECT_EQ(partOfCard(kCard, "LIMIT"),
            (std::vector<std::string>{"It has been tried on no other patients.", "Trained on <two> scanners."}));
  EXPECT_EQ(partOfCard(kCard, "wishes"), std::vector<std::string>{});
}

}  // namespace
}  // namespace snitt::validation
