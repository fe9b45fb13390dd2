// The watcher as a laboratory meets it: slides with labels and lists arrive, cases are scored.
#include <csignal>
#include <thread>

#include "core/atomic_file.h"
#include "support/watch_fixture.h"

namespace snitt::test {
namespace {

using Names = std::vector<std::string>;

class Watch : public WatchFixture {};

TEST_F(Watch, GivesSlidesToTheirCasesAndScoresUrgentOnesFirst) {
  arrive("list.csv", row(0, "yes,HE,no,") + row(1, "yes,HE,yes,"));
  scan(0);
  scan(1);
  const Watched watched = watchOnce();
  EXPECT_EQ(watched.ran.code, 0) << watched.ran.err;
  const auto linked = watched.of("slide");
  ASSERT_EQ(linked.size(), 2U) << watched.ran.out;
  EXPECT_EQ(linked[0]["outcome"], "linked");
  const auto scored = watched.of("scored");
  ASSERT_EQ(scored.size(), 2U) << watched.ran.out;
  EXPECT_EQ(scored[0]["case"], caseOf(1));
  EXPECT_EQ(scored[1]["case"], caseOf(0));
  EXPECT_TRUE(std::filesystem::exists(scored[0]["folder"].get<std::string>() + "/score.json"));
  // Which slides count is for a person to say.
  const auto one = told({"case", "show", caseOf(0)});
  EXPECT_EQ(one["ai"], "slides not chosen");
  EXPECT_TRUE(one["results"].empty());
  EXPECT_TRUE(one["slides"][0]["primaryTumour"].is_null());
  EXPECT_EQ(namesIn("in"), Names{});
  EXPECT_EQ(namesIn("taken"), Names{"list.csv"});
}

TEST_F(Watch, DoesNothingTwice) {
  arrive("list.csv", row(0, "yes,HE,no,"));
  scan(0);
  (void)watchOnce();
  std::filesystem::copy_file(m_folder / "taken/list.csv", m_folder / "in/again.csv");
  const Watched watched = watchOnce();
  EXPECT_EQ(watched.ran.code, 0) << watched.ran.err;
  EXPECT_TRUE(watched.of("scored").empty());
  EXPECT_TRUE(watched.of("slide").empty());
  const auto end = watched.of("ended").at(0);
  EXPECT_EQ(end["messages"]["unchanged"], 1);
  EXPECT_EQ(end["messages"]["applied"], 0);
  EXPECT_EQ(end["slides"]["known"], 1);
  EXPECT_EQ(told({"db", "check"})["scores"], 1);
}

TEST_F(Watch, ScoresOnlyWhatTheRuleSelects) {
  arrive("list.csv", row(0, "no,HE,no,") + row(1, "yes,CK20,no,") + row(2, "yes,HE,no,"));
  for (const std::size_t i : {0U, 1U, 2U}) scan(i);
  const auto scored = watchOnce().of("scored");
  ASSERT_EQ(scored.size(), 1U);
  EXPECT_EQ(scored[0]["case"], caseOf(2));
}

TEST_F(Watch, ObeysFlagsAndCountsThem) {
  arrive("list.csv", row(0, "yes,HE,yes,no-ai") + row(1, "yes,HE,no,"));
  scan(0);
  scan(1);
  const Watched watched = watchOnce();
  const auto scored = watched.of("scored");
  ASSERT_EQ(scored.size(), 1U) << watched.ran.out;
  EXPECT_EQ(scored[0]["case"], caseOf(1));
  EXPECT_EQ(watched.of("ended").at(0)["scores"]["casesWithheld"], 1);
  // So does the command.
  const Ran score = snitt(scoreCommand(m_folder / "scans/0scan.svs", {"--db", database()}));
  EXPECT_EQ(score.code, 3);
  EXPECT_NE(score.err.find("no AI in care"), std::string::npos) << score.err;
  // Once it is lifted nothing stands in the way.
  ASSERT_EQ(told({"case", "flag", caseOf(0), "no-ai", "--lift"})["set"], false);
  EXPECT_EQ(watchOnce().of("scored").size(), 1U);
}

TEST_F(Watch, SlideThatComesBeforeItsCaseIsLinkedLater) {
  scan(0);
  const Watched first = watchOnce();
  EXPECT_EQ(first.of("slide").at(0)["outcome"], "unmatched");
  EXPECT_EQ(first.of("slide").at(0)["why"], "no list or message has named this case yet");
  EXPECT_EQ(told({"case", "unmatched"})["slides"].size(), 1U);
  arrive("list.csv", row(0, "yes,HE,no,"));
  EXPECT_EQ(watchOnce().of("slide").at(0)["outcome"], "linked");
  EXPECT_TRUE(told({"case", "unmatched"})["slides"].empty());
}

TEST_F(Watch, LabelAndFileNameThatDisagreeGoToTheQueue) {
  arrive("list.csv", row(0, "yes,HE,no,") + row(1, "yes,HE,no,"));
  std::filesystem::copy_file(m_slides[0].file, m_folder / "scans" / (m_slides[1].accession + "-A1.svs"));
  const auto slide = watchOnce().of("slide").at(0);
  EXPECT_EQ(slide["outcome"], "unmatched");
  EXPECT_EQ(slide["why"], "the barcode and the file's name disagree about the accession number");
}

TEST_F(Watch, ListThatNamesAFileIsASource) {
  // Without its label nothing else says whose slide it is.
  std::string site = readFile(m_folder / "site.toml").value();
  const std::string sources = R"(sources = ["barcode", "fileName"])";
  site.replace(site.find(sources), sources.size(), R"(sources = ["fileName"])");
  std::ofstream(m_folder / "site.toml") << site;
  arrive("list.csv", row(0, "yes,HE,no,", "0scan.svs"));
  scan(0);
  const auto slide = watchOnce().of("slide").at(0);
  EXPECT_EQ(slide["outcome"], "linked");
  EXPECT_EQ(slide["case"], caseOf(0));
}

TEST_F(Watch, WhatCannotBeReadGoesToTheQuarantineWithTheReason) {
  std::ofstream(m_folder / "in/bad.hl7")
      << "MSH|^~\\&|LIS|NORTH|||20260101||OML^O21|1|P|2.5\rPID|||01017012340||WALSH\r??";
  std::ofstream(m_folder / "in/what.xml") << "<WALSH/>";
  std::ofstream(m_folder / "in/torn.csv") << "Case,ID,Name\nS13-1,1,\"WALSH";
  arrive("list.csv", row(0, "yes,HE,no,"));
  const Watched watched = watchOnce();
  EXPECT_EQ(watched.ran.code, 1);
  EXPECT_EQ(watched.of("quarantined").size(), 3U) << watched.ran.out;
  EXPECT_EQ(watched.of("list").at(0)["applied"], 1);
  EXPECT_EQ(namesIn("in"), Names{});
  EXPECT_EQ(namesIn("quarantine"), (Names{"bad.hl7", "bad.hl7.reason.txt", "torn.csv", "torn.csv.reason.txt",
                                          "what.xml", "what.xml.reason.txt"}));
  for (const std::string& name : namesIn("quarantine")) {
    if (!name.ends_with(".reason.txt")) continue;
    const std::string reason = readFile(m_folder / "quarantine" / name).value();
    EXPECT_GT(reason.size(), 10U);
    EXPECT_EQ(reason.find("WALSH"), std::string::npos) << reason;
  }
  EXPECT_EQ(watched.ran.out.find("WALSH"), std::string::npos);
  // One of the same name later does not replace it.
  std::ofstream(m_folder / "in/what.xml") << "<again/>";
  (void)watchOnce();
  EXPECT_EQ(readFile(m_folder / "quarantine/what.xml").value(), "<WALSH/>");
  EXPECT_EQ(readFile(m_folder / "quarantine/what.xml-2").value(), "<again/>");
}

TEST_F(Watch, FileThatFailsDoesNotStopTheOthers) {
  arrive("list.csv", row(0, "yes,HE,no,"));
  std::ofstream(m_folder / "scans/Walsh.svs") << "no slide";
  scan(0);
  const Watched watched = watchOnce();
  EXPECT_EQ(watched.ran.code, 1);
  EXPECT_EQ(watched.of("failed").size(), 1U);
  EXPECT_EQ(watched.ran.out.find("Walsh"), std::string::npos) << watched.ran.out;
  EXPECT_EQ(watched.of("scored").size(), 1U);
}

// What is left of a day holds no name: database, its journal, logs, results.
TEST_F(Watch, LeavesNoNamesInTheClear) {
  arrive("list.csv", row(0, "yes,HE,no,"));
  std::filesystem::copy_file(m_slides[0].file, m_folder / "scans/Walsh Aase.svs");
  const Watched watched = watchOnce();
  EXPECT_EQ(watched.of("scored").size(), 1U) << watched.ran.out;
  for (const std::filesystem::path& folder : {m_folder / "data", out()})
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
      if (!entry.is_regular_file()) continue;
      const std::string bytes = readFile(entry.path()).value();
      for (const char* name : {"Walsh", "01017012340", "1970-01-01", "Åse"})
        EXPECT_EQ(bytes.find(name), std::string::npos) << entry.path() << " " << name;
      EXPECT_EQ(entry.path().string().find("Walsh"), std::string::npos);
    }
}

TEST_F(Watch, RunsUntilItIsStoppedAndWaitsForAShareThatIsAway) {
  writeSite(1);
  arrive("list.csv", row(0, "yes,HE,no,"));
  std::filesystem::remove(m_folder / "scans");
  RunOptions options;
  options.awaited = "waiting for it";
  options.whenSeen = [this](Child& child) {
    // Another watcher of the same laboratory would do everything twice.
    const Ran second = snitt(watchCommand({"--once"}));
    EXPECT_EQ(second.code, 3);
    EXPECT_NE(second.err.find("another watcher of NORTH"), std::string::npos) << second.err;
    std::filesystem::create_directory(m_folder / "scans");
    scan(0);
    for (int i = 0; i < 600; ++i) {
      if (told({"db", "check"})["scores"] == 1) break;
      std::this_thread::sleep_for(std::chrono::milliseconds(200));
    }
    kill(child.processId(), SIGTERM);
  };
  const Ran ran = snitt(watchCommand(), options);
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_NE(ran.out.find("is there again"), std::string::npos) << ran.out;
  EXPECT_NE(ran.out.find("scored"), std::string::npos) << ran.out;
  EXPECT_EQ(told({"db", "check"})["scores"], 1);
}

TEST_F(Watch, SaysWhatIsMissing) {
  expectRefused(snitt({"watch", "--site", (m_folder / "none.toml").string(), "--db", database()}), 1, "none.toml");
  const auto empty = write("empty.toml", "format = \"snitt-site/1\"\nname = \"NORTH\"\n");
  expectRefused(snitt({"watch", "--site", empty.string(), "--db", database()}), 2, "names no folder to watch");
  expectRefused(snitt({"watch", "--site", siteFile(), "--db", "none"}), 2, "--db none");
  expectRefused(snitt({"watch", "--site", siteFile(), "--db", database() + "x"}), 1, "cases.dbx");
}

TEST_F(Watch, WithoutABundleNothingIsScored) {
  arrive("list.csv", row(0, "yes,HE,no,"));
  scan(0);
  const Ran ran = snitt({"watch", "--site", siteFile(), "--db", database(), "--once"});
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_NE(ran.out.find("1 linked"), std::string::npos) << ran.out;
  EXPECT_EQ(told({"db", "check"})["scores"], 0);
}

// Size and time stay: who opens it fails.
void makeUnreadable(const std::filesystem::path& file) {
  const auto written = std::filesystem::last_write_time(file);
  const std::string bytes(std::filesystem::file_size(file), 'x');
  std::ofstream(file, std::ios::binary) << bytes;
  std::filesystem::last_write_time(file, written);
}

// A slide that is as it was is not opened: here it could not be any more.
TEST_F(Watch, OpensOnlyNewAndChangedFilesAfterARestart) {
  arrive("list.csv", row(0, "yes,HE,no,"));
  scan(0);
  scan(1);
  ASSERT_EQ(watchOnce().of("slide").size(), 2U);
  for (const char* name : {"0scan.svs", "1scan.svs"}) makeUnreadable(m_folder / "scans" / name);
  Watched watched = watchOnce();
  EXPECT_TRUE(watched.of("failed").empty()) << watched.ran.out;
  EXPECT_EQ(watched.of("ended").at(0)["slides"]["known"], 1);
  EXPECT_EQ(watched.of("ended").at(0)["slides"]["unmatched"], 1);
  // By another site file they may be other slides: they are looked at.
  std::ofstream(siteFile(), std::ios::app) << "\n";
  EXPECT_EQ(watchOnce().of("failed").size(), 2U);
}

TEST_F(Watch, SlideOfTheQueueIsLinkedOnceItsCaseIsThereWithoutBeingOpenedAgain) {
  scan(0);
  ASSERT_EQ(watchOnce().of("slide").at(0)["outcome"], "unmatched");
  makeUnreadable(m_folder / "scans/0scan.svs");
  arrive("list.csv", row(0, "yes,HE,no,"));
  EXPECT_EQ(watchOnce().of("slide").at(0)["outcome"], "linked");
}

TEST_F(Watch, FolderThatCannotBeWrittenIsToldOnceAndNothingIsLost) {
  writeSite(1);
  std::ofstream(m_folder / "taken") << "a file where the folder should be";
  arrive("list.csv", row(0, "yes,HE,no,"));
  arrive("more.csv", row(1, "yes,HE,no,"));
  RunOptions options;
  options.awaited = "messages wait";
  options.whenSeen = [](Child& child) {
    std::this_thread::sleep_for(std::chrono::seconds(4));
    kill(child.processId(), SIGTERM);
  };
  const Ran ran = snitt({"watch", "--site", siteFile(), "--db", database()}, options);
  EXPECT_EQ(ran.code, 0) << ran.err;
  const std::string wait = "messages wait: nothing can be put into " + (m_folder / "taken").string();
  ASSERT_NE(ran.out.find(wait), std::string::npos) << ran.out;
  EXPECT_EQ(ran.out.find(wait, ran.out.find(wait) + 1), std::string::npos) << ran.out;
  // They are in the database, and wait in the tray.
  EXPECT_EQ(told({"case", "list"})["found"], 2);
  EXPECT_EQ(namesIn("in").size(), 1U);
  std::filesystem::remove(m_folder / "taken");
  const Watched watched = watchOnce();
  EXPECT_EQ(watched.ran.code, 0) << watched.ran.out;
  EXPECT_EQ(watched.of("ended").at(0)["messages"]["unchanged"], 2);
  EXPECT_EQ(namesIn("in"), Names{});
  EXPECT_EQ(namesIn("taken"), (Names{"list.csv", "more.csv"}));
}

}  // namespace
}  // namespace snitt::test
