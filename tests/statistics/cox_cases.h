// The Cox regressions of tests/statistics/reference/cox.R, put up as there.
#pragma once

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "core/statistics/cox/cox_fit.h"
#include "support/shared_data.h"
#include "support/survival_tables.h"

namespace snitt::test::inline cox {  // so that helpers of the same name elsewhere are others

struct CoxCase {
  std::vector<double> time;
  std::vector<std::uint8_t> event;
  statistics::Design design;
  statistics::CoxTies ties = statistics::CoxTies::efron;
  std::vector<int> strata = {};
  std::vector<int> cluster = {};
  std::vector<double> row = {};  // whose survival the reference predicts

  [[nodiscard]] statistics::SurvivalView data() const { return {time, event}; }
  [[nodiscard]] statistics::CoxOptions options() const { return {ties, strata, cluster}; }
  [[nodiscard]] statistics::CoxFit fit() const { return statistics::coxFit(data(), design, options()).value(); }
};

// Without the rows in which one of the columns is NA.
inline RTable complete(const RTable& table, const std::vector<std::string>& columns) {
  std::vector<bool> keep(table.rows, true);
  for (const std::string& column : columns)
    if (const auto found = table.number.find(column); found != table.number.end())
      for (std::size_t i = 0; i < table.rows; ++i) keep[i] = keep[i] && !std::isnan(found->second[i]);
  return table.where(keep);
}

inline statistics::Design designOf(const RTable& table, const std::vector<std::string>& columns) {
  std::vector<statistics::Covariate> covariates;
  for (const std::string& column : columns) {
    if (const auto text = table.text.find(column); text != table.text.end())
      covariates.push_back({column, text->second});
    else
      covariates.push_back({column, table.number.at(column)});
  }
  return statistics::makeDesign(table.rows, covariates).value();
}

inline std::vector<int> whole(const std::vector<double>& column) { return {column.begin(), column.end()}; }

inline std::vector<bool> flags(const std::vector<std::uint8_t>& values) { return {values.begin(), values.end()}; }

inline CoxCase colonCase(statistics::CoxTies ties = statistics::CoxTies::efron) {
  const RTable all = sharedSurvival("colon");
  const RTable table = complete(all.where(flags(all.equals("etype", 2))), {"nodes", "differ", "extent"});
  return {.time = table.number.at("time"),
          .event = table.equals("status", 1),
          .design = designOf(table, {"rx", "age", "sex", "nodes", "differ", "extent"}),
          .ties = ties,
          .row = {0, 0, 61, 1, 4, 2, 3}};
}

inline CoxCase colonStrataCase() {
  const RTable all = sharedSurvival("colon");
  const RTable table = complete(all.where(flags(all.equals("etype", 2))), {"nodes", "differ", "extent"});
  return {.time = table.number.at("time"),
          .event = table.equals("status", 1),
          .design = designOf(table, {"rx", "age", "nodes", "differ", "extent"}),
          .strata = whole(table.number.at("sex")),
          .row = {0, 0, 61, 4, 2, 3}};
}

inline CoxCase clusterCase(bool strata) {
  const RTable table = complete(sharedSurvival("colon"), {"nodes"});
  CoxCase result{.time = table.number.at("time"),
                 .event = table.equals("status", 1),
                 .design = designOf(table, {"rx", "age", "nodes"}),
                 .cluster = whole(table.number.at("id")),
                 .row = {0, 0, 61, 4}};
  if (strata) result.strata = whole(table.number.at("etype"));
  return result;
}

inline CoxCase lungCase(statistics::CoxTies ties = statistics::CoxTies::efron,
                        const std::vector<std::string>& columns = {"age", "sex", "ph.ecog", "wt.loss"}) {
  const RTable table = complete(sharedSurvival("lung"), {"ph.ecog", "wt.loss"});
  return {.time = table.number.at("time"),
          .event = table.equals("status", 2),
          .design = designOf(table, columns),
          .ties = ties,
          .row = {70, 2, 1, 5}};
}

// Months: many ties.
inline CoxCase rotterdamCase(statistics::CoxTies ties) {
  const RTable table = sharedSurvival("rotterdam");
  std::vector<double> months = table.number.at("dtime");
  for (double& time : months) time = std::floor(time / 30);
  return {.time = months,
          .event = table.equals("death", 1),
          .design = designOf(table, {"age", "size", "grade", "nodes", "pgr", "er", "hormon", "chemo"}),
          .ties = ties,
          .row = {50, 0, 0, 3, 2, 100, 50, 0, 1}};
}

// The ten patients 1 2+ 3 3+ 4 5+ 6 7+ 7 8+ of the reference's `made`; columns among x, y, c, twice, sum.
inline CoxCase madeCase(const std::vector<std::string>& columns) {
  RTable table;
  table.rows = 10;
  table.number["x"] = {1, 0, 1, 1, 0, 0, 1, 0, 1, 0};
  table.number["y"] = {2, 7, 1, 8, 2, 8, 1, 8, 2, 8};
  table.number["c"] = std::vector<double>(10, 5.0);
  for (std::size_t i = 0; i < 10; ++i) {
    table.number["twice"].push_back(2 * table.number["x"][i] + 1);
    table.number["sum"].push_back(table.number["x"][i] + table.number["y"][i]);
  }
  return {.time = {1, 2, 3, 3, 4, 5, 6, 7, 7, 8},
          .event = {1, 0, 1, 0, 1, 0, 1, 0, 1, 0},
          .design = designOf(table, columns)};
}

inline std::string joined(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += line + "\n";
  return text;
}

}  // namespace snitt::test::inline cox
