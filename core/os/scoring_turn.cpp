#include "core/os/scoring_turn.h"

#include <unistd.h>

#include <string>

namespace snitt::os {
namespace {

// A file for each process: several may score at once.
constexpr std::string_view kPrefix = "scoring-";

std::filesystem::path ownFile(const std::filesystem::path& folder) {
  return folder / (std::string(kPrefix) + std::to_string(::getpid()));
}

}  // namespace

ScoringTurn ScoringTurn::take() {
  ScoringTurn turn;
  const auto folder = runtimeFolder();
  if (!folder) return turn;
  auto lock = FileLock::tryAcquire(ownFile(*folder));
  if (lock && *lock) turn.m_lock = std::move(**lock);
  return turn;
}

bool ScoringTurn::isTakenByAnother() {
  const auto folder = runtimeFolder();
  if (!folder) return false;
  bool taken = false;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(*folder, error)) {
    if (!entry.path().filename().string().starts_with(kPrefix) || entry.path() == ownFile(*folder)) continue;
    const auto lock = FileLock::tryAcquire(entry.path());
    if (lock && !*lock) taken = true;
    // Nobody's any more: a number of a process is not used again soon enough for two to meet here.
    if (lock && *lock) std::filesystem::remove(entry.path(), error);
  }
  return taken;
}

}  // namespace snitt::os
