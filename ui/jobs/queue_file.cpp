#include "ui/jobs/queue_file.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "core/atomic_file.h"
#include "core/os/os.h"
#include "core/store/account_seal.h"
#include "ui/window/path_text_p.h"
#include "ui/window/versioned_object_p.h"

namespace snitt {

namespace {

constexpr const char* kFormat = "snitt-queue/1";
constexpr const char* kPlace = "queue";
constexpr int kMostAside = 1000;

constexpr std::array<std::pair<JobState, const char*>, 9> kStates{{{JobState::queued, "queued"},
                                                                   {JobState::running, "running"},
                                                                   {JobState::paused, "paused"},
                                                                   {JobState::finished, "finished"},
                                                                   {JobState::failed, "failed"},
                                                                   {JobState::cancelled, "cancelled"},
                                                                   {JobState::interrupted, "interrupted"},
                                                                   {JobState::refused, "refused"},
                                                                   {JobState::notAssessable, "notAssessable"}}};
constexpr std::array kStatuses{BundleStatus::untrained, BundleStatus::demonstrator, BundleStatus::research,
                               BundleStatus::clinicalResearch};

QString text(std::string_view value) { return QString::fromUtf8(value.data(), static_cast<qsizetype>(value.size())); }
QString path(const std::filesystem::path& value) { return value.empty() ? QString() : pathToText(value); }

const char* wordOf(JobState state) {
  return std::ranges::find(kStates, state, &std::pair<JobState, const char*>::first)->second;
}

QJsonObject toObject(const ScoreJob& job) {
  QJsonArray facts;
  for (const std::string& fact : job.facts) facts.append(text(fact));
  return {{"id", text(job.id)},
          {"slide", path(job.slide)},
          {"bundle", path(job.bundle)},
          {"bundleName", text(job.bundleName)},
          {"bundleStatus", text(toText(job.bundleStatus))},
          {"mpp", job.mpp ? QJsonValue(*job.mpp) : QJsonValue()},
          {"mppReason", text(job.mppReason)},
          {"facts", facts},
          {"outline", path(job.outline)},
          {"title", text(job.title)},
          {"outsideScope", text(job.outsideScope)},
          {"out", path(job.out)},
          {"state", QLatin1String(wordOf(job.state))},
          {"reason", text(job.reason)},
          {"result", path(job.result)},
          {"added", text(job.added)},
          {"started", text(job.started)},
          {"ended", text(job.ended)}};
}

// The first fault is kept; reading goes on.
class JobReader {
 public:
  JobReader(const QJsonObject& object, std::string& fault) : m_object(object), m_fault(fault) {}

  std::string text(const char* key) {
    const QJsonValue value = m_object.value(QLatin1String(key));
    if (!value.isString()) say(key, "is no text");
    return value.toString().toStdString();
  }

  std::filesystem::path path(const char* key, bool mayBeEmpty) {
    const QString value = QString::fromStdString(text(key));
    if (value.isEmpty() && mayBeEmpty) return {};
    const auto found = pathFromText(value);
    if (!found) say(key, "is no absolute path");
    return found.value_or(std::filesystem::path());
  }

  std::optional<double> mpp() {
    const QJsonValue value = m_object.value("mpp");
    if (value.isNull()) return std::nullopt;
    if (value.toDouble() <= 0) say("mpp", "is no scale");
    return value.toDouble();
  }

  std::vector<std::string> facts() {
    std::vector<std::string> found;
    for (const QJsonValue fact : m_object.value("facts").toArray()) {
      if (!fact.isString()) say("facts", "holds what is no text");
      found.push_back(fact.toString().toStdString());
    }
    return found;
  }

  JobState state() {
    const std::string word = text("state");
    for (const auto& [state, name] : kStates)
      if (word == name) return state;
    say("state", "is not known here");
    return JobState::failed;
  }

  BundleStatus status() {
    const std::string word = text("bundleStatus");
    for (const BundleStatus status : kStatuses)
      if (word == toText(status)) return status;
    say("bundleStatus", "is not known here");
    return BundleStatus::untrained;
  }

  void say(std::string_view key, std::string_view what) {
    if (m_fault.empty()) m_fault = fmt::format("{} of a job {}", key, what);
  }

 private:
  const QJsonObject& m_object;
  std::string& m_fault;
};

ScoreJob toJob(const QJsonObject& object, std::string& fault) {
  JobReader in(object, fault);
  ScoreJob job;
  job.id = in.text("id");
  if (job.id.empty()) in.say("id", "is empty");
  // It becomes the name of a folder.
  if (job.id.find('/') != std::string::npos) in.say("id", "is no UUID");
  job.slide = in.path("slide", false);
  job.bundle = in.path("bundle", false);
  job.bundleName = in.text("bundleName");
  job.bundleStatus = in.status();
  job.mpp = in.mpp();
  job.mppReason = in.text("mppReason");
  job.facts = in.facts();
  job.outline = in.path("outline", true);
  job.title = in.text("title");
  job.outsideScope = in.text("outsideScope");
  job.out = in.path("out", false);
  job.state = in.state();
  job.reason = in.text("reason");
  job.result = in.path("result", true);
  job.added = in.text("added");
  job.started = in.text("started");
  job.ended = in.text("ended");
  return job;
}

std::filesystem::path freeNameBeside(const std::filesystem::path& file) {
  for (int number = 1; number < kMostAside; ++number) {
    std::filesystem::path aside = file;
    aside += number == 1 ? std::string(".unreadable") : fmt::format(".unreadable-{}", number);
    std::error_code ignored;
    if (!std::filesystem::exists(std::filesystem::symlink_status(aside, ignored))) return aside;
  }
  return {};
}

}  // namespace

QByteArray formatQueue(const std::vector<ScoreJob>& jobs) {
  QJsonArray list;
  for (const ScoreJob& job : jobs) list.append(toObject(job));
  return QJsonDocument(QJsonObject{{"format", kFormat}, {"jobs", list}}).toJson();
}

Result<std::vector<ScoreJob>> parseQueue(const QByteArray& json) {
  const auto object = versionedObject(json, kFormat);
  if (!object) return fail(object.error());
  const QJsonValue list = object->value("jobs");
  if (!list.isArray()) return fail(ErrorKind::corrupt, "it has no list of jobs");
  std::vector<ScoreJob> jobs;
  std::string fault;
  std::set<std::string> ids;
  for (const QJsonValue job : list.toArray()) {
    jobs.push_back(toJob(job.toObject(), fault));
    if (!ids.insert(jobs.back().id).second && fault.empty()) fault = "two jobs have one id";
  }
  if (!fault.empty()) return fail(ErrorKind::corrupt, fault);
  return jobs;
}

Result<std::vector<ScoreJob>> peekQueue(const std::filesystem::path& file) {
  const auto text = readFile(file);
  if (!text && text.error().kind == ErrorKind::notFound) return std::vector<ScoreJob>();
  if (!text) return fail(text.error());
  return openForAccount(*text, kPlace).and_then([](const std::string& json) {
    return parseQueue(QByteArray::fromStdString(json));
  });
}

Result<LoadedQueue> loadQueue(const std::filesystem::path& file) {
  auto jobs = peekQueue(file);
  if (jobs) return LoadedQueue{std::move(*jobs), {}};
  // A newer program is to find its own again.
  if (jobs.error().kind == ErrorKind::unsupported) return failIn(file.string(), jobs.error());
  const std::filesystem::path aside = freeNameBeside(file);
  if (aside.empty())
    return fail(ErrorKind::io, fmt::format("the queue in {} cannot be used: {}", file.string(), jobs.error().message));
  if (const auto moved = os::renameSynced(file, aside); !moved) return fail(moved.error());
  return LoadedQueue{{},
                     fmt::format("The queue of scoring could not be read ({}). It was put aside as {}; nothing of it "
                                 "was changed, and results that are there stay where they are.",
                                 jobs.error().message, aside.string())};
}

Result<void> saveQueue(const std::filesystem::path& file, const std::vector<ScoreJob>& jobs) {
  return sealForAccount(formatQueue(jobs).toStdString(), kPlace).and_then([&file](const std::string& sealed) {
    return writePrivateFileAtomically(file, sealed);
  });
}

}  // namespace snitt
