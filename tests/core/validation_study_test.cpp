#include <gtest/gtest.h>

#include <fmt/format.h>

#include <algorithm>

#include "core/validation/study.h"

namespace snitt::test {
namespace {

using namespace validation;

const std::string kProtocol = R"(format = "snitt-protocol/1"
study = "A study"
site = "A site"
intendedUse = "A test"
responsible = "Somebody"
kind = "external"
thresholds = "frozen"
bundle = "bundle"
[cohort]
list = "list.csv"
[[cohort.include]]
column = "age"
from = 18
to = 85
[[cohort.exclude]]
column = "neoadjuvant"
values = ["yes"]
why = "neoadjuvant treatment"
[outcomes]
file = "outcomes.csv"
unit = "years"
cause = "cause"
counts = ["cancer"]
competes = ["other"]
origin = "surgery"
endpoint = "death of cancer"
cutOff = 2024-01-01
[analysis]
horizonsYears = [3, 5]
adjust = ["pT"]
seed = 1
[[subgroup]]
column = "sex"
[[repeat]]
name = "rescan"
kind = "rescan"
list = "rescan.csv"
[[criterion]]
figure = "harrellC"
of = "lower"
atLeast = 0.65
)";

std::string edited(const std::string& from, const std::string& to) {
  std::string text = kProtocol;
  const auto at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return text.replace(at, from.size(), to);
}

std::string refusal(const std::string& from, const std::string& to) {
  const auto protocol = parseProtocol(edited(from, to));
  EXPECT_FALSE(protocol) << to;
  return protocol ? "" : protocol.error().message;
}

TEST(ValidationProtocol, IsReadWhole) {
  const auto protocol = parseProtocol(kProtocol);
  ASSERT_TRUE(protocol) << protocol.error().message;
  EXPECT_EQ(protocol->kind, StudyKind::external);
  EXPECT_EQ(protocol->outcomes.daysPerUnit, 365.25);
  EXPECT_TRUE(protocol->hasCompeting());
  EXPECT_EQ(protocol->smallestCell, 5U) << "by default";
  EXPECT_EQ(protocol->resamples, 2000U);
  EXPECT_EQ(inWords(protocol->criteria.front()), "Harrell's C: lower 95 % limit at least 0.65");
  EXPECT_EQ(inWords(protocol->cohort.include.front()), "age from 18 to 85");
}

TEST(ValidationProtocol, EachFaultIsOneSentenceWithItsPlace) {
  const std::vector<std::array<std::string, 3>> faults{
      {"figure = \"harrellC\"", "figure = \"harelC\"", "harrellC"},
      {"figure = \"harrellC\"", "figure = \"auc\"", "horizonYears is missing"},
      {"figure = \"harrellC\"", "figure = \"auc\"\nhorizonYears = 4", "none of the protocol's horizons (3, 5)"},
      {"figure = \"harrellC\"", "figure = \"icc\"", "which is missing"},
      {"figure = \"harrellC\"", "figure = \"icc\"\nwhich = \"resan\"", "nearest: \"rescan\""},
      {"atLeast = 0.65", "atLeast = 0.65\natMost = 0.9", "has both atLeast and atMost"},
      {"atLeast = 0.65", "", "one of atLeast and atMost"},
      {"atLeast = 0.65", "atLesat = 0.65", "atLesat is no key that this version knows"},
      {"figure = \"harrellC\"", "figure = \"withoutClassShare\"\natMost = 10", "has both"},
      {"figure = \"harrellC\"\nof = \"lower\"\natLeast = 0.65", "figure = \"withoutClassShare\"\natMost = 10",
       "atMost is 10, and a share lies between 0 and 1"},
      {"horizonsYears = [3, 5]", "horizonsYears = [5, 3]", "must ascend"},
      {"horizonsYears = [3, 5]", "", "horizonsYears is missing"},
      {"competes = [\"other\"]", "competes = [\"cancer\"]", "counts as the event"},
      {"cause = \"cause\"", "", "cause is missing"},
      {"unit = \"years\"", "unit = \"weeks\"", "must be one of \"days\", \"months\", \"years\""},
      {"cutOff = 2024-01-01", "", "cutOff is missing"},
      {"from = 18\nto = 85", "", "either values, or from and to"},
      {"seed = 1", "seed = 1\nadjusted = [\"age\"]", "adjust"},
      {"kind = \"external\"", "kind = \"both\"", "\"external\", \"internal\""},
      {"format = \"snitt-protocol/1\"", "format = \"snitt-protocol/2\"", "newer than this program"}};
  for (const auto& [from, to, expected] : faults) {
    const std::string message = refusal(from, to);
    EXPECT_NE(message.find(expected), std::string::npos) << to << "\n→ " << message;
    EXPECT_EQ(message.find('\n'), std::string::npos);
  }
}

OutcomePart rules() { return parseProtocol(kProtocol)->outcomes; }

std::string outcomeFault(const std::string& csv, const OutcomePart& part = rules()) {
  const auto outcomes = readStudyOutcomes(csv, part);
  EXPECT_FALSE(outcomes) << csv;
  return outcomes ? "" : outcomes.error().message;
}

TEST(ValidationOutcomes, CausesDecideHowFollowUpEnds) {
  const auto outcomes =
      readStudyOutcomes("patient,time,event,cause\nA,1,1,cancer\nB,2,1,other\nC,3,0,\nD,4,0,other\nE,,,\n", rules());
  ASSERT_TRUE(outcomes) << outcomes.error().message;
  EXPECT_EQ(outcomes->byPatient.at("A").end, FollowUpEnd::event);
  EXPECT_DOUBLE_EQ(outcomes->byPatient.at("A").timeDays, 365.25);
  EXPECT_EQ(outcomes->byPatient.at("B").end, FollowUpEnd::competing) << "whether the table calls it an event or not";
  EXPECT_EQ(outcomes->byPatient.at("C").end, FollowUpEnd::censored);
  EXPECT_EQ(outcomes->byPatient.at("D").end, FollowUpEnd::competing);
  EXPECT_FALSE(outcomes->byPatient.at("E").known);
}

TEST(ValidationOutcomes, EachFaultNamesItsPlace) {
  EXPECT_EQ(outcomeFault("patient,time,event,cause\nA,x,1,cancer\n"), "row 2, column \"time\": \"x\" is not a number");
  EXPECT_NE(outcomeFault("patient,time,event,cause\nA,1,0,\nB,-2,1,cancer\n").find("row 3, column \"time\""),
            std::string::npos);
  // 1 and 2, as some registries write censored and dead.
  const std::string coded = outcomeFault("patient,time,event,cause\nA,1,1,\nB,2,2,cancer\n");
  EXPECT_NE(coded.find("row 3, column \"event\""), std::string::npos) << coded;
  EXPECT_NE(outcomeFault("patient,time,event,cause\nA,1,1,flu\n").find("in neither counts nor competes"),
            std::string::npos);
  EXPECT_NE(outcomeFault("patient,time,event,cause\nA,1,1,\n").find("outcomes.unknownCause"), std::string::npos);
  EXPECT_NE(outcomeFault("patient,time,event,cause\nA,1,0,cancer\n").find("says that there was none"),
            std::string::npos);
  EXPECT_EQ(outcomeFault("patient,time,event,cause\nA,1,0,\nA,2,0,\n"), "rows 2 and 3 are of one patient and differ");
  EXPECT_NE(outcomeFault("patient,Time,event,cause\nA,1,0,\n").find("nearest: \"Time\""), std::string::npos);
  EXPECT_NE(outcomeFault("patient,time,event,cause\n,1,0,\n").find("row 2, column \"patient\" is empty"),
            std::string::npos);
  OutcomePart coded12 = rules();
  coded12.eventValue = "2";
  const auto stated = readStudyOutcomes("patient,time,event,cause\nA,1,1,\nB,2,2,cancer\n", coded12);
  ASSERT_TRUE(stated) << stated.error().message;
  EXPECT_EQ(stated->byPatient.at("B").end, FollowUpEnd::event);
}

// A list of six patients and what became of them.
class ValidationStudy : public ::testing::Test {
 protected:
  Result<Study> assembled() {
    m_list = parseSlideList(m_csv, "/");
    EXPECT_TRUE(m_list) << m_list.error().message;
    m_cohort = {};
    for (const ListedSlide* one : allRows(*m_list)) {
      CohortPatient patient{one->patient, {one->row}, 1, {}, {}, PatientStatus::scored, {}};
      CohortSlideResult result;
      result.row = one->row;
      result.status = SlideStatus::scored;
      if (one->patient == "failed") {
        patient.status = PatientStatus::failed;
        patient.reason = result.reason = "tile 17 cannot be read";
        result.status = SlideStatus::failed;
      } else if (one->patient == "small") {
        patient.status = PatientStatus::notAssessable;
        patient.reason = result.reason = "no tumour was found";
        result.status = SlideStatus::notAssessable;
      } else {
        patient.decision = Decision{{}, 0.5, Prognosis::good, {}};
      }
      m_cohort.slides.push_back({one->row, m_cohort.patients.size(), result, {}, {}});
      m_cohort.patients.push_back(std::move(patient));
    }
    m_outcomes = readStudyOutcomes(m_outcomeCsv, m_protocol.outcomes);
    EXPECT_TRUE(m_outcomes);
    return assembleStudy({&m_protocol, &*m_list, &m_cohort, &*m_outcomes});
  }

  Protocol m_protocol = *parseProtocol(kProtocol);
  std::string m_csv =
      "path,patient,age,sex,neoadjuvant,pT\na.svs,fine,60,female,no,3\nb.svs,old,90,male,no,3\n"
      "c.svs,treated,60,male,yes,3\nd.svs,failed,60,male,no,3\ne.svs,small,60,male,no,3\nf.svs,lost,60,male,no,3\n"
      "g.svs,ageless,,male,no,3\n";
  std::string m_outcomeCsv =
      "patient,time,event,cause\nfine,5,0,\nold,5,0,\ntreated,5,0,\nfailed,5,1,cancer\nsmall,5,0,\nageless,5,0,\n"
      "elsewhere,5,0,\n";
  Result<SlideList> m_list;
  CohortReading m_cohort;
  Result<StudyOutcomes> m_outcomes;
};

TEST_F(ValidationStudy, EverybodyIsCountedWhereHeFallsOut) {
  const auto study = assembled();
  ASSERT_TRUE(study) << study.error().message;
  const auto fate = [&](const std::string& key) {
    return std::ranges::find(study->patients, key, &StudyPatient::key)->fate;
  };
  const auto reason = [&](const std::string& key) {
    return std::ranges::find(study->patients, key, &StudyPatient::key)->reason;
  };
  EXPECT_EQ(fate("fine"), PatientFate::analysed);
  EXPECT_EQ(fate("old"), PatientFate::excludedByRule);
  EXPECT_EQ(reason("old"), "not: age from 18 to 85");
  EXPECT_EQ(fate("treated"), PatientFate::excludedByRule);
  EXPECT_EQ(reason("treated"), "neoadjuvant treatment");
  EXPECT_EQ(reason("ageless"), "age is not known");
  EXPECT_EQ(fate("failed"), PatientFate::notScored);
  EXPECT_EQ(reason("failed"), "tile 17 cannot be read");
  EXPECT_EQ(fate("small"), PatientFate::notAssessable);
  EXPECT_EQ(fate("lost"), PatientFate::withoutOutcome);
  EXPECT_EQ(study->eligible.size(), 3U) << "failures stay in the denominators";
  EXPECT_EQ(study->outcomesWithoutSlides, 1U);
}

TEST_F(ValidationStudy, ColumnsThatAreNotThereAreNamedWithTheNearest) {
  m_protocol.subgroups.front().column = "Sexx";
  const auto study = assembled();
  ASSERT_FALSE(study);
  EXPECT_EQ(study.error().kind, ErrorKind::usage);
  EXPECT_NE(study.error().message.find("[[subgroup]] names the column \"Sexx\""), std::string::npos);
  EXPECT_NE(study.error().message.find("nearest: \"sex\""), std::string::npos) << study.error().message;
}

TEST_F(ValidationStudy, ATextThatIsComparedWithANumberIsRefused) {
  m_protocol.cohort.include.front().column = "pT";
  m_csv.replace(m_csv.find("no,3\n"), 5, "no,T3\n");
  const auto study = assembled();
  ASSERT_FALSE(study);
  EXPECT_NE(study.error().message.find("row 2, column \"pT\": \"T3\" is not a number"), std::string::npos)
      << study.error().message;
}

TEST_F(ValidationStudy, KeysThatNeverMeetAreSaid) {
  m_outcomeCsv = "patient,time,event,cause\nX1,5,0,\nX2,5,0,\n";
  const auto study = assembled();
  ASSERT_FALSE(study);
  EXPECT_NE(study.error().message.find("are the keys the same ones?"), std::string::npos);
}

}  // namespace
}  // namespace snitt::test
