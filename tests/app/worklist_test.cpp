// The verbs worklist and case, as scripts use them.
#include "core/atomic_file.h"
#include "support/watch_fixture.h"

namespace snitt::test {
namespace {

std::string order(const std::string& accession, const std::string& time, const std::string& given) {
  return "MSH|^~\\&|LIS|NORTH|SNITT|HOSP|" + time + "||OML^O21^OML_O21|" + time + accession + "|P|2.5.1\r" +
         "PID|1||4711^^^NORTH^MR||WALSH^" + given + "||19700101|F\r" + "ORC|NW|77\r" + "OBR|1|77|" + accession +
         "|11529-5^Surgical pathology^LN|||20260105080000\r";
}

class Worklist : public WatchFixture {
 protected:
  Ran import(const std::string& text, const std::vector<std::string>& more = {}) const {
    const auto file = write("message.hl7", text);
    std::vector<std::string> command{"worklist", "import", file.string(), "--db", database()};
    command.insert(command.end(), more.begin(), more.end());
    return snitt(command);
  }
};

TEST_F(Worklist, MessageNamesItsSiteItself) {
  const Ran ran = import(order("H26-1", "20260105090000", "Cathal"));
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_NE(ran.out.find("1 applied"), std::string::npos) << ran.out;
  const auto list = told({"case", "list"});
  ASSERT_EQ(list["found"], 1);
  EXPECT_EQ(list["cases"][0]["case"], "NORTH:H26-1");
  EXPECT_NE(import(order("H26-1", "20260105090000", "Cathal")).out.find("1 unchanged"), std::string::npos);
}

TEST_F(Worklist, MalformedMessageIsNamedByItsPlaceAndTheOthersAreTaken) {
  const Ran ran = import(order("H26-1", "20260105090000", "Cathal") +
                         "MSH|^~\\&|LIS|NORTH|||20260105||OML^O21|2|P|2.5\rPID|||1||WALSH\r" +
                         order("H26-2", "20260105090001", "Cathal"));
  EXPECT_EQ(ran.code, 1);
  expectOneSentence(ran, "message 2: ");
  EXPECT_EQ(ran.err.find("WALSH"), std::string::npos);
  EXPECT_EQ(told({"case", "list"})["found"], 2);
}

TEST_F(Worklist, ListNeedsASiteFile) {
  const auto file = write("list.csv", "Case,ID\nH26-1,1\n");
  expectRefused(snitt({"worklist", "import", file.string(), "--db", database()}), 1, "--site SITE.toml");
  const Ran ran = snitt({"worklist", "import", file.string(), "--site", siteFile(), "--db", database()});
  EXPECT_EQ(ran.code, 1);
  EXPECT_NE(ran.err.find("Name"), std::string::npos) << ran.err;
}

// A case that is closed changes only when a person says so.
TEST_F(Worklist, ChangesOfAClosedCaseWaitForAPerson) {
  ASSERT_EQ(import(order("H26-1", "20260105090000", "Cathal")).code, 0);
  ASSERT_EQ(told({"case", "close", "NORTH:H26-1"})["state"], "closed");
  EXPECT_NE(import(order("H26-1", "20260106090000", "Eoin")).out.find("1 held for a person"), std::string::npos);
  const auto held = told({"worklist", "held"})["held"];
  ASSERT_EQ(held.size(), 1U);
  EXPECT_EQ(held[0]["cases"][0], "NORTH:H26-1");
  const std::string name = "WALSH, ";
  EXPECT_EQ(told({"case", "show", "NORTH:H26-1"})["patient"]["name"], name + "Cathal");
  EXPECT_EQ(told({"worklist", "accept", std::to_string(held[0]["id"].get<int>())})["events"][0]["outcome"], "applied");
  EXPECT_EQ(told({"case", "show", "NORTH:H26-1"})["patient"]["name"], name + "Eoin");
  EXPECT_TRUE(told({"worklist", "held"})["held"].empty());
}

TEST_F(Worklist, PersonLinksASlideAndErasesItsPatient) {
  ASSERT_EQ(import(order("H26-1", "20260105090000", "Cathal")).code, 0);
  const Ran linked = snitt({"case", "link", slide().string(), "NORTH:H26-1", "--specimen", "A", "--block", "1",
                            "--stain", "HE", "--db", database()});
  EXPECT_EQ(linked.code, 0) << linked.err;
  EXPECT_EQ(told({"case", "show", "NORTH:H26-1"})["slides"][0]["block"], "1");
  expectRefused(snitt({"case", "erase", "NORTH:H26-1", "--reason", "asked for", "--db", database()}), 2, "--yes");
  EXPECT_EQ(snitt({"case", "erase", "NORTH:H26-1", "--reason", "asked for", "--yes", "--db", database()}).code, 0);
  expectRefused(snitt({"case", "show", "NORTH:H26-1", "--db", database()}), 1, "NORTH:H26-1");
  EXPECT_EQ(snitt({"audit", "verify", "--db", database()}).code, 0);
}

// What a laboratory's system writes into its own pages.
TEST_F(Worklist, TellsTheLinkOfACase) {
  ASSERT_EQ(import(order("H26/1 A", "20260105090000", "Cathal")).code, 0);
  EXPECT_EQ(told({"case", "show", "NORTH:H26/1 A"})["link"], "snitt://case/NORTH/H26%2F1%20A");
  const Ran shown = snitt({"case", "show", "NORTH:H26/1 A", "--db", database()});
  EXPECT_NE(shown.out.find("snitt://case/NORTH/H26%2F1%20A\n"), std::string::npos) << shown.out;
}

TEST_F(Worklist, SaysWhatIsWrong) {
  expectRefused(snitt({"case", "show", "H26-1", "--db", database()}), 2, "SITE:ACCESSION");
  expectRefused(snitt({"case", "show", "NORTH:none", "--db", database()}), 1, "NORTH:none");
  ASSERT_EQ(import(order("H26-1", "20260105090000", "Cathal")).code, 0);
  expectRefused(snitt({"case", "flag", "NORTH:H26-1", "no-a", "--db", database()}), 2, "nearest: \"no-ai\"");
  expectRefused(snitt({"case", "list", "--ai", "skored", "--db", database()}), 2, "nearest: \"scored\"");
}

TEST_F(Worklist, HostileTextIsShownAndDoesNothing) {
  const std::string name = "\x1B[2J'; DROP TABLE lab_case;--<b>\xE2\x80\xAE";
  ASSERT_EQ(import(order("H26-1", "20260105090000", name)).code, 0);
  const Ran shown = snitt({"case", "show", "NORTH:H26-1", "--db", database()});
  EXPECT_EQ(shown.code, 0);
  EXPECT_NE(shown.out.find("DROP TABLE lab_case;--<b>"), std::string::npos) << shown.out;
  const Ran refused = snitt({"case", "make", "NORTH:" + name, "--db", database()});
  EXPECT_EQ(refused.code, 2);
  for (const std::string& text : {shown.out, refused.out, refused.err}) {
    EXPECT_EQ(text.find('\x1B'), std::string::npos) << text;
    EXPECT_EQ(text.find("\xE2\x80\xAE"), std::string::npos) << text;
  }
}

}  // namespace
}  // namespace snitt::test
