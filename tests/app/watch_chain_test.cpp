// A laboratory's day with the bundle in the box, from its list to a patient's result: nothing is said outside of scope.
#include "core/atomic_file.h"
#include "support/watch_fixture.h"

namespace snitt::test {
namespace {

namespace fs = std::filesystem;

class WatchChain : public WatchFixture {
 protected:
  void SetUp() override {
    WatchFixture::SetUp();
    std::string site = readFile(siteFile()).value();
    const std::string columns = "[list.columns]\n";
    site.replace(site.find(columns), columns.size(),
                 "[organs]\n\"Colon ascendens\" = \"colon\"\n[specimenTypes]\n\"Hemicolectomy\" = \"resection\"\n" +
                     columns + "bodySite = \"Organ\"\nspecimenKind = \"Kind\"\nyPrefix = \"Treated\"\n");
    std::ofstream(siteFile()) << site;
  }

  // A case with a slide in a tumour block.
  void arriveCase(std::size_t i, const std::string& organ, const std::string& treated = "no") const {
    std::ofstream(m_folder / "in" / (std::to_string(i) + ".csv"))
        << "Case,ID,Name,Born,Specimen,Block,Tumour,Stain,Urgent,Flags,File,Organ,Kind,Treated\n"
        << m_slides[i].accession << ",0101701234" << i << ",\"Walsh, Åse\",1970-01-01,A,1,yes,HE,no,,," << organ << ","
        << (organ.empty() ? "" : "Hemicolectomy") << "," << treated << "\n";
  }
  // The same patients on slides that are large enough for a result.
  void drawLargerSlides() {
    const fs::path cohort = m_folder / "cohort";
    const Ran drawn =
        snitt({"simulate", "--quiet", "--out", cohort.string(), "--patients", "1", "--seed", "3", "--size", "3200"});
    ASSERT_EQ(drawn.code, 0) << drawn.err;
    m_slides[0].file = cohort / "slides" / m_slides[0].file.filename();
    ASSERT_TRUE(fs::exists(m_slides[0].file));
  }
  // As the laboratory's pattern for names of files has it.
  void scanNamed(std::size_t i) const {
    std::filesystem::copy_file(m_slides[i].file, m_folder / "scans" / (m_slides[i].accession + "-A1.svs"));
  }
  [[nodiscard]] Watched watchDemonstrator(const std::vector<std::string>& more = {}) const {
    const std::string bundle = std::string(SNITT_SOURCE_DIR) + "/resources/bundles/demonstrator/bundle";
    std::vector<std::string> command{"watch",        "--site", siteFile(), "--bundle", bundle,   "--out",
                                     out().string(), "--db",   database(), "--once",   "--json", "--quiet"};
    command.insert(command.end(), more.begin(), more.end());
    return watched(command);
  }
};

TEST_F(WatchChain, FromTheListToThePatientsResultAsAPersonChooses) {
  drawLargerSlides();
  arriveCase(0, "Colon ascendens");
  scanNamed(0);
  const Watched watched = watchDemonstrator();
  EXPECT_EQ(watched.ran.code, 0) << watched.ran.out << watched.ran.err;
  EXPECT_EQ(watched.of("list").at(0)["applied"], 1);
  EXPECT_EQ(watched.of("slide").at(0)["outcome"], "linked");
  const auto scored = watched.of("scored");
  ASSERT_EQ(scored.size(), 1U) << watched.ran.out;
  ASSERT_TRUE(scored[0]["notAssessable"].is_null()) << scored[0];
  const auto score = nlohmann::json::parse(readFile(scored[0]["folder"].get<std::string>() + "/score.json").value());
  EXPECT_EQ(score["scope"]["ok"], true) << score["scope"];
  EXPECT_TRUE(score["scope"]["override"].is_null()) << score["scope"];

  // The watcher has chosen nothing; the case says so.
  auto shown = told({"case", "show", caseOf(0)});
  EXPECT_EQ(shown["ai"], "slides not chosen");
  EXPECT_TRUE(shown["results"].empty());
  EXPECT_TRUE(shown["slides"][0]["primaryTumour"].is_null());

  const auto chosen = told({"case", "choose", caseOf(0), "primary", "--block", "1"});
  EXPECT_EQ(chosen["slide"], "A1 HE");
  EXPECT_EQ(chosen["primaryTumour"], true);
  shown = told({"case", "show", caseOf(0)});
  EXPECT_EQ(shown["ai"], "scored");
  ASSERT_EQ(shown["results"].size(), 1U);
  EXPECT_EQ(shown["results"][0]["class"], score["class"]);
  EXPECT_EQ(shown["results"][0]["slides"], 1);
  EXPECT_EQ(shown["slides"][0]["primaryTumour"], true);
  const std::string log = snitt({"audit", "list", "--db", database()}).out;
  EXPECT_NE(log.find("slide.chosen"), std::string::npos) << log;
}

// What the laboratory says of a slide goes before what is said of all.
TEST_F(WatchChain, OrganAndTreatmentOfTheCaseKeepASlideOutOfScope) {
  arriveCase(0, "Mamma");
  arriveCase(1, "Colon ascendens", "yes");
  scanNamed(0);
  scanNamed(1);
  const Watched watched = watchDemonstrator({"--fact", "organ=colon", "--fact", "neoadjuvant=no"});
  EXPECT_TRUE(watched.of("scored").empty()) << watched.ran.out;
  const auto failed = watched.of("failed");
  ASSERT_EQ(failed.size(), 2U) << watched.ran.out;
  std::string reasons;
  for (const auto& one : failed) reasons += one["reason"].get<std::string>() + "\n";
  EXPECT_NE(reasons.find("organ is Mamma (laboratory)"), std::string::npos) << reasons;
  EXPECT_NE(reasons.find("neoadjuvant is yes (list)"), std::string::npos) << reasons;
}

TEST_F(WatchChain, FactsOfAllSlidesFillInWhatTheCaseDoesNotSay) {
  arriveCase(0, "", "");
  scanNamed(0);
  EXPECT_TRUE(watchDemonstrator().of("scored").empty());
  const Watched watched =
      watchDemonstrator({"--fact", "organ=colon", "--fact", "specimenType=resection", "--fact", "neoadjuvant=no"});
  EXPECT_EQ(watched.of("scored").size(), 1U) << watched.ran.out;
}

TEST_F(WatchChain, AWrongChoiceOrSlideIsTakenBackFromATerminal) {
  arriveCase(0, "Colon ascendens");
  scanNamed(0);
  (void)watched(watchCommand({"--once", "--json", "--quiet"}));
  const auto db = std::vector<std::string>{"--db", database()};
  const auto refused = [&](std::vector<std::string> command, int code, const std::string& part) {
    command.insert(command.end(), db.begin(), db.end());
    const Ran ran = snitt(command);
    EXPECT_EQ(ran.code, code) << ran.err;
    EXPECT_NE(ran.err.find(part), std::string::npos) << ran.err;
  };
  refused({"case", "choose", caseOf(0), "primary", "--block", "2"}, 1, "has no such slide");
  refused({"case", "choose", caseOf(0), "maybe"}, 2, "maybe");
  refused({"case", "choose", "NORTH:nowhere", "primary"}, 1, "nowhere");
  refused({"case", "unlink", caseOf(0)}, 2, "--reason");
  EXPECT_EQ(told({"case", "choose", caseOf(0), "primary"})["primaryTumour"], true);
  EXPECT_TRUE(told({"case", "choose", caseOf(0), "unsaid"})["primaryTumour"].is_null());
  const auto taken = told({"case", "unlink", caseOf(0), "--reason", "another patient's"});
  EXPECT_EQ(taken["slide"], "A1 HE");
  EXPECT_TRUE(told({"case", "show", caseOf(0)})["slides"][0]["scans"].empty());
  const auto waiting = told({"case", "unmatched"})["slides"];
  ASSERT_EQ(waiting.size(), 1U);
  EXPECT_EQ(waiting[0]["fingerprint"], taken["fingerprint"]);
  refused({"case", "unlink", caseOf(0), "--reason", "again"}, 1, "has no image");
  // No machine gives it back.
  EXPECT_TRUE(watched(watchCommand({"--once", "--json", "--quiet"})).of("slide").empty());
}

}  // namespace
}  // namespace snitt::test
