#include "ui/jobs/score_job.h"

#include <QCoreApplication>

#include "core/text/number.h"

namespace snitt {

QString stateWord(JobState state) {
  switch (state) {
    case JobState::queued:
      return QCoreApplication::translate("ScoreJob", "Waiting");
    case JobState::running:
      return QCoreApplication::translate("ScoreJob", "Running");
    case JobState::paused:
      return QCoreApplication::translate("ScoreJob", "Paused");
    case JobState::finished:
      return QCoreApplication::translate("ScoreJob", "Finished");
    case JobState::failed:
      return QCoreApplication::translate("ScoreJob", "Failed");
    case JobState::cancelled:
      return QCoreApplication::translate("ScoreJob", "Cancelled");
    case JobState::interrupted:
      return QCoreApplication::translate("ScoreJob", "Interrupted");
    case JobState::refused:
      return QCoreApplication::translate("ScoreJob", "Refused");
    case JobState::notAssessable:
      break;
  }
  return QCoreApplication::translate("ScoreJob", "Not assessable");
}

// Options that take a value are joined to it: what a person typed may begin with a dash.
std::vector<std::string> engineArguments(const ScoreJob& job, const std::filesystem::path& out,
                                         const std::string& database) {
  const auto option = [](const char* name, const std::string& value) {
    return std::string(name).append("=").append(value);
  };
  std::vector<std::string> arguments{"score", "--json", "--control", option("--bundle", job.bundle.string()),
                                     option("--out", out.string())};
  if (job.mpp) arguments.push_back(option("--mpp", shortest(*job.mpp)));
  if (job.mpp && !job.mppReason.empty()) arguments.push_back(option("--mpp-reason", job.mppReason));
  for (const std::string& fact : job.facts) arguments.push_back(option("--fact", fact));
  if (!job.outline.empty()) arguments.push_back(option("--tumour", job.outline.string()));
  if (!job.outsideScope.empty()) arguments.push_back(option("--outside-scope", job.outsideScope));
  if (!database.empty()) arguments.push_back(option("--db", database));
  arguments.emplace_back("--");
  arguments.push_back(job.slide.string());
  return arguments;
}

}  // namespace snitt
