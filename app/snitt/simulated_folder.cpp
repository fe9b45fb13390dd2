#include "app/snitt/simulated_folder.h"

#include <array>
#include <chrono>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "app/snitt/result_folder.h"
#include "core/atomic_file.h"
#include "core/simulation/cohort_tables.h"

namespace snitt::app {
namespace {

namespace fs = std::filesystem;

constexpr const char* kDescription = "simulation.json";
constexpr const char* kLock = ".simulate.lock";
constexpr std::array kTables{"cohort.csv", "list.csv", "outcomes.csv", "truth.csv"};

bool isThere(const fs::path& file) {
  std::error_code ignored;
  return fs::exists(fs::symlink_status(file, ignored));
}

// Another cohort's slides would be taken for this one's, and tables that nobody simulated are not ours to replace.
Result<void> checkFree(const fs::path& out, const std::string& description) {
  const fs::path file = out / kDescription;
  if (isThere(file)) {
    const auto there = readFile(file);
    if (!there) return fail(there.error());
    if (*there == description) return {};
    return fail(
        ErrorKind::usage,
        fmt::format("{} holds a cohort of another model, seed, size or version; name another folder", out.string()));
  }
  for (const char* table : kTables)
    if (isThere(out / table))
      return fail(ErrorKind::usage,
                  fmt::format("{} is there already and belongs to no simulated cohort; name another folder",
                              (out / table).string()));
  return {};
}

// Half a file of a run that was killed; who holds the lock knows that nobody writes it any more.
void removeLeftovers(const fs::path& folder) {
  std::error_code ignored;
  std::vector<fs::path> leftovers;
  for (fs::directory_iterator entry(folder, ignored), end; !ignored && entry != end; entry.increment(ignored)) {
    const std::string name = entry->path().filename().string();
    if (name.starts_with(".snitt-") && name.ends_with(".tmp")) leftovers.push_back(entry->path());
  }
  for (const fs::path& leftover : leftovers) fs::remove(leftover, ignored);
}

}  // namespace

Result<SimulatedFolder> SimulatedFolder::claim(const fs::path& out, const std::string& description, bool withSlides) {
  if (auto sound = checkFree(out, description); !sound) return fail(sound.error());
  if (auto made = makeFolder(out); !made) return fail(made.error());
  auto lock = os::FileLock::acquire(out / kLock, std::chrono::milliseconds(0));
  if (!lock) return fail(lock.error());
  // Another program may have come first.
  if (auto sound = checkFree(out, description); !sound) return fail(sound.error());
  const simulation::CohortFiles names;
  for (const auto& folder : {out, out / names.slideFolder, out / names.tumourFolder}) {
    removeLeftovers(folder);
    if (!withSlides) continue;
    if (auto made = makeFolder(folder); !made) return fail(made.error());
  }
  if (!isThere(out / kDescription))
    if (auto written = writeFileAtomically(out / kDescription, description); !written) return fail(written.error());
  return SimulatedFolder(out, *std::move(lock));
}

Result<void> SimulatedFolder::writeTables(const simulation::SimulatedCohort& cohort) const {
  const std::array texts{cohortCsv(cohort), listCsv(cohort), outcomesCsv(cohort), truthCsv(cohort)};
  for (std::size_t i = 0; i < kTables.size(); ++i)
    if (auto written = writeFileAtomically(m_out / kTables.at(i), texts.at(i)); !written) return written;
  return {};
}

}  // namespace snitt::app
