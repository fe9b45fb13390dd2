#include <cmath>
#include <functional>

#include "core/text/nearest.h"
#include "core/training/row_checks_p.h"

namespace snitt::training {
namespace {

using Wrong = std::function<bool(const SlideRow&)>;

struct Check {
  Wrong wrong;
  std::string_view message;  // before "in rows …"
};

bool isNumber(const std::optional<double>& cell) { return cell && std::isfinite(*cell); }
bool isFlag(const std::optional<double>& cell) { return cell && (*cell == 0 || *cell == 1); }

// In the order in which a person would mend them.
std::vector<Check> outcomeChecks(EventKind kind) {
  std::vector<Check> checks{
      {[](const SlideRow& row) { return row.patient.empty(); }, "the patient is missing"},
      {[](const SlideRow& row) { return !isNumber(row.timeDays); }, "the time is missing or no number"},
      {[](const SlideRow& row) { return *row.timeDays <= 0; }, "the time must be above 0 days and is not"},
      {[](const SlideRow& row) { return !isNumber(row.event); }, "the event is missing or no number"},
      {[](const SlideRow& row) { return !isFlag(row.event); }, "the event must be 0 or 1 and is not"},
      {[](const SlideRow& row) { return row.ageYears && !(*row.ageYears >= 0 && *row.ageYears <= 130); },
       "the age must be from 0 to 130 years and is not"},
      {[](const SlideRow& row) { return !row.cause.empty() && row.cause != "cancer" && row.cause != "other"; },
       "the cause must be cancer, other or empty and is not"},
      {[](const SlideRow& row) { return row.recurrence && !isFlag(row.recurrence); },
       "the recurrence must be 0, 1 or empty and is not"},
      {[](const SlideRow& row) { return row.recurrenceDays && !(*row.recurrenceDays > 0); },
       "the time of recurrence must be above 0 days and is not"},
      {[](const SlideRow& row) { return row.recurrenceDays && *row.recurrenceDays > *row.timeDays; },
       "the recurrence is after the end of follow-up"},
  };
  if (kind == EventKind::cancerDeath) {
    checks.push_back({[](const SlideRow& row) { return *row.event == 0 && row.cause == "cancer"; },
                      "the cause is cancer, but there is no event (a cancer death)"});
  } else {
    checks.push_back({[](const SlideRow& row) { return *row.event == 0 && !row.cause.empty(); },
                      "there is a cause, but no event (a death)"});
  }
  return checks;
}

Result<void> checkCells(std::span<const SlideRow> rows, std::span<const std::size_t> used, EventKind kind) {
  for (const Check& check : outcomeChecks(kind)) {
    std::vector<std::size_t> wrong;
    for (const std::size_t i : used)
      if (check.wrong(rows[i])) wrong.push_back(rows[i].row);
    if (!wrong.empty()) return fail(ErrorKind::usage, std::string(check.message) + " in " + rowsText(wrong));
  }
  return {};
}

Result<void> checkSplitColumn(std::span<const SlideRow> rows, std::span<const std::size_t> used) {
  static const std::vector<std::string> words{"train", "tune", "test"};
  std::vector<std::size_t> empty;
  for (const std::size_t i : used) {
    const SlideRow& row = rows[i];
    if (row.split.empty()) {
      empty.push_back(row.row);
    } else if (!sideOf(row.split)) {
      return fail(ErrorKind::usage, "the split \"" + row.split + "\" in row " + std::to_string(row.row) +
                                        " must be train, tune or test" + nearestHint(row.split, words));
    }
  }
  if (empty.empty() || empty.size() == used.size()) return {};
  return fail(ErrorKind::usage, "the column \"split\" is empty in " + rowsText(empty) +
                                    " and filled in others: fill it everywhere or nowhere");
}

Result<void> checkTwice(std::span<const SlideRow> rows, std::span<const std::size_t> used) {
  std::map<std::string, std::size_t> byPath;
  std::map<std::string, std::size_t> byHash;
  for (const std::size_t i : used) {
    const SlideRow& row = rows[i];
    const auto twice = [&](std::map<std::string, std::size_t>& seen, const std::string& key) {
      return key.empty() ? i : seen.emplace(key, i).first->second;
    };
    if (const std::size_t first = twice(byPath, row.path); first != i)
      return fail(ErrorKind::usage,
                  "slide \"" + row.slide + "\" is listed twice, in " + rowsText(std::vector{rows[first].row, row.row}));
    const std::size_t first = twice(byHash, row.sha256);
    // On two sides it is leakage, which says more.
    if (first != i && rows[first].patient == row.patient)
      return fail(ErrorKind::usage, "slides \"" + rows[first].slide + "\" and \"" + row.slide +
                                        "\" are the same file twice, in " +
                                        rowsText(std::vector{rows[first].row, row.row}));
  }
  return {};
}

}  // namespace

Result<void> checkRows(std::span<const SlideRow> rows, std::span<const std::size_t> used, EventKind kind) {
  return checkCells(rows, used, kind).and_then([&] { return checkSplitColumn(rows, used); }).and_then([&] {
    return checkTwice(rows, used);
  });
}

}  // namespace snitt::training
