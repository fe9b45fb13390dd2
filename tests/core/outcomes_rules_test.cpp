#include "core/outcomes/rules.h"

#include <filesystem>

#include <gtest/gtest.h>

#include "core/atomic_file.h"

namespace snitt {
namespace {

const std::string kRules = R"(
format = "snitt-outcome-rules/1"
event = "death"
[columns]
patient = "id"
origin = "surgery"
death = "died"
recurrence = "relapse"
lastFollowUp = "seen"
causeOfDeath = "cause"
[cause]
cancer = ["C18-C20"]
missing = "other"
[followUp]
cutOff = 2020-12-31
)";

std::string with(const std::string& from, const std::string& to) {
  std::string text = kRules;
  const std::size_t at = text.find(from);
  if (at == std::string::npos) throw std::runtime_error("no " + from);
  return text.replace(at, from.size(), to);
}

TEST(OutcomesRules, AreRead) {
  const auto rules = parseOutcomeRules(kRules);
  ASSERT_TRUE(rules) << rules.error().message;
  EXPECT_EQ(rules->columns, (OutcomeColumns{.patient = "id",
                                            .origin = "surgery",
                                            .death = "died",
                                            .recurrence = "relapse",
                                            .lastFollowUp = "seen",
                                            .causeOfDeath = {"cause"}}));
  EXPECT_FALSE(rules->order);
  EXPECT_TRUE(rules->cancer.contains("C187"));
  EXPECT_TRUE(rules->other.empty());
  EXPECT_EQ(rules->missingCause, MissingCause::other);
  EXPECT_EQ(isoDate(*rules->cutOff), "2020-12-31");
  EXPECT_EQ(rules->excludeDeathsWithinDays, -1);
  EXPECT_EQ(rules->event, OutcomeEvent::death);
}

TEST(OutcomesRules, TheExampleNamesEveryKey) {
  const auto text =
      readFile(std::filesystem::path(SNITT_SOURCE_DIR) / "resources" / "outcomes" / "example.toml").value();
  const auto rules = parseOutcomeRules(text);
  ASSERT_TRUE(rules) << rules.error().message;
  EXPECT_EQ(rules->statedOrder("surgery_date"), DateOrder::ymd);
  EXPECT_EQ(rules->statedOrder("death_date"), DateOrder::dmy);
  EXPECT_TRUE(rules->cancer.contains("C260"));
  EXPECT_TRUE(rules->other.contains("I219"));
  EXPECT_EQ(rules->excludeDeathsWithinDays, 30);
  EXPECT_EQ(rules->columns.causeOfDeath.size(), 2U);
  // What the error of an unknown key says is known stands in the example.
  for (const std::string table : {"", "[columns]", "[dates]", "[cause]", "[followUp]"}) {
    std::string broken = text;
    broken.insert(table.empty() ? 0 : text.find("\n" + table + "\n") + table.size() + 2, "zzz = 1\n");
    const std::string message = parseOutcomeRules(broken).error().message;
    std::string known = message.substr(message.find("known here: ") + 12);
    for (std::size_t end = 0; !known.empty(); known.erase(0, end == std::string::npos ? end : end + 2)) {
      end = known.find(", ");
      const std::string key = known.substr(0, end);
      EXPECT_TRUE(text.find("\n" + key + " = ") != std::string::npos ||
                  text.find("[" + key + "]") != std::string::npos || text.find("." + key + "]") != std::string::npos)
          << key;
    }
  }
}

struct Mistake {
  std::string from;
  std::string to;
  std::string message;
};

TEST(OutcomesRules, NameWhatIsWrong) {
  const std::vector<Mistake> mistakes{
      {"origin = ", "orgin = ", "columns.origin is missing"},
      {"[followUp]\n", "[followUp]\ncutoff = 2020-01-01\n",
       "followUp.cutoff is no key that this version knows (nearest: \"cutOff\"); known here: cutOff, "
       "excludeDeathsWithinDays"},
      {"[cause]\n", "[cause]\nmising = \"other\"\n",
       "cause.mising is no key that this version knows (nearest: \"missing\"); known here: cancer, missing, other"},
      {"event = \"death\"", "event = \"dead\"",
       "event is \"dead\" and must be one of \"death\", \"cancerDeath\", \"recurrenceOrDeath\""},
      {"event = \"death\"\n", "", "event is missing"},
      {"format = \"snitt-outcome-rules/1\"\n", "", "format is missing"},
      {"rules/1", "rulez/1", "format is \"snitt-outcome-rulez/1\" and must be \"snitt-outcome-rules/1\""},
      {"2020-12-31", "\"2020-12-31\"", "followUp.cutOff must be a date without quotes, such as 2020-12-31"},
      {"C18-C20", "C20-C18", "cause.cancer cannot be used: the range \"C20-C18\" runs backwards"},
      {"cancer = [\"C18-C20\"]\n", "", "cause.cancer is missing"},
      {"missing = \"other\"\n", "", "cause.missing is missing"},
      {"causeOfDeath = \"cause\"\n", "", "cause is of no use without columns.causeOfDeath"},
      {"died\"", "surgery\"", "columns names \"surgery\" twice"},
      {"[cause]", "[dates.columns]\nsurgry = \"dmy\"\n[cause]",
       "dates.columns.surgry is no column of dates that [columns] names (nearest: \"surgery\")"},
      {"[cause]", "[dates]\norder = \"ymd\"\n[cause]",
       "dates.order is \"ymd\" and must be one of \"iso\", \"dmy\", \"mdy\""},
      {"cutOff = ", "excludeDeathsWithinDays = -3\ncutOff = ",
       "followUp.excludeDeathsWithinDays is -3 and must be from 0 to 36500"},
      {"format", "= format", "line 2 is no TOML"},
  };
  for (const Mistake& mistake : mistakes) {
    const auto rules = parseOutcomeRules(with(mistake.from, mistake.to));
    ASSERT_FALSE(rules) << mistake.to;
    EXPECT_EQ(rules.error().kind, ErrorKind::usage);
    EXPECT_TRUE(rules.error().message.starts_with(mistake.message)) << rules.error().message;
  }
}

TEST(OutcomesRules, NameWhatContradicts) {
  const auto message = [](std::string text, const std::string& event) {
    text.replace(text.find("\"death\""), 7, std::string(1, '"').append(event).append(1, '"'));
    const auto rules = parseOutcomeRules(text);
    return rules ? std::string("accepted") : rules.error().message;
  };
  EXPECT_EQ(message(kRules, "cancerDeath"), "accepted");
  EXPECT_EQ(message(kRules, "recurrenceOrDeath"), "accepted");
  EXPECT_EQ(message(with("missing = \"other\"", "missing = \"unknown\""), "death"), "accepted");
  EXPECT_EQ(message(with("missing = \"other\"", "missing = \"unknown\""), "cancerDeath"),
            "cause.missing is \"unknown\", and \"cancerDeath\" must know what such deaths count as: other, cancer or "
            "refuse");
  EXPECT_EQ(message(with("recurrence = \"relapse\"\n", ""), "recurrenceOrDeath"),
            "event is \"recurrenceOrDeath\" and needs columns.recurrence");
  std::string noCause = with("causeOfDeath = \"cause\"\n", "");
  noCause.erase(noCause.find("[cause]"), noCause.find("[followUp]") - noCause.find("[cause]"));
  EXPECT_EQ(message(noCause, "death"), "accepted");
  EXPECT_EQ(message(noCause, "cancerDeath"), "event is \"cancerDeath\" and needs columns.causeOfDeath");
  EXPECT_EQ(message(with("lastFollowUp = \"seen\"\n", ""), "death"), "accepted");
  std::string noEnd = with("lastFollowUp = \"seen\"\n", "");
  noEnd.erase(noEnd.find("cutOff"));
  EXPECT_EQ(message(noEnd, "death"),
            "followUp.cutOff is missing: without columns.lastFollowUp it says until when those without a date of death "
            "were followed");
}

TEST(OutcomesRules, ANewerFormatIsRefusedAsNewer) {
  const auto rules = parseOutcomeRules(with("rules/1", "rules/2"));
  ASSERT_FALSE(rules);
  EXPECT_EQ(rules.error().kind, ErrorKind::unsupported);
}

}  // namespace
}  // namespace snitt
