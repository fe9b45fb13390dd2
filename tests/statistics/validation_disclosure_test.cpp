// Somebody who has the whole report and a pencil: no count of fewer patients than the smallest cell follows from all
// that is told of the classes.
#include <gtest/gtest.h>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "core/document/document_files.h"
#include "core/text/number.h"
#include "support/simulated_study.h"

namespace snitt::test {
namespace {

using document::Cell;
using document::Interval;
using document::Table;
using validation::FollowUpEnd;

constexpr double kZero = 1e-7;
constexpr std::size_t kLeast = 5;

// Unknown counts by name, and what is known of them: sums of factor × unknown that come to a value.
class Knowledge {
 public:
  void learn(const std::map<std::string, double>& form, double value) {
    std::vector<double> row(m_names.size() + 1, 0);
    for (const auto& [name, factor] : form) {
      const std::size_t at = placeOf(name);
      row.resize(std::max(row.size(), at + 1), 0);
      row[at] += factor;
    }
    m_rows.push_back({std::move(row), value});
  }

  // Whether the form follows from what is known.
  [[nodiscard]] bool knows(const std::map<std::string, double>& form) {
    solve();
    std::vector<double> row(m_names.size(), 0);
    for (const auto& [name, factor] : form) {
      const auto at = m_places.find(name);
      if (at == m_places.end()) return false;
      row[at->second] += factor;
    }
    for (std::size_t r = 0; r < m_pivots.size(); ++r) {
      const double factor = row[m_pivots[r]];
      if (std::abs(factor) < kZero) continue;
      for (std::size_t c = 0; c < row.size(); ++c) row[c] -= factor * m_solved[r][c];
    }
    return std::ranges::all_of(row, [](double one) { return std::abs(one) < kZero; });
  }

 private:
  struct Row {
    std::vector<double> factors;
    double value;
  };

  std::size_t placeOf(const std::string& name) {
    const auto [at, isNew] = m_places.emplace(name, m_names.size());
    if (isNew) m_names.push_back(name);
    return at->second;
  }

  void solve() {
    if (!m_solved.empty() || m_rows.empty()) return;
    for (const Row& one : m_rows) {
      m_solved.push_back(one.factors);
      m_solved.back().resize(m_names.size(), 0);
    }
    std::size_t done = 0;
    for (std::size_t column = 0; column < m_names.size() && done < m_solved.size(); ++column) {
      std::size_t best = done;
      for (std::size_t r = done; r < m_solved.size(); ++r)
        if (std::abs(m_solved[r][column]) > std::abs(m_solved[best][column])) best = r;
      if (std::abs(m_solved[best][column]) < kZero) continue;
      std::swap(m_solved[done], m_solved[best]);
      const double pivot = m_solved[done][column];
      for (double& value : m_solved[done]) value /= pivot;
      for (std::size_t r = 0; r < m_solved.size(); ++r) {
        const double factor = m_solved[r][column];
        if (r == done || std::abs(factor) < kZero) continue;
        for (std::size_t c = 0; c < m_names.size(); ++c) m_solved[r][c] -= factor * m_solved[done][c];
      }
      m_pivots.push_back(column);
      ++done;
    }
    m_solved.resize(done);
  }

  std::vector<std::string> m_names;
  std::map<std::string, std::size_t> m_places;
  std::vector<Row> m_rows;
  std::vector<std::vector<double>> m_solved;
  std::vector<std::size_t> m_pivots;
};

using Truth = std::map<std::string, double>;

const std::vector<std::string> kClasses{"good", "uncertain", "poor"};

std::string name(const std::string& what, const std::string& group, double years) {
  return fmt::format("{} {} {:.2f}", what, group, years);
}

// What really happened: by class and year, events so far and censored (or dead of something else) so far.
Truth truthOf(const validation::ReportInput& input) {
  Truth truth;
  for (const std::size_t index : input.study.analysed) {
    const auto& patient = input.study.patients[index];
    const std::string group(toText(*patient.prognosis));
    ++truth["n " + group];
    const bool event = patient.outcome.end == FollowUpEnd::event;
    if (event) ++truth["all events " + group];
    for (int year = 1; year <= 20; ++year) {
      const double days = year * validation::kDaysPerYear;
      if (patient.outcome.timeDays >= days) continue;
      ++truth[name(event ? "events" : "gone", group, year)];
      if (!event && patient.outcome.end == FollowUpEnd::censored) ++truth[name("censored", group, year)];
    }
  }
  return truth;
}

double valueOf(const Truth& truth, const std::string& key) {
  const auto at = truth.find(key);
  return at == truth.end() ? 0 : at->second;
}

const Table* tableOf(const document::Document& document, const std::string& id) {
  for (const Table* one : document::tablesOf(document))
    if (one->id == id) return one;
  return nullptr;
}

const Cell& cellOf(const Table& table, const std::vector<Cell>& row, const std::string& key) {
  const auto column = std::ranges::find(table.columns, key, &document::Column::key);
  return row[static_cast<std::size_t>(column - table.columns.begin())];
}

void learnCount(Knowledge& known, const Cell& cell, const std::map<std::string, double>& form) {
  if (const auto* count = std::get_if<std::int64_t>(&cell)) known.learn(form, static_cast<double>(*count));
}

// A share that rests on whole patients: part (1 − share) = rest · share.
void learnShare(Knowledge& known, const Cell& cell, const std::vector<std::string>& part,
                const std::vector<std::string>& rest) {
  const auto* share = std::get_if<Interval>(&cell);
  if (share == nullptr || !std::isfinite(share->value)) return;
  std::map<std::string, double> form;
  for (const std::string& one : part) form[one] += 1 - share->value;
  for (const std::string& one : rest) form[one] -= share->value;
  known.learn(form, 0);
}

void readHorizon(Knowledge& known, const document::Document& document, int years) {
  const Table* table = tableOf(document, fmt::format("classes-{}y", years));
  if (table == nullptr) return;
  std::map<std::string, double> allEvents, allCensored, everybody;
  for (const std::string& group : kClasses) {
    const std::string events = name("events", group, years);
    const std::string censored = name("censored", group, years);
    allEvents[events] = 1;
    allCensored[censored] = 1;
    everybody["n " + group] = 1;
  }
  for (const auto& row : table->rows) {
    const std::string& group = std::get<std::string>(row[0]);
    if (group == "all") {
      learnCount(known, cellOf(*table, row, "patients"), everybody);
      learnCount(known, cellOf(*table, row, "events"), allEvents);
      learnCount(known, cellOf(*table, row, "leftOut"), allCensored);
      continue;
    }
    const std::string events = name("events", group, years);
    const std::string censored = name("censored", group, years);
    learnCount(known, cellOf(*table, row, "patients"), {{"n " + group, 1}});
    learnCount(known, cellOf(*table, row, "events"), {{events, 1}});
    learnCount(known, cellOf(*table, row, "leftOut"), {{censored, 1}});
    learnCount(known, cellOf(*table, row, "eventFree"), {{"n " + group, 1}, {events, -1}, {censored, -1}});
    const auto* share = std::get_if<Interval>(&cellOf(*table, row, "completeRisk"));
    if (share != nullptr && std::isfinite(share->value))
      known.learn({{events, 1}, {"n " + group, -share->value}, {censored, share->value}}, 0);
  }
  const Table* figures = tableOf(document, fmt::format("classes-figures-{}y", years));
  if (figures == nullptr) return;
  for (const auto& row : figures->rows) {
    const bool asPoor = std::get<std::string>(row[0]) == "poor";
    std::vector<std::string> poor{name("events", "poor", years)}, good{name("events", "good", years)};
    (asPoor ? poor : good).push_back(name("events", "uncertain", years));
    if (std::get<std::string>(row[1]) == "Sensitivity")
      learnShare(known, cellOf(*figures, row, "complete"), poor, good);
  }
}

void readAtRisk(Knowledge& known, const document::Document& document) {
  const Table* table = tableOf(document, "km-at-risk");
  if (table == nullptr) return;
  for (const auto& row : table->rows) {
    const std::string& group = std::get<std::string>(row[0]);
    const double years = std::get<double>(row[1]);
    if (years == 0) {
      learnCount(known, row[2], {{"n " + group, 1}});
      continue;
    }
    const std::string events = name("events", group, years);
    const std::string gone = name("gone", group, years);
    learnCount(known, row[3], {{gone, 1}});
    learnCount(known, row[2], {{"n " + group, 1}, {events, -1}, {gone, -1}});
  }
}

void readHazards(Knowledge& known, const document::Document& document) {
  const Table* table = tableOf(document, "hazard-ratios");
  if (table == nullptr) return;
  std::map<std::string, double> all;
  for (const std::string& group : kClasses) all["all events " + group] = 1;
  for (const auto& row : table->rows) {
    const std::string& term = std::get<std::string>(row[0]);
    if (!term.starts_with("Class ")) {
      learnCount(known, cellOf(*table, row, "events"), all);
      continue;
    }
    const std::string group = term.substr(6);
    learnCount(known, cellOf(*table, row, "patients"), {{"n " + group, 1}});
    learnCount(known, cellOf(*table, row, "events"), {{"all events " + group, 1}});
  }
}

using Form = std::map<std::string, double>;

// Counts of patients that somebody could ask for.
std::vector<Form> questions() {
  std::vector<Form> forms;
  for (const std::string& group : kClasses) {
    forms.push_back({{"n " + group, 1}});
    forms.push_back({{"all events " + group, 1}});
    forms.push_back({{"n " + group, 1}, {"all events " + group, -1}});
    for (const double years : {3.0, 5.0}) {
      forms.push_back({{name("events", group, years), 1}});
      forms.push_back({{"n " + group, 1}, {name("events", group, years), -1}});
      forms.push_back({{name("censored", group, years), 1}});
    }
    forms.push_back({{name("events", group, 5), 1}, {name("events", group, 3), -1}});
    forms.push_back({{"all events " + group, 1}, {name("events", group, 5), -1}});
    for (int year = 1; year < 15; ++year)
      for (const char* what : {"events", "gone"}) {
        forms.push_back({{name(what, group, year), 1}});
        forms.push_back({{name(what, group, year + 1), 1}, {name(what, group, year), -1}});
      }
  }
  return forms;
}

void readAuc(Knowledge& known, const document::Document& document) {
  const Table* table = tableOf(document, "discrimination");
  if (table == nullptr) return;
  for (const int years : {3, 5})
    for (const auto& row : table->rows) {
      if (std::get<std::string>(row[0]) != fmt::format("AUC at {} years", years)) continue;
      Form events, censored;
      for (const std::string& group : kClasses) {
        events[name("events", group, years)] = 1;
        censored[name("censored", group, years)] = 1;
      }
      learnCount(known, cellOf(*table, row, "cases"), events);
      learnCount(known, cellOf(*table, row, "unknown"), censored);
    }
}

// All classes together.
std::vector<Form> questionsOfAll() {
  const auto all = [](const std::string& what, double years, double factor, Form& form) {
    for (const std::string& group : kClasses) form[name(what, group, years)] += factor;
  };
  std::vector<Form> forms(5);
  all("events", 3, 1, forms[0]);
  all("events", 5, 1, forms[1]);
  all("events", 5, 1, forms[2]);
  all("events", 3, -1, forms[2]);
  all("censored", 3, 1, forms[3]);
  all("censored", 5, 1, forms[4]);
  Form later;
  for (const std::string& group : kClasses) later["all events " + group] = 1;
  all("events", 5, -1, later);
  forms.push_back(later);
  for (int year = 1; year < 15; ++year)
    for (const char* what : {"events", "gone"}) {
      all(what, year, 1, forms.emplace_back());
      all(what, year + 1, 1, forms.emplace_back());
      all(what, year, -1, forms.back());
    }
  return forms;
}

// Of the protocol's subgroups and of the cohort's table: patients and events of a level, and who has none.
void readSubgroups(Knowledge& known, const validation::ReportInput& input, const document::Document& document) {
  const Table* table = tableOf(document, "subgroups");
  const Table* cohort = tableOf(document, "cohort");
  for (const validation::SubgroupPart& part : input.protocol.subgroups) {
    const auto level = [&](const std::string& what, const std::string& of) {
      return fmt::format("{} of {} {}", what, part.column, of);
    };
    Form everybody{{level("n", ""), 1}};
    Form events{{level("events", ""), 1}};
    for (const auto& row : table == nullptr ? decltype(table->rows){} : table->rows) {
      if (std::get<std::string>(row[0]) != part.title) continue;
      const std::string& of = std::get<std::string>(row[1]);
      everybody[level("n", of)] = 1;
      events[level("events", of)] = 1;
      learnCount(known, cellOf(*table, row, "patients"), {{level("n", of), 1}});
      learnCount(known, cellOf(*table, row, "events"), {{level("events", of), 1}});
    }
    const Table* hazards = tableOf(document, "hazard-ratios");
    if (table != nullptr) known.learn(everybody, static_cast<double>(input.study.analysed.size()));
    if (table != nullptr && hazards != nullptr)
      learnCount(known, cellOf(*hazards, hazards->rows.back(), "events"), events);
    for (const auto& row : cohort->rows) {
      if (std::get<std::string>(row[0]) != part.column) continue;
      const std::string& of = std::get<std::string>(row[1]);
      if (part.cuts.empty() || everybody.contains(level("n", of)))
        learnCount(known, cellOf(*cohort, row, "patients"), {{level("n", of == "not known" ? "" : of), 1}});
    }
    const Table* missing = tableOf(document, "flow-missing");
    for (const auto& row : missing->rows) {
      if (std::get<std::string>(row[0]) != part.column) continue;
      learnCount(known, cellOf(*missing, row, "missing"), {{level("n", ""), 1}});
      if (part.cuts.empty()) learnCount(known, cellOf(*missing, row, "several"), {{level("n", "several"), 1}});
    }
    // Who is in the cohort's table is in the study, whatever the subgroups' table tells.
    Form listed;
    for (const auto& row : cohort->rows)
      if (std::get<std::string>(row[0]) == part.column) {
        const std::string& of = std::get<std::string>(row[1]);
        listed[level("n", of == "not known" ? "" : of)] = 1;
      }
    if (part.cuts.empty()) known.learn(listed, static_cast<double>(input.study.analysed.size()));
  }
}

struct Count {
  Form form;
  double value = 0;
};

std::vector<Count> countsOfSubgroups(const validation::ReportInput& input) {
  std::vector<Count> counts;
  for (const validation::SubgroupPart& part : input.protocol.subgroups) {
    std::map<std::string, std::pair<double, double>> levels;
    for (const std::size_t index : input.study.analysed) {
      const auto& patient = input.study.patients[index];
      std::string of = patient.fact(part.column);
      if (!of.empty() && !part.cuts.empty()) {
        const double age = *parseNumber(of);
        of = age < 65 ? "< 65" : age < 75 ? "65 to < 75" : "≥ 75";
      }
      ++levels[of].first;
      levels[of].second += patient.outcome.end == FollowUpEnd::event ? 1 : 0;
    }
    for (const auto& [of, both] : levels) {
      const std::string n = fmt::format("n of {} {}", part.column, of);
      const std::string events = fmt::format("events of {} {}", part.column, of);
      counts.push_back({{{n, 1}}, both.first});
      counts.push_back({{{events, 1}}, both.second});
      counts.push_back({{{n, 1}, {events, -1}}, both.first - both.second});
    }
  }
  return counts;
}

// Patients of whom a fact is not known.
void forget(validation::Study& study, std::size_t every) {
  for (std::size_t i = 0; i < study.patients.size(); i += every) {
    study.patients[i].facts.erase("sex");
    if (i % (2 * every) == 0) study.patients[i].facts.erase("age");
  }
}

TEST(ValidationDisclosure, NoSmallCountOfSubgroupsFollowsFromWhatIsTold) {
  std::size_t small = 0;
  std::size_t known = 0;
  for (const std::size_t patients : {30U, 60U, 120U, 300U})
    for (std::uint64_t seed = 1; seed <= 6; ++seed) {
      SimulatedStudy study;
      study.patients = patients;
      study.seed = seed;
      study.resamples = 100;
      auto input = simulatedInput(study);
      ASSERT_TRUE(input) << input.error().message;
      forget(input->study, patients / (seed + 1));
      const auto report = validation::makeReport(*input);
      ASSERT_TRUE(report) << report.error().message;
      Knowledge told;
      readSubgroups(told, *input, report->document);
      for (const Count& one : countsOfSubgroups(*input)) {
        const bool follows = told.knows(one.form);
        known += follows ? 1U : 0U;
        if (one.value == 0 || one.value >= static_cast<double>(kLeast)) continue;
        ++small;
        EXPECT_FALSE(follows) << patients << " patients, seed " << seed << ": " << one.form.begin()->first << " … "
                              << one.value;
      }
    }
  EXPECT_GT(small, 100U);
  EXPECT_GT(known, 100U);
}

// Nearly nobody's sex is known, or that of nearly all differs between their slides: how many those are would tell how
// many the others are.
TEST(ValidationDisclosure, ASmallLevelBesideManyMissingFollowsFromNothing) {
  std::size_t small = 0;
  for (const std::size_t known : {3U, 7U})
    for (const bool areMissing : {true, false}) {
      SimulatedStudy study;
      study.patients = 120;
      study.resamples = 100;
      auto input = simulatedInput(study);
      ASSERT_TRUE(input) << input.error().message;
      std::size_t left = known;
      for (const std::size_t index : input->study.analysed) {
        auto& facts = input->study.patients[index].facts;
        if (left > 0)
          facts["sex"] = left-- > 3 ? "male" : "female";
        else if (areMissing)
          facts.erase("sex");
        else
          facts["sex"] = "several";
      }
      const auto report = validation::makeReport(*input);
      ASSERT_TRUE(report) << report.error().message;
      Knowledge told;
      readSubgroups(told, *input, report->document);
      for (const Count& one : countsOfSubgroups(*input)) {
        if (one.value == 0 || one.value >= static_cast<double>(kLeast) || !one.form.begin()->first.ends_with("male"))
          continue;
        ++small;
        EXPECT_FALSE(told.knows(one.form)) << known << " known: " << one.form.begin()->first << " … " << one.value;
      }
    }
  EXPECT_GT(small, 4U);
}

// How many the rules left out, by reason: nowhere under the smallest cell, by itself or as what the others lack.
TEST(ValidationDisclosure, NoReasonOfARuleFollowsFromTheOthers) {
  std::size_t told = 0;
  std::size_t together = 0;
  for (const std::size_t patients : {60U, 200U})
    for (std::uint64_t seed = 1; seed <= 12; ++seed) {
      SimulatedStudy study;
      study.patients = patients;
      study.seed = seed;
      study.resamples = 100;
      const auto input = simulatedInput(study);
      ASSERT_TRUE(input) << input.error().message;
      const std::size_t byRule = input->study.countOf(validation::PatientFate::excludedByRule);
      const auto report = validation::makeReport(*input);
      ASSERT_TRUE(report) << report.error().message;
      const Table* flow = tableOf(report->document, "flow");
      const Table* reasons = tableOf(report->document, "flow-reasons");
      ASSERT_NE(flow, nullptr);
      const auto step = std::ranges::find_if(flow->rows, [](const auto& row) {
        return std::get<std::string>(row[0]) == "– left out by the protocol's rules";
      });
      EXPECT_EQ(step == flow->rows.end(), byRule > 0 && byRule < kLeast) << "seed " << seed;
      std::size_t hidden = 0;
      for (const auto& row : reasons == nullptr ? decltype(reasons->rows){} : reasons->rows) {
        together += std::get<std::string>(row[1]) == "not told apart" ? 1U : 0U;
        if (std::get<std::string>(row[0]) != "left out by a rule") continue;
        const auto* count = std::get_if<std::int64_t>(&row[2]);
        told += count != nullptr ? 1U : 0U;
        hidden += count == nullptr ? 1U : 0U;
        if (count != nullptr) {
          EXPECT_GE(*count, static_cast<std::int64_t>(kLeast)) << "seed " << seed;
        }
      }
      EXPECT_NE(hidden, 1U) << "seed " << seed << ": the one that is not told is what the others lack";
    }
  EXPECT_GT(told, 0U);
  EXPECT_GT(together, 0U);
}

// Who left without the event was censored, where nothing competes.
void learnThatNothingCompetes(Knowledge& known) {
  for (const std::string& group : kClasses)
    for (int year = 1; year <= 20; ++year)
      known.learn({{name("gone", group, year), 1}, {name("censored", group, year), -1}}, 0);
}

struct Asked {
  std::size_t small = 0;
  std::size_t known = 0;
};

Asked expectNoSmallCount(const SimulatedStudy& study) {
  Asked asked;
  const auto input = simulatedInput(study);
  EXPECT_TRUE(input) << input.error().message;
  if (!input) return asked;
  const auto report = validation::makeReport(*input);
  EXPECT_TRUE(report) << report.error().message;
  if (!report) return asked;
  Knowledge told;
  for (const int years : {3, 5}) readHorizon(told, report->document, years);
  readAtRisk(told, report->document);
  readHazards(told, report->document);
  readAuc(told, report->document);
  if (!study.competes) learnThatNothingCompetes(told);
  const Truth truth = truthOf(*input);
  std::vector<Form> forms = questions();
  for (Form& one : questionsOfAll()) forms.push_back(std::move(one));
  for (const Form& form : forms) {
    double count = 0;
    for (const auto& [key, factor] : form) count += factor * valueOf(truth, key);
    const bool follows = told.knows(form);
    asked.known += follows ? 1U : 0U;
    if (count == 0 || count >= static_cast<double>(kLeast)) continue;
    ++asked.small;
    EXPECT_FALSE(follows) << study.patients << " patients, seed " << study.seed << ": " << form.begin()->first << " … "
                          << count;
  }
  return asked;
}

TEST(ValidationDisclosure, NoSmallCountFollowsFromWhatIsTold) {
  Asked all;
  for (const bool competes : {true, false})
    for (const std::size_t patients : {20U, 40U, 60U, 100U, 160U, 300U})
      for (std::uint64_t seed = 1; seed <= 3; ++seed) {
        SimulatedStudy study;
        study.patients = patients;
        study.seed = seed;
        study.resamples = 100;
        study.competes = competes;
        const Asked one = expectNoSmallCount(study);
        all.small += one.small;
        all.known += one.known;
      }
  // It asked for small counts, and a report tells of the others.
  EXPECT_GT(all.small, 1000U);
  EXPECT_GT(all.known, 200U);
}

// What is withheld costs little: of many patients nearly all numbers at risk stand under the curves.
TEST(ValidationDisclosure, NumbersAtRiskOfManyPatientsAreTold) {
  SimulatedStudy study;
  study.patients = 2000;
  study.resamples = 100;
  const auto report = validation::makeReport(simulatedInput(study).value());
  ASSERT_TRUE(report) << report.error().message;
  const Table* table = tableOf(report->document, "km-at-risk");
  ASSERT_NE(table, nullptr);
  const auto told =
      std::ranges::count_if(table->rows, [](const auto& row) { return std::holds_alternative<std::int64_t>(row[2]); });
  EXPECT_GE(static_cast<double>(told), 0.9 * static_cast<double>(table->rows.size()));
}

}  // namespace
}  // namespace snitt::test
