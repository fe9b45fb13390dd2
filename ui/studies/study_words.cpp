#include "ui/studies/study_words.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

#include "ui/cases/foreign_text.h"
#include "ui/cohort/cohort_words.h"
#include "ui/panels/panel_parts_p.h"
#include "ui/theme/theme.h"

namespace snitt {

namespace {

constexpr qsizetype kHashDigits = 12;

QDateTime timeOf(const std::string& at) {
  return QDateTime::fromString(QString::fromStdString(at), Qt::ISODate).toLocalTime();
}

// A part of a sentence becomes the end of one.
QString closed(const QString& words) { return words.endsWith(QLatin1Char('.')) ? words : words + QLatin1Char('.'); }

}  // namespace

QString stateWord(StudyState state) {
  switch (state) {
    case StudyState::passed:
      return QCoreApplication::translate("StudyWords", "Passed");
    case StudyState::failed:
      return QCoreApplication::translate("StudyWords", "Failed");
    case StudyState::notAssessable:
      return QCoreApplication::translate("StudyWords", "Not assessable");
    case StudyState::brokenOff:
      return QCoreApplication::translate("StudyWords", "No conclusion");
    case StudyState::notRun:
      break;
  }
  return QCoreApplication::translate("StudyWords", "Not run yet");
}

StudyState stateOfVerdict(document::Verdict verdict) {
  ListedRun run;
  run.isConcluded = true;
  run.verdict = verdict;
  return stateOf(run);
}

QString verdictWord(document::Verdict verdict) { return stateWord(stateOfVerdict(verdict)); }

QColor stateColour(StudyState state, const QPalette& palette) {
  switch (state) {
    case StudyState::passed:
      return toneColour(Tone::good);
    case StudyState::failed:
      return toneColour(Tone::error);
    case StudyState::notAssessable:
    case StudyState::brokenOff:
      return toneColour(Tone::warning);
    case StudyState::notRun:
      break;
  }
  return mutedText(palette);
}

QString dateWords(const std::string& at) {
  const QDateTime time = timeOf(at);
  return time.isValid() ? QLocale().toString(time.date(), QCoreApplication::translate("StudyWords", "d MMMM yyyy"))
                        : shownText(at, 40);
}

QString momentWords(const std::string& at) {
  const QDateTime time = timeOf(at);
  return time.isValid() ? QLocale().toString(time, QCoreApplication::translate("StudyWords", "d MMMM yyyy HH:mm"))
                        : shownText(at, 40);
}

QString dayShort(const std::string& at) {
  const QDateTime time = timeOf(at);
  return time.isValid() ? time.date().toString(Qt::ISODate) : shownText(at, 40);
}

QString personWords(const validation::Doer& by) {
  if (!by.name.empty()) return shownText(by.name, 80);
  return QCoreApplication::translate("StudyWords", "Account %1").arg(shownText(by.account, 80));
}

QString doerWords(const validation::Doer& by) {
  if (by.name.empty() || by.account.empty()) return personWords(by);
  return QCoreApplication::translate("StudyWords", "%1 (account %2)")
      .arg(shownText(by.name, 80), shownText(by.account, 80));
}

QString bundleWords(const validation::FrozenBundle& bundle) {
  return shownText(bundle.id + " " + bundle.version, 80).trimmed();
}

QString roleWord(const std::string& role) {
  if (role == "operator") return QCoreApplication::translate("StudyWords", "Operator");
  if (role == "reviewer") return QCoreApplication::translate("StudyWords", "Reviewer");
  return shownText(role, 40);
}

QString hashWords(const std::string& hash) {
  const QString all = shownText(hash, 128);
  return all.size() > kHashDigits + 2 ? all.left(kHashDigits) + QChar(0x2026) : all;
}

QString withUnits(QString sentence) { return sentence.replace(QStringLiteral(" %"), QStringLiteral("\u00a0%")); }

QString historyWords(const RegisterReading* reading, const std::optional<Error>& fault) {
  QStringList why;
  if (fault && fault->kind == ErrorKind::notFound)
    why << QCoreApplication::translate("StudyWords", "the register is missing");
  else if (fault)
    why << shownText(fault->message, 400);
  if (reading != nullptr)
    for (const std::string& one : reading->doubts) why << shownText(one, 200);
  if (why.isEmpty()) return {};
  return closed(QCoreApplication::translate("StudyWords", "History unknown: %1").arg(why.join(QStringLiteral("; "))));
}

QString conclusionWords(const StudyRow& row, const RegisterReading& all) {
  const ListedRun* run = row.runIn(all);
  if (run == nullptr) return QCoreApplication::translate("StudyWords", "Locked; nobody has run it yet.");
  if (!run->isConcluded)
    return QCoreApplication::translate("StudyWords", "The run goes on, or was broken off before its conclusion.");
  return withUnits(shownText(run->conclusion, 1000));
}

}  // namespace snitt
