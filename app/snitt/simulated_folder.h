// The folder of a simulated cohort: claimed for one model and one running program, cleared of what a killed one left.
#pragma once

#include <filesystem>
#include <string>

#include "core/os/os.h"
#include "core/result.h"
#include "core/simulation/simulated_cohort.h"

namespace snitt::app {

// Holds the folder until it is destroyed.
class SimulatedFolder {
 public:
  // Makes the folder, if need be, and writes `description` (simulation.json) into it, or finds the very same one there
  // from a run that was stopped. Without slides their folders are not made.
  // Errors: usage where another cohort, or tables of anything else, lie there: they are left as they are. io where the
  // folder cannot be written to or another program is at work in it.
  [[nodiscard]] static Result<SimulatedFolder> claim(const std::filesystem::path& out, const std::string& description,
                                                     bool withSlides);

  // Slide lists, outcomes and truth; each appears whole.
  [[nodiscard]] Result<void> writeTables(const simulation::SimulatedCohort& cohort) const;

 private:
  SimulatedFolder(std::filesystem::path out, os::FileLock lock) : m_out(std::move(out)), m_lock(std::move(lock)) {}

  std::filesystem::path m_out;
  os::FileLock m_lock;
};

}  // namespace snitt::app
