// The queue as a file, queue.json (format snitt-queue/1), so that it outlives the viewer; sealed for the account, since
// slides may be called after patients (core/store/account_seal.h). Any thread.
#pragma once

#include <QByteArray>

#include <filesystem>
#include <string>
#include <vector>

#include "core/result.h"
#include "ui/jobs/score_job.h"

namespace snitt {

[[nodiscard]] QByteArray formatQueue(const std::vector<ScoreJob>& jobs);

// Errors: corrupt; unsupported (a later version). The first fault is told; nothing is left out in silence.
[[nodiscard]] Result<std::vector<ScoreJob>> parseQueue(const QByteArray& json);

struct LoadedQueue {
  std::vector<ScoreJob> jobs;
  std::string finding;  // one sentence for a person: what became of a file that could not be read
};

// No file: no jobs. One that cannot be understood is renamed to FILE.unreadable (-2, -3 …), never overwritten, so that
// nothing in it is lost. Errors: io, where the file can neither be read nor put aside; unsupported, where a newer
// program wrote it. Then nothing may be written.
[[nodiscard]] Result<LoadedQueue> loadQueue(const std::filesystem::path& file);

// As it is on disk, changing nothing; what cannot be read is an error.
[[nodiscard]] Result<std::vector<ScoreJob>> peekQueue(const std::filesystem::path& file);

// Whole or not at all, for the owner's eyes alone. Errors: io, database (no place for the key).
[[nodiscard]] Result<void> saveQueue(const std::filesystem::path& file, const std::vector<ScoreJob>& jobs);

}  // namespace snitt
