#include "app/snitt/cohort/slurm_files.h"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "app/snitt/cohort/slurm_commands.h"
#include "app/snitt/cohort/slurm_script.h"
#include "core/atomic_file.h"
#include "core/cohort/cohort_estimate.h"
#include "core/os/os.h"
#include "core/os/own_files.h"
#include "core/sha256.h"

namespace snitt::app {
namespace {

// What a task of a few hours on four cores gets through.
constexpr std::uint64_t kTilesOfTask = 200000;
// Where nobody says how many; the longest array of a Slurm that nobody has set up otherwise.
constexpr std::size_t kMostTasks = 1000;

Result<std::string> readTemplate(const std::filesystem::path& given) {
  if (!given.empty()) return readFile(given);
  if (const auto own = os::ownFile("slurm/cohort.sh")) return readFile(*own);
  return fail(ErrorKind::notFound,
              "the template of the Slurm script is not where the program lies; give one with "
              "--slurm-template");
}

std::uint64_t tilesOf(const CohortSlide& slide, const CohortCheck& check) {
  constexpr double kShare = kExpectedTissueShare * kExpectedTumourShare;
  const auto look = check.looks.find(slide.path);
  if (look == check.looks.end()) return 1;
  const double mpp = slide.mpp.value_or(look->second.mppX.value_or(0.25));
  const double areaUm2 =
      static_cast<double>(look->second.widthPx) * static_cast<double>(look->second.heightPx) * mpp * mpp;
  double tiles = 1;
  for (const ResolutionSpec& one : check.bundle.manifest.resolutions) {
    const double edge = one.mpp * one.tilePx;
    const double all = areaUm2 * kShare / (edge * edge);
    tiles += one.mostTiles > 0 ? std::min(all, static_cast<double>(one.mostTiles)) : all;
  }
  return static_cast<std::uint64_t>(tiles);
}

// An array's numbers are below MaxArraySize, and begin at 1.
std::size_t tasksFor(std::uint64_t tiles, std::size_t slides, bool each, const SlurmOptions& options) {
  const std::size_t wanted = each                ? std::min(slides, kMostTasks)
                             : options.tasks > 0 ? static_cast<std::size_t>(options.tasks)
                                                 : std::min<std::size_t>(tiles / kTilesOfTask + 1, kMostTasks);
  const auto size = wanted > 1 ? maxArraySize() : std::nullopt;
  return size && *size > 1 ? std::min(wanted, *size - 1) : wanted;
}

// In directives Slurm takes no name of a log apart that has a backslash, and a line ends one.
Result<void> canBeNamed(const std::filesystem::path& folder) {
  if (folder.string().find_first_of("\\\n") == std::string::npos) return {};
  return fail(ErrorKind::usage,
              "Slurm cannot write its logs below a folder that has a backslash or a line feed in its name");
}

SlurmScript scriptOf(const SlurmPlan& plan, const SlurmFiles& files) {
  SlurmScript script;
  script.name = jobName(plan.check->title);
  for (const auto& [number, slides] : files.tasks) script.tasks.push_back(number);
  script.program = os::programFile();
  script.out = std::filesystem::absolute(plan.folder.out);
  script.bundle = std::filesystem::absolute(plan.options->bundle);
  script.logs = std::filesystem::absolute(plan.folder.slurm()) / "logs";
  script.options = {"--quiet", "--db", "none", "--stall-after", std::to_string(plan.options->stallAfter.count())};
  if (plan.options->untrusted) script.options.emplace_back("--untrusted");
  return script;
}

std::filesystem::path noteFile(const CohortFolder& folder) { return folder.slurm() / "job.json"; }

}  // namespace

Result<SlurmFiles> writeSlurmFiles(const std::vector<CohortSlide>& slides, const SlurmPlan& plan, bool each) {
  if (auto named = canBeNamed(std::filesystem::absolute(plan.folder.out)); !named) return fail(named.error());
  std::error_code error;
  std::filesystem::remove_all(plan.folder.tasks(), error);
  for (const auto& folder : {plan.folder.tasks(), plan.folder.slurm() / "logs"})
    if (auto made = os::makePrivateFolder(folder); !made) return fail(made.error());
  std::vector<std::uint64_t> tiles;
  std::uint64_t all = 0;
  for (const CohortSlide& slide : slides) all += tiles.emplace_back(tilesOf(slide, *plan.check));
  SlurmFiles files;
  for (auto& one : shareOut(slides, tiles, tasksFor(all, slides.size(), each, plan.options->slurm)))
    files.tasks[files.tasks.size() + 1] = std::move(one);
  for (const auto& [number, ofTask] : files.tasks) {
    std::string lines;
    for (const CohortSlide& slide : ofTask) lines += formatSlide(slide) + "\n";
    if (auto written = writePrivateFileAtomically(plan.folder.task(number), lines); !written)
      return fail(written.error());
  }
  const auto text = readTemplate(plan.options->slurm.scriptTemplate);
  if (!text) return fail(text.error());
  const auto filled = fillScript(*text, scriptOf(plan, files), plan.options->slurm);
  if (!filled) return fail(filled.error());
  files.script = std::filesystem::absolute(plan.folder.slurmScript());
  if (auto written = writePrivateFileAtomically(files.script, *filled); !written) return fail(written.error());
  if (auto noted = writeSlurmNote(plan.folder, {{}, listMark(*plan.check)}); !noted) return fail(noted.error());
  return files;
}

SlurmNote readSlurmNote(const CohortFolder& folder) {
  const auto text = readFile(noteFile(folder));
  const auto json = text ? nlohmann::json::parse(*text, nullptr, false) : nlohmann::json();
  if (!json.is_object()) return {};
  return {json.value("job", ""), json.value("list", "")};
}

Result<void> writeSlurmNote(const CohortFolder& folder, const SlurmNote& note) {
  const nlohmann::ordered_json json{{"job", note.job}, {"list", note.list}};
  return writePrivateFileAtomically(noteFile(folder), json.dump() + "\n");
}

std::string listMark(const CohortCheck& check) {
  std::string text;
  for (const ListedSlide& slide : check.list.slides) text += fmt::format("{} {}\n", slide.row, slide.path.string());
  return sha256Of(text);
}

}  // namespace snitt::app
