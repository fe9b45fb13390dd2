#include "ui/jobs/job_end.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <csignal>

namespace snitt {

namespace {

constexpr int kFault = 1;
constexpr int kWrongCommand = 2;
constexpr int kRefusal = 3;
constexpr int kInterrupted = 130;

std::string sentence(const QString& words) {
  QString text = words.trimmed();
  if (text.isEmpty()) return {};
  // Faults are parts of sentences elsewhere and begin small; a file's name keeps its own first letter.
  const bool name = text.section(QLatin1Char(' '), 0, 0).contains(QRegularExpression(QStringLiteral("[/._\\d]")));
  if (!name) text = text.front().toUpper() + text.mid(1);
  if (!text.endsWith(QLatin1Char('.'))) text += QLatin1Char('.');
  return text.toStdString();
}

QString withoutAdvice(QString engine, const ScoreJob& job) {
  const QString slide = QString::fromStdString(job.slide.string()) + QStringLiteral(": ");
  if (engine.startsWith(slide)) engine.remove(0, slide.size());
  const qsizetype option = engine.indexOf(QLatin1String(" --"));
  const qsizetype advice = option < 0 ? -1 : engine.lastIndexOf(QLatin1String("; "), option);
  return advice > 0 ? engine.left(advice) : engine;
}

std::string orElse(const QString& engine, const ScoreJob& job, const QString& words) {
  return sentence(engine.isEmpty() ? words : withoutAdvice(engine, job));
}

QString silenceWords(std::chrono::milliseconds silence) {
  const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(silence).count();
  if (minutes > 1)
    return QCoreApplication::translate("JobEnd", "The engine gave no sign of life for %1 minutes and was ended.")
        .arg(minutes);
  return QCoreApplication::translate("JobEnd", "The engine gave no sign of life and was ended.");
}

QString crashWords(int signal) {
  if (signal == SIGKILL)
    return QCoreApplication::translate("JobEnd", "The engine was ended from outside, perhaps because memory ran out.");
  if (signal == SIGTERM || signal == SIGINT || signal == SIGHUP)
    return QCoreApplication::translate("JobEnd", "The engine was ended from outside.");
  return QCoreApplication::translate("JobEnd", "The engine crashed (signal %1).").arg(signal);
}

JobEnd failed(std::string reason) { return {JobState::failed, std::move(reason)}; }

}  // namespace

JobEnd endWithoutResult(const ScoreJob& job, const WorkerEnd& end, std::chrono::milliseconds silence) {
  if (end.how == WorkerEnd::How::notStarted)
    return failed(
        sentence(QCoreApplication::translate("JobEnd", "The engine could not be started: %1").arg(end.sentence)));
  if (end.hung) return failed(sentence(silenceWords(silence)));
  if (end.cancelled) return {JobState::cancelled, {}};
  if (end.how == WorkerEnd::How::crashed) return failed(sentence(crashWords(end.code)));
  switch (end.code) {
    case 0:
      return failed(sentence(QCoreApplication::translate("JobEnd", "The engine ended without a result.")));
    case kFault:
      return failed(
          orElse(end.sentence, job, QCoreApplication::translate("JobEnd", "The engine failed and gave no reason.")));
    case kWrongCommand:
      return failed(orElse(end.sentence, job,
                           QCoreApplication::translate("JobEnd", "The engine did not understand what it was asked.")));
    case kRefusal:
      return {JobState::refused,
              orElse(end.sentence, job,
                     QCoreApplication::translate("JobEnd", "A safety rule refused; the engine gave no reason."))};
    case kInterrupted:
      return failed(sentence(crashWords(SIGTERM)));
    default:
      return failed(sentence(
          QCoreApplication::translate("JobEnd", "The engine ended with the unknown exit code %1.").arg(end.code)));
  }
}

JobEnd endWithFault(const Error& error) { return failed(sentence(QString::fromStdString(error.message))); }

JobEnd endWithResult(const ScoreJob& job, const WorkerEnd& end, const std::string& notAssessable) {
  // The files are there, and something else went wrong: they are not in the database, for one.
  const bool regular = end.how == WorkerEnd::How::exited && (end.code == 0 || end.code == kRefusal);
  if (!regular && !end.cancelled && !end.hung && end.code == kFault)
    return failed(
        orElse(end.sentence, job, QCoreApplication::translate("JobEnd", "The engine failed and gave no reason.")));
  if (!notAssessable.empty()) return {JobState::notAssessable, sentence(QString::fromStdString(notAssessable))};
  return {JobState::finished, {}};
}

}  // namespace snitt
