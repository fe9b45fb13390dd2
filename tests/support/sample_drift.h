// results.json of a drift as `snitt drift` writes it, made through the documents of core.
#pragma once

#include <string>

#include "core/document/document_files.h"

namespace snitt::test {

// One alarm of two series, a share that is fine, and a control slide that cannot be judged.
[[nodiscard]] inline std::string sampleDriftJson(bool alarm = true) {
  using document::ColumnKind;
  using document::Table;
  const auto table = [](std::string id, std::vector<document::Column> columns) {
    return Table{std::move(id), {}, std::move(columns), {}, {}, true};
  };
  const auto text = [](const char* key) { return document::Column{key, key, ColumnKind::text, 0, false}; };
  const auto count = [](const char* key) { return document::Column{key, key, ColumnKind::count, 0, false}; };
  const auto number = [](const char* key) { return document::Column{key, key, ColumnKind::number, 3, false}; };
  document::Document all;
  all.format = "snitt-drift/1";
  all.title = "Drift report";
  all.study = "the database snitt.db";
  all.date = "2026-05-17";
  all.conclusion = alarm ? "1 alarm in 12 weeks; 0.5 would be expected if nothing had changed."
                         : "No limit was exceeded in 12 weeks.";
  all.isJudged = false;
  if (alarm) {
    Table alarms = table("alarms", {text("weeks"), text("figure"), text("scanner"), text("what")});
    alarms.rows = {{std::string("2026-W19"), std::string("Combined score"), std::string("Aperio GT450"),
                    std::string("the index of combined is 0.62, its limit 0.45")}};
    all.front.emplace_back(alarms);
  }
  const std::vector<document::Column> columns{text("figure"),   text("scanner"), text("weeks"),
                                              count("n"),       number("value"), number("limit"),
                                              count("periods"), count("alarms"), text("remark")};
  Table stability = table("stability-latest", columns);
  stability.rows = {{std::string("Combined score"), std::string("all scanners"), std::string("2026-W20"),
                     std::int64_t{48}, 0.124, 0.41, std::int64_t{12}, std::int64_t{0}, std::string()},
                    {std::string("Combined score"), std::string("Aperio GT450"), std::string("2026-W19"),
                     std::int64_t{22}, 0.62, 0.45, std::int64_t{9}, std::int64_t{alarm ? 1 : 0}, std::string()},
                    {std::string("Haematoxylin"),
                     std::string("Aperio GT450"),
                     {},
                     {},
                     {},
                     {},
                     std::int64_t{0},
                     std::int64_t{0},
                     std::string("not assessable: no period with enough slides")}};
  Table shares = table("shares-latest", columns);
  shares.rows = {{std::string("Without a score"), std::string("all scanners"), std::string("2026-W20"),
                  std::int64_t{51}, 0.039, 0.118, std::int64_t{12}, std::int64_t{0}, std::string()}};
  Table controls = table("controls-latest", {text("control"), text("scanner"), count("readings"), text("target"),
                                             number("limit"), count("alarms"), text("remark")});
  controls.rows = {{std::string("CONTROL-1"),
                    std::string("all scanners"),
                    std::int64_t{4},
                    std::string("its earlier readings"),
                    {},
                    std::int64_t{0},
                    std::string("not assessable: too few readings")}};
  all.sections = {
      {"stability", "Scores and inputs", "1 of 21 periods is above the limit.", {stability}, {}, {}},
      {"shares", "Slides without a score", "0 of 12 judged shares are above their limit.", {shares}, {}, {}},
      {"controls", "Control slides", "0 alarms on 4 readings of control slides.", {controls}, {}, {}},
      {"limits",
       "How often the limits alarm falsely",
       "One series is expected to alarm falsely once in 52 periods, all 4 series together once in 14.2 "
       "weeks: 0.5 in these 12 weeks.",
       {},
       {},
       {}}};
  return document::documentJson(all);
}

}  // namespace snitt::test
