#include "ui/cohort/cohort_words.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

#include <cmath>

#include "core/text/number.h"
#include "ui/cases/case_words.h"
#include "ui/cases/foreign_text.h"

namespace snitt {

QString statusWord(PatientStatus status) {
  switch (status) {
    case PatientStatus::scored:
      return QCoreApplication::translate("CohortWords", "Scored");
    case PatientStatus::incomplete:
      return QCoreApplication::translate("CohortWords", "Incomplete");
    case PatientStatus::notAssessable:
      return statusWord(SlideStatus::notAssessable);
    case PatientStatus::refused:
      return statusWord(SlideStatus::refused);
    case PatientStatus::failed:
      return statusWord(SlideStatus::failed);
    case PatientStatus::excluded:
      return statusWord(SlideStatus::excluded);
    case PatientStatus::waiting:
      return QCoreApplication::translate("CohortWords", "Waiting");
  }
  return {};
}

QString statusWord(SlideStatus status) {
  switch (status) {
    case SlideStatus::scored:
      return QCoreApplication::translate("CohortWords", "Scored");
    case SlideStatus::notAssessable:
      return QCoreApplication::translate("CohortWords", "Not assessable");
    case SlideStatus::refused:
      return QCoreApplication::translate("CohortWords", "Refused");
    case SlideStatus::failed:
      return QCoreApplication::translate("CohortWords", "Failed");
    case SlideStatus::excluded:
      return QCoreApplication::translate("CohortWords", "Excluded");
    case SlideStatus::flagged:
      return QCoreApplication::translate("CohortWords", "Flagged");
  }
  return {};
}

QString statusWord(const std::optional<CohortSlideResult>& result) {
  return result ? statusWord(result->status) : QCoreApplication::translate("CohortWords", "Waiting");
}

ClassKind kindOf(const std::optional<Prognosis>& prognosis, BundleStatus bundle) {
  if (!prognosis) return ClassKind::none;
  return bundle == BundleStatus::untrained ? ClassKind::meaningless : classKindOf(prognosis);
}

QString classWordOf(const std::optional<Prognosis>& prognosis, BundleStatus bundle) {
  const QString word = classShort(prognosis);
  return prognosis && bundle == BundleStatus::untrained ? QStringLiteral("(%1)").arg(word) : word;
}

QString scoreText(double score) { return QString::fromStdString(fixed(score, 3)); }

QString countText(std::size_t count) { return QLocale().toString(static_cast<qulonglong>(count)); }

QString durationWords(double seconds) {
  if (!(seconds > 0)) return {};
  const auto minutes = static_cast<qint64>(std::llround(seconds / 60));
  if (minutes < 1) return QCoreApplication::translate("CohortWords", "less than a minute");
  if (minutes < 120) return QCoreApplication::translate("CohortWords", "about %1 min").arg(minutes);
  if (minutes < 48 * 60) return QCoreApplication::translate("CohortWords", "about %1 h").arg((minutes + 30) / 60);
  return QCoreApplication::translate("CohortWords", "about %1 days").arg((minutes + 720) / 1440);
}

QString ownerWords(const CohortOwner& owner) {
  if (owner.host.empty()) return QCoreApplication::translate("CohortWords", "another program");
  return QCoreApplication::translate("CohortWords", "%1 on %2 (process %3)")
      .arg(shownText(owner.account, 40), shownText(owner.host, 60), QString::number(owner.process));
}

QString stateWords(const CohortReading& reading) {
  switch (reading.state) {
    case CohortState::checking:
      return QCoreApplication::translate("CohortWords", "The list is being checked");
    case CohortState::running:
      return QCoreApplication::translate("CohortWords", "Running");
    case CohortState::stopped:
      return QCoreApplication::translate("CohortWords", "Stopped before its end");
    case CohortState::finished:
      return QCoreApplication::translate("CohortWords", "Finished");
  }
  return {};
}

std::optional<CohortPace> paceOf(const CohortReading& reading, qint64 nowSeconds) {
  const QDateTime started = QDateTime::fromString(QString::fromStdString(reading.started), Qt::ISODate);
  if (!started.isValid() || reading.settled <= reading.before) return std::nullopt;
  const auto passed = static_cast<double>(nowSeconds - started.toSecsSinceEpoch());
  if (passed <= 0) return std::nullopt;
  const double perSecond = static_cast<double>(reading.settled - reading.before) / passed;
  return CohortPace{perSecond * 3600, static_cast<double>(reading.slides.size() - reading.settled) / perSecond};
}

QString faultWords(const Error& error) { return sentenceOf(error); }

}  // namespace snitt
