// What `snitt stats` refuses, table by table and option by option: one sentence, the exit code, and nothing written.
#include "support/stats_fixture.h"

namespace snitt::test {
namespace {

const std::string kTable = "time,event,score,group,risk\n1,1,2,a,0.5\n2,0,3,b,0.25\n3,1,1,a,0.75\n4,1,5,b,1\n";
const std::vector<std::string> kSurvival{"--time", "time", "--event", "event"};

class StatsRefusal : public StatsFixture {
 protected:
  void SetUp() override { write("data.csv", kTable); }
  static std::vector<std::string> survivalWith(const std::vector<std::string>& more) {
    std::vector<std::string> all = kSurvival;
    all.insert(all.end(), more.begin(), more.end());
    return all;
  }
  // Of a table of one's own: a fault of the file, which is named.
  void expectTableRefused(const std::string& table, const std::string& part,
                          const std::vector<std::string>& more = {}) const {
    SCOPED_TRACE(table);
    write("data.csv", table);
    expectRefused(survivalWith(more), 1, at("data.csv") + ": " + part);
  }
  void expectRefusedHere(const std::vector<std::string>& more, const std::string& part) const {
    SCOPED_TRACE(testing::PrintToString(more));
    expectRefused(survivalWith(more), 2, part);
  }
  void expectFine(const std::string& table) const {
    SCOPED_TRACE(table);
    write("data.csv", table);
    EXPECT_EQ(figures(kSurvival)["n"], 2);
  }
};

TEST_F(StatsRefusal, OfTablesThatCannotBeRead) {
  expectTableRefused("", "the table is empty");
  expectTableRefused("time,event\n", "the table has a header and no rows");
  expectTableRefused("time;event\n1;1\n", "row 1: semicolons stand between the columns where commas belong");
  expectTableRefused("time\tevent\n1\t1\n", "row 1: tabs stand between the columns where commas belong");
  expectTableRefused("time,event\n1,1\n2,0,7\n", "line 3 has 3 fields, the header has 2");
  expectTableRefused("time,event,time\n1,1,2\n", "the column \"time\" appears twice");
  expectTableRefused("time,event\n\"1,1\n", "the quote opened on line 2 is never closed");
  std::filesystem::remove(m_folder / "data.csv");
  expectRefused(kSurvival, 1, at("data.csv") + " does not exist");
  std::filesystem::create_directory(m_folder / "data.csv");
  expectRefused(kSurvival, 1, at("data.csv") + " is a folder");
}

TEST_F(StatsRefusal, OfCellsByRowAndColumn) {
  expectTableRefused("time,event\n1,1\nsoon,0\n", R"(row 3, column "time": "soon" is not a number)");
  expectTableRefused("time,event\n1,1\n\"2\n3\",0\n", R"(row 3, column "time": "2 3" is not a number)");
  expectTableRefused("time,event\n1,1\n\"1,5\",0\n", R"(row 3, column "time": "1,5" is not a number)");
  expectTableRefused("time,event\n1,1\nnan,0\n", R"(row 3, column "time": "nan" is not a number)");
  expectTableRefused("time,event\n1,1\n-2,0\n", R"(row 3, column "time": "-2" is a negative time)");
  expectTableRefused("time,event\n1,1\n2,dead\n",
                     "row 3, column \"event\": \"dead\" is neither 0 nor 1; say which value is the event: --event");
  expectTableRefused("time,event\n1,1\n2,2\n", R"(row 3, column "event": "2" is neither 0 nor 1)");
  for (const std::string date : {"2010-03-25", "25.03.2010", "25 Mar 10"})
    expectTableRefused("time,event\n" + date + ",1\n",
                       "row 2, column \"time\": \"" + date + "\" is a date; \"snitt outcomes\" makes times of dates");
  expectTableRefused("time,event\nNA,1\n2,\n", "no row has both a time (\"time\") and an event (\"event\")");
}

TEST_F(StatsRefusal, OfWhatTheAnalysesNeed) {
  expectTableRefused("time,event,s\n1,1,\n2,0,NA\n", "no row with a follow-up has a score (\"s\")", {"--score", "s"});
  expectTableRefused("time,event,s\n1,1,x\n2,0,1\n", R"(row 2, column "s": "x" is not a number)", {"--score", "s"});
  expectTableRefused("time,event,g\n1,1,\n2,0,NA\n", "column \"g\" holds nothing", {"--group", "g"});
  expectTableRefused("time,event,r\n1,1,0.5\n2,0,1.25\n", R"(row 3, column "r": 1.25 is not a risk between 0 and 1)",
                     {"--risk", "r@1"});
  expectTableRefused("time,event,r\n1,1,-0.1\n2,0,1\n", R"(row 2, column "r": -0.1 is not a risk between 0 and 1)",
                     {"--risk", "r@1"});
  expectTableRefused("time,event,c\n1,1,good\n2,0,bad\n",
                     R"(row 3, column "c": "bad" is none of good, uncertain, poor, 0 (good) and 1 (poor))",
                     {"--classes", "c", "--horizons", "1"});
  expectTableRefused("time,event,c\n1,1,\n2,0,\n", "column \"c\" names no cause of an event", {"--cause", "c"});
  expectTableRefused("time,event,x\n1,0,3\n2,0,4\n", "no row with all covariates (x) has an event",
                     {"--covariates", "x"});
  expectTableRefused("time,event,x\n1,1,\n2,0,NA\n", "no row has a follow-up and all covariates (x)",
                     {"--covariates", "x"});
}

TEST_F(StatsRefusal, ByteOrderMarksAndLineFeedsOfWindowsAreFine) {
  expectFine("\xEF\xBB\xBFtime,event\n1,1\n2,0\n");
  expectFine("time,event\r\n1,1\r\n2,0\r\n");
  expectFine("time,event\n1,1\n2,0");
  expectFine("\"time\",\"event\"\n\" 1 \",\"TRUE\"\n2,FALSE\n\n");
}

TEST_F(StatsRefusal, OfColumnsThatAreNotThere) {
  expectRefused({"--time", "tme", "--event", "event"}, 2, "there is no column \"tme\" (nearest: \"time\")");
  expectRefused({"--time", "time", "--event", "evnt=1"}, 2, "there is no column \"evnt\" (nearest: \"event\")");
  expectRefused({"--time", "time", "--event", "event=7"}, 2, "no row of column \"event\" holds \"7\"");
  expectRefused({"--time", "time", "--event", "event="}, 2, "the value after = is missing");
  expectRefusedHere({"--score", "scor"}, "there is no column \"scor\" (nearest: \"score\")");
  expectRefusedHere({"--score", "score", "--compare", "score2"}, "no column \"score2\" (nearest: \"score\")");
  expectRefusedHere({"--score", "score", "--cluster", "patient"}, "there is no column \"patient\"");
  expectRefusedHere({"--group", "grup"}, "there is no column \"grup\" (nearest: \"group\")");
  expectRefusedHere({"--group", "group", "--strata", "sex"}, "there is no column \"sex\"");
  expectRefusedHere({"--covariates", "score,grp"}, "there is no column \"grp\"");
  expectRefusedHere({"--covariates", "score", "--factors", "group"}, "--factors group is not among the covariates");
  expectRefusedHere({"--covariates", "score,score"}, "the covariate \"score\" is named twice");
  expectRefusedHere({"--score", "score", "--compare", "score"}, "the score \"score\" is named twice");
  expectRefusedHere({"--risk", "risky@3"}, "there is no column \"risky\" (nearest: \"risk\")");
  expectRefusedHere({"--classes", "klass", "--horizons", "2"}, "there is no column \"klass\"");
  expectRefusedHere({"--cause", "cause"}, "there is no column \"cause\"");
  expectRefusedHere({"--risk", "risk@3", "--competing", "othr"}, "there is no column \"othr\"");
  expectRefusedHere({"--risk", "risk@3", "--competing", "group=c"}, "no row of column \"group\" holds \"c\"");
  expectRefusedHere({"--risk", "risk@3", "--competing", "group="}, "--competing group=: the value after = is missing");
  expectRefused({"--agreement", "score,skore"}, 2, "there is no column \"skore\" (nearest: \"score\")");
}

TEST_F(StatsRefusal, OfOptionsThatMakeNoSense) {
  for (const char* time : {"0", "nan", "inf"})
    expectRefusedHere({"--horizons", time}, "a horizon must be a positive time");
  expectRefusedHere({"--horizons", "soon"}, "--horizons");
  for (const char* risk : {"risk", "risk@", "risk@0", "risk@inf", "@3"})
    expectRefusedHere({"--risk", risk}, "a column and a positive horizon are needed, as COL@1825");
  expectRefusedHere({"--classes", "group"}, "classes are judged at a horizon: give --horizons");
  for (const char* number : {"0", "nan", "x"})
    expectRefusedHere({"--rmean", number}, "--rmean: " + std::string(number) + " is no positive number");
  expectRefusedHere({"--time-tick", "nan"}, "--time-tick: nan is no positive number");
  expectRefusedHere({"--bootstrap", "0", "--score", "score"}, "--bootstrap");
  expectRefusedHere({"--bootstrap", "9", "--seed", "-1", "--score", "score"}, "--seed");
  expectRefusedHere({"--ties", "exact"}, "--ties");
  expectRefusedHere({"--conf-type", "wald"}, "--conf-type");
  expectRefusedHere({"--score", "score", "--strata", "group", "--bootstrap", "9"}, "leave out --strata or --bootstrap");
}

TEST_F(StatsRefusal, OfOptionsThatWouldChangeNothing) {
  expectRefusedHere({"--compare", "risk"}, "--compare needs a --score");
  expectRefusedHere({"--factors", "group"}, "--factors needs --covariates");
  expectRefusedHere({"--residuals"}, "--residuals needs --covariates");
  expectRefusedHere({"--strata", "group"}, "--strata needs --group, --covariates or --score");
  expectRefusedHere({"--cluster", "group"}, "--cluster needs --covariates, --score, --risk or --classes");
  for (const std::vector<std::string>& more :
       {std::vector<std::string>{}, {"--score", "score"}, {"--covariates", "score"}, {"--horizons", "2"}}) {
    std::vector<std::string> arguments{"--competing", "risk"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    expectRefusedHere(arguments, "--competing needs --risk, --score with --horizons, or --classes");
  }
  expectRefusedHere({"--bootstrap", "9"}, "--bootstrap needs --covariates, --score or --classes");
  expectRefusedHere({"--reference", at("data.csv")}, "--reference needs --psi");
  expectRefusedHere({"--in-control", "2,1"}, "--in-control needs --cusum");
  expectRefusedHere({"--cusum-design", "0.5,5"}, "--cusum-design needs --cusum");
}

TEST_F(StatsRefusal, OfWhatIsMissing) {
  expectRefused({}, 2, "nothing is asked for: give --time and --event, --agreement, --psi, --cusum or --power");
  expectRefused({"--score", "score"}, 2, "which needs --time and --event");
  expectRefused({"--risk", "risk@2"}, 2, "which needs --time and --event");
  expectRefused({"--time", "time"}, 2, "survival needs both --time and --event");
  expectRefused({"--event", "event"}, 2, "survival needs both --time and --event");
  expectRefused({"--time", "", "--event", "event"}, 2, "--time: the value is empty");
  expectRefused({"--agreement", "score"}, 2, "--agreement needs two columns, as --agreement A,B");
  expectRefused({"--psi", "score"}, 2, "--psi needs a --reference to compare with");
  expectRefused({"--cusum", "score"}, 2, "--cusum needs --in-control MEAN,SD");
  expectRefused({"--cusum", "score", "--in-control", "2"}, 2, "--in-control");
  expectRefused({"--cusum", "score", "--in-control", "2,0"}, 2, "the standard deviation of a CUSUM must be positive");
  EXPECT_EQ(snitt({"stats", "--time", "time", "--event", "event", "--out", at("out.json")}).err,
            "snitt: a table is needed: give --data.\n");
  EXPECT_EQ(snitt({"stats", "--data", at("data.csv"), "--time", "time", "--event", "event"}).code, 2);
}

TEST_F(StatsRefusal, OfStudies) {
  expectRefused({"--power", "hr=0.6,powr=0.8"}, 2, R"("powr" is no quantity (nearest: "power"); there are hr, power)");
  expectRefused({"--power", "hr=0.6,power=0.8,events=99"}, 2, "--power: two of hr, power and events");
  expectRefused({"--power", "hr=0.6"}, 2, "--power: two of hr, power and events");
  expectRefused({"--power", "hr=much,power=0.8"}, 2, "--power: hr needs a number");
  expectRefused({"--power", "hr=0.6,power=1.5"}, 2, "--power: ");
  expectRefused({"--power", "hr=1,power=0.8"}, 2, "--power: ");
  expectRefused({"--power", "hr=0.6,power=0.8,"}, 2, "--power: \"\" is no quantity");
  expectRefused({"--power", "hr=0.6,c=0.7,n=90,probability=0.3"}, 2, "two different questions");
}

TEST_F(StatsRefusal, OfTheReferenceTableByItsName) {
  expectRefused({"--psi", "score", "--reference", at("none.csv")}, 1, at("none.csv") + " does not exist");
  write("then.csv", "scores\n1\n");
  expectRefused({"--psi", "score", "--reference", at("then.csv")}, 2,
                "reference: there is no column \"score\" (nearest: \"scores\")");
  write("then.csv", "score,x\n,1\nNA,2\n");
  expectRefused({"--psi", "score", "--reference", at("then.csv")}, 1,
                at("then.csv") + ": column \"score\" holds nothing");
}

TEST_F(StatsRefusal, OfPlots) {
  expectRefusedHere({"--plot", at("p.gif")}, "the file's ending must be .svg, .pdf or .png");
  expectRefusedHere({"--plot", at("p")}, "the file's ending must be .svg, .pdf or .png");
  expectRefusedHere({"--plot", "fores=" + at("p.svg")}, "there is no such plot (nearest: \"forest\")");
  const std::vector<std::pair<std::string, std::string>> needs{
      {"incidence", "--time, --event and --cause"},
      {"forest", "--time, --event and --covariates"},
      {"calibration", "--time, --event and --risk COL@HORIZON"},
      {"decision", "--time, --event and --risk COL@HORIZON"},
      {"roc", "--time, --event, --score and --horizons"},
      {"auc", "--time, --event, --score and two or more --horizons"},
      {"bland-altman", "--agreement with two columns of numbers"}};
  for (const auto& [kind, what] : needs)
    expectRefusedHere({"--plot", kind + "=" + at("p.svg")}, "--plot " + kind + ": it needs " + what);
  expectRefused({"--agreement", "score,group", "--plot", "bland-altman=" + at("p.svg")}, 2, "two columns of numbers");
  expectRefused({"--agreement", "score,risk", "--plot", "km=" + at("p.svg")}, 2, "it needs --time and --event");
  expectRefused({"--power", "hr=0.6,power=0.8", "--plot", at("p.svg")}, 2, "there is nothing to draw");
}

// A plot that could be drawn is not left behind by one that cannot.
TEST_F(StatsRefusal, LeavesNoneOfSeveralFiles) {
  const std::string fine = "km=" + at("fine.svg");
  expectRefused({"--time", "time", "--event", "event", "--agreement", "score,group", "--plot", fine, "--plot",
                 "bland-altman=" + at("p.svg")},
                2, "two columns of numbers");
  expectRefused({"--time", "time", "--event", "event", "--plot", fine, "--plot", at("no/p.svg")}, 1,
                "there is no folder " + at("no") + " to write p.svg into");
  std::filesystem::create_directory(m_folder / "folder.svg");
  expectRefusedHere({"--plot", fine, "--plot", at("folder.svg")}, at("folder.svg") + " is a folder, not a file");
  expectRefusedHere({"--plot", fine, "--plot", at("fine.svg")}, "two results would be written to " + at("fine.svg"));
  expectRefusedHere({"--plot", fine, "--plot", at("./fine.svg")}, "two results would be written to ");
  std::filesystem::create_directory(m_folder / "out.json");
  expectRefusedHere({"--plot", fine}, at("out.json") + " is a folder, not a file");
}

TEST_F(StatsRefusal, OfAFolderThatIsNotThereOrMayNotBeWritten) {
  const auto into = [&](const std::string& out) {
    return snitt({"stats", "--data", at("data.csv"), "--time", "time", "--event", "event", "--out", out, "--plot",
                  at("fine.svg")});
  };
  const Ran ran = into(at("no/out.json"));
  EXPECT_EQ(ran.code, 1);
  EXPECT_EQ(ran.err, "snitt: there is no folder " + at("no") + " to write out.json into.\n");
  // Nobody, root included, makes a file in /proc: this fails in the writing itself.
  const Ran late = into("/proc/out.json");
  EXPECT_EQ(late.code, 1);
  EXPECT_NE(late.err.find("/proc"), std::string::npos) << late.err;
  EXPECT_EQ(files(), (std::set<std::string>{"data.csv"}));
}

TEST_F(StatsRefusal, NeverWritesOverWhatItReads) {
  write("then.csv", kTable);
  write("data.svg", kTable);
  const auto over = [&](const std::vector<std::string>& arguments) {
    std::vector<std::string> command{"stats", "--time", "time", "--event", "event", "--psi", "score"};
    command.insert(command.end(), arguments.begin(), arguments.end());
    const Ran ran = snitt(command);
    EXPECT_EQ(ran.code, 2) << ran.err;
    EXPECT_NE(ran.err.find("is read, and cannot be written as well"), std::string::npos) << ran.err;
  };
  over({"--data", at("data.csv"), "--reference", at("then.csv"), "--out", at("data.csv")});
  over({"--data", at("data.csv"), "--reference", at("then.csv"), "--out", at("then.csv")});
  over({"--data", at("data.svg"), "--reference", at("then.csv"), "--out", at("out.json"), "--plot", at("data.svg")});
  for (const char* name : {"data.csv", "then.csv", "data.svg"}) EXPECT_EQ(readBytes(m_folder / name), kTable);
}

}  // namespace
}  // namespace snitt::test
