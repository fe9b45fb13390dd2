#include "ui/jobs/job_text.h"

#include <QCoreApplication>
#include <QLocale>

#include <cmath>

#include "ui/score/score_summary.h"

namespace snitt {

namespace {

constexpr double kMinute = 60;
constexpr double kHour = 3600;

QString stageWords(const QString& stage) {
  if (stage == QLatin1String("open")) return QCoreApplication::translate("JobText", "Opening the slide");
  if (stage == QLatin1String("tissue")) return QCoreApplication::translate("JobText", "Looking for tissue");
  if (stage == QLatin1String("segment")) return QCoreApplication::translate("JobText", "Looking for the tumour");
  if (stage == QLatin1String("score")) return QCoreApplication::translate("JobText", "Scoring tiles");
  return QCoreApplication::translate("JobText", "Working");
}

QString timeWords(double seconds) {
  const QLocale locale;
  if (seconds < 5) return {};
  if (seconds < kMinute)
    return QCoreApplication::translate("JobText", "about %1 s left")
        .arg(locale.toString(5 * std::ceil(seconds / 5), 'f', 0));
  if (seconds < kHour)
    return QCoreApplication::translate("JobText", "about %1 min left")
        .arg(locale.toString(std::ceil(seconds / kMinute), 'f', 0));
  return QCoreApplication::translate("JobText", "about %1 h left").arg(locale.toString(seconds / kHour, 'f', 1));
}

QString classWords(const EngineEstimate& estimate) {
  if (estimate.prognosis == QLatin1String("good"))
    return estimate.settled ? QCoreApplication::translate("JobText", "likely good")
                            : QCoreApplication::translate("JobText", "good so far");
  if (estimate.prognosis == QLatin1String("poor"))
    return estimate.settled ? QCoreApplication::translate("JobText", "likely poor")
                            : QCoreApplication::translate("JobText", "poor so far");
  if (estimate.prognosis == QLatin1String("uncertain"))
    return estimate.settled ? QCoreApplication::translate("JobText", "likely uncertain")
                            : QCoreApplication::translate("JobText", "uncertain so far");
  return {};
}

QString fixedText(double value) { return QLocale().toString(value, 'f', 2); }

}  // namespace

QString stageText(const JobNews& news) {
  if (!news.progress) return QCoreApplication::translate("JobText", "Starting");
  const QLocale locale;
  QStringList parts{stageWords(news.progress->stage)};
  if (news.progress->total > 1)
    parts << QCoreApplication::translate("JobText", "%1 of %2")
                 .arg(locale.toString(static_cast<qlonglong>(news.progress->done)),
                      locale.toString(static_cast<qlonglong>(news.progress->total)));
  if (const QString left = timeWords(news.progress->etaSeconds); !left.isEmpty()) parts << left;
  return parts.join(QStringLiteral(", "));
}

double progressShare(const JobNews& news) {
  if (!news.progress || news.progress->total <= 0) return -1;
  return static_cast<double>(news.progress->done) / static_cast<double>(news.progress->total);
}

QString estimateText(const JobNews& news) {
  if (!news.estimate) return {};
  const EngineEstimate& estimate = *news.estimate;
  QString text =
      QStringLiteral("%1 %2 (%3–%4)")
          .arg(estimate.resolution, fixedText(estimate.score), fixedText(estimate.lower95), fixedText(estimate.upper95))
          .trimmed();
  if (const QString words = classWords(estimate); !words.isEmpty()) text += QStringLiteral(", ") + words;
  return text;
}

QString bundleText(const ScoreJob& job) {
  QString text = QString::fromStdString(job.bundleName);
  // Whoever sees a number of such a bundle is to see beside it what it is worth.
  if (job.bundleStatus < BundleStatus::research)
    text = QCoreApplication::translate("JobText", "%1 (%2: says nothing of a patient)")
               .arg(text, statusWord(job.bundleStatus).toLower());
  // First, since it is what tells two scores of a slide apart.
  if (!job.outline.empty())
    text =
        (job.title.empty()
             ? QCoreApplication::translate("JobText", "Inside an outline: %1").arg(text)
             : QCoreApplication::translate("JobText", "Inside “%1”: %2").arg(QString::fromStdString(job.title), text));
  return text;
}

QString statusText(const ScoreJob& job, const JobNews& news, const SlideNames& names) {
  if (job.state == JobState::running) return stageText(news);
  if (job.state == JobState::paused) return QCoreApplication::translate("JobText", "Paused: %1").arg(stageText(news));
  if (!job.reason.empty()) return names.sentence(QString::fromStdString(job.reason), job.slide);
  // Its folder is called as the slide's file is.
  if (job.state == JobState::finished && names.unmasked())
    return QCoreApplication::translate("JobText", "Result: %1")
        .arg(QString::fromStdString(job.result.filename().string()));
  return {};
}

QString wholeText(const ScoreJob& job, const JobNews& news, const SlideNames& names) {
  QStringList lines{names.name(job.slide) + QStringLiteral(": ") + stateWord(job.state), bundleText(job)};
  if (const QString status = statusText(job, news, names); !status.isEmpty()) lines << status;
  if (isActive(job.state))
    if (const QString estimate = estimateText(news); !estimate.isEmpty())
      lines << QCoreApplication::translate("JobText", "Estimate %1").arg(estimate);
  return lines.join(QLatin1Char('\n'));
}

}  // namespace snitt
