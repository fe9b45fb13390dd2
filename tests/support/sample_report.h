// Reports of scores that nobody computed: one of each kind that a person can get to see.
#pragma once

#include <string>
#include <vector>

#include "ui/report/score_report.h"

namespace snitt::test {

enum class ReportKind { good, poor, uncertain, notAssessable, outsideScope, untrained, longNames, missingValues };

struct NamedReport {
  std::string name;
  ReportKind kind;
};
[[nodiscard]] const std::vector<NamedReport>& reportKinds();

[[nodiscard]] ScoreReport sampleReport(ReportKind kind);

}  // namespace snitt::test
