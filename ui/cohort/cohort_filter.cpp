#include "ui/cohort/cohort_filter.h"

#include <QStringList>

#include <algorithm>

namespace snitt {

namespace {

StatusChoice choiceOf(PatientStatus status) {
  switch (status) {
    case PatientStatus::scored:
      return StatusChoice::scored;
    case PatientStatus::incomplete:
      return StatusChoice::incomplete;
    case PatientStatus::notAssessable:
      return StatusChoice::notAssessable;
    case PatientStatus::refused:
      return StatusChoice::refused;
    case PatientStatus::failed:
      return StatusChoice::failed;
    case PatientStatus::excluded:
      return StatusChoice::excluded;
    case PatientStatus::waiting:
      return StatusChoice::waiting;
  }
  return StatusChoice::any;
}

StatusChoice choiceOf(const std::optional<CohortSlideResult>& result) {
  if (!result) return StatusChoice::waiting;
  switch (result->status) {
    case SlideStatus::scored:
      return StatusChoice::scored;
    case SlideStatus::notAssessable:
      return StatusChoice::notAssessable;
    case SlideStatus::refused:
      return StatusChoice::refused;
    case SlideStatus::failed:
      return StatusChoice::failed;
    case SlideStatus::excluded:
      return StatusChoice::excluded;
    case SlideStatus::flagged:
      return StatusChoice::flagged;
  }
  return StatusChoice::any;
}

ClassChoice choiceOf(const std::optional<Prognosis>& prognosis) {
  if (!prognosis) return ClassChoice::none;
  return *prognosis == Prognosis::good        ? ClassChoice::good
         : *prognosis == Prognosis::uncertain ? ClassChoice::uncertain
                                              : ClassChoice::poor;
}

void add(QString& text, const std::string& more) {
  text += QString::fromStdString(more);
  text += QLatin1Char('\n');
}

QString wordsOf(const SlideReading& slide, bool names) {
  QString text = QStringLiteral("%1\n").arg(slide.row);
  if (slide.result) add(text, slide.result->reason);
  if (names) add(text, slide.accession);
  if (names) add(text, slide.path.filename().string());
  return text;
}

bool has(const QString& text, const QStringList& words) {
  return std::ranges::all_of(words, [&](const QString& one) { return text.contains(one, Qt::CaseInsensitive); });
}

}  // namespace

bool CohortFilter::takesPatient(const CohortReading& reading, std::size_t patient, bool names) const {
  const CohortPatient& one = reading.patients[patient];
  if (status != StatusChoice::any && choiceOf(one.status) != status) return false;
  const auto theirs = one.decision ? std::optional(one.decision->prognosis) : std::nullopt;
  if (prognosis != ClassChoice::any && choiceOf(theirs) != prognosis) return false;
  if (!rows.empty() && std::ranges::none_of(one.rows, [this](std::size_t row) { return rows.contains(row); }))
    return false;
  if (words.trimmed().isEmpty()) return true;
  QString text;
  add(text, one.patient);
  add(text, one.reason);
  add(text, one.risk.group);
  for (const std::size_t row : one.rows)
    if (const auto at = slideAt(reading, row)) text += wordsOf(reading.slides[*at], names);
  return has(text, words.split(QLatin1Char(' '), Qt::SkipEmptyParts));
}

bool CohortFilter::takesSlide(const CohortReading& reading, std::size_t slide, bool names) const {
  const SlideReading& one = reading.slides[slide];
  if (status != StatusChoice::any && choiceOf(one.result) != status) return false;
  const auto its = one.result ? one.result->prognosis : std::nullopt;
  if (prognosis != ClassChoice::any && choiceOf(its) != prognosis) return false;
  if (!rows.empty() && !rows.contains(one.row)) return false;
  if (words.trimmed().isEmpty()) return true;
  QString text = wordsOf(one, names);
  add(text, reading.patients[one.patient].patient);
  return has(text, words.split(QLatin1Char(' '), Qt::SkipEmptyParts));
}

}  // namespace snitt
