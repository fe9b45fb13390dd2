// What the window of validations calls things. Pure functions; texts are translated, what a register holds is its own.
#pragma once

#include <QColor>
#include <QPalette>
#include <QString>

#include <optional>
#include <string>

#include "ui/studies/register_reading.h"

namespace snitt {

[[nodiscard]] QString stateWord(StudyState state);  // "Passed", "Not run yet"
[[nodiscard]] QString verdictWord(document::Verdict verdict);
[[nodiscard]] StudyState stateOfVerdict(document::Verdict verdict);
[[nodiscard]] QColor stateColour(StudyState state, const QPalette& palette);

// Of an ISO time in UTC: "1 February 2026" and "1 February 2026 11:00", in the local time; as it is where it is none.
[[nodiscard]] QString dateWords(const std::string& at);
[[nodiscard]] QString momentWords(const std::string& at);
// In a column: "2026-02-01".
[[nodiscard]] QString dayShort(const std::string& at);

[[nodiscard]] QString personWords(const validation::Doer& by);
[[nodiscard]] QString doerWords(const validation::Doer& by);  // with the account
[[nodiscard]] QString bundleWords(const validation::FrozenBundle& bundle);
[[nodiscard]] QString roleWord(const std::string& role);   // "Operator", "Reviewer"
[[nodiscard]] QString hashWords(const std::string& hash);  // its first 12 digits and an ellipsis

// A number and its "%" stay on one line.
[[nodiscard]] QString withUnits(QString sentence);

// "History unknown: the register is missing."; empty where it is known.
[[nodiscard]] QString historyWords(const RegisterReading* reading, const std::optional<Error>& fault);

// The conclusion of a row, or what stands in its place.
[[nodiscard]] QString conclusionWords(const StudyRow& row, const RegisterReading& all);

}  // namespace snitt
