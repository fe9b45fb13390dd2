// One slide that is to be scored, or was: what is asked for, and what came of it. A plain value.
#pragma once

#include <QString>

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/bundle/manifest.h"

namespace snitt {

// queued ─► running ◄─► paused
//              ├─► finished, notAssessable, refused, failed, cancelled     of its own, or because a person said so
//              └─► interrupted                                             the viewer ended meanwhile
// What has ended can be queued again.
enum class JobState {
  queued,
  running,
  paused,
  finished,
  failed,
  cancelled,
  interrupted,
  refused,        // a safety rule: scope, trust
  notAssessable,  // scored, without a class
};

[[nodiscard]] constexpr bool isActive(JobState state) {
  return state == JobState::running || state == JobState::paused;
}
[[nodiscard]] constexpr bool hasEnded(JobState state) { return !isActive(state) && state != JobState::queued; }

struct ScoreJob {
  std::string id;  // UUID; given by the queue
  std::filesystem::path slide;
  std::filesystem::path bundle;  // folder
  std::string bundleName;        // "Demonstrator 1.0"
  BundleStatus bundleStatus = BundleStatus::untrained;
  std::optional<double> mpp;       // µm/px, typed by a person
  std::string mppReason;           // why, where it is unusual
  std::vector<std::string> facts;  // "organ=colon"
  std::filesystem::path outline;   // GeoJSON in level-0 pixels; empty: the bundle finds the tumour
  std::string title;               // what a person calls the outline
  std::string outsideScope;        // the reason for scoring it although it is outside the bundle's scope
  std::filesystem::path out;       // the result gets a folder of its own in here
  JobState state = JobState::queued;
  std::string reason;            // one sentence with its full stop: why it ended as it did; empty where all is well
  std::filesystem::path result;  // the folder with score.json; empty where there is none
  std::string added, started, ended;  // ISO 8601, UTC; empty until then
  bool operator==(const ScoreJob&) const = default;
};

// "Queued", "Not assessable": for a person.
[[nodiscard]] QString stateWord(JobState state);

// The arguments of `snitt` for the job, results in `out`.
[[nodiscard]] std::vector<std::string> engineArguments(const ScoreJob& job, const std::filesystem::path& out,
                                                       const std::string& database);

}  // namespace snitt
